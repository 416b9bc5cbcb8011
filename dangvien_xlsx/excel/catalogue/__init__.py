"""The catalogue workbook: written and read."""
