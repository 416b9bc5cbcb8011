"""The folder of a period: its files, written without losing what was there."""
