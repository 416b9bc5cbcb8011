"""Benchmarks: commands that measure and print; no part of the tests, and nothing in them asserts a time."""
