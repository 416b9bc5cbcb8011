"""The form: written, read, filled, marked."""
