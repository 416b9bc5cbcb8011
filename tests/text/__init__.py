"""Tests of text, one module for each module or promise of that floor."""
