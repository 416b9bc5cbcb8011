"""What reads received bytes: child processes with limits, and what they do."""
