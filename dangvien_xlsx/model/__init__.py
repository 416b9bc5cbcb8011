"""What the program is about: units, indicators, periods, rules and findings. Frozen, pure, no input or output."""
