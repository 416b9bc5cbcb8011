"""Tests of model, one module for each module or promise of that floor."""
