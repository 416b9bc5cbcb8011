"""Verdicts: what a submission says, what counts, and an account of every file and unit."""
