"""Tests of the files that are double-clicked."""
