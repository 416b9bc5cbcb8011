"""Workbooks that came: bytes in, values out."""
