"""Tests of the table and of the printed appendix."""
