"""The double-click, as a user does it: a copy of the project in a folder of its own, nothing installed."""
