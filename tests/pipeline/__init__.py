"""Tests of pipeline, one module for each module or promise of that floor."""
