"""What somebody who wishes us ill can send, or leave lying about."""
