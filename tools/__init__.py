"""What the developers run: making the constraints and the bundle."""
