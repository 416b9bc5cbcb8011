"""The window, driven on a real display."""
