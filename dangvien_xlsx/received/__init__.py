"""Files as they came: what they are, and what is refused."""
