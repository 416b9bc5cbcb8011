"""Workbooks that we write: refusals become errors, looks by role."""
