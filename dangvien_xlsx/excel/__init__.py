"""Workbooks: bytes in, bytes out. One library a module; no path is touched here."""
