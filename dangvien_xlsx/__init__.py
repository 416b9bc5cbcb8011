"""Collects figures from many units by Excel form and turns them into a table that a person can sign."""

__version__ = "1.0.0"
