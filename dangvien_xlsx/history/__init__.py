"""The book of periods: rows in, rows out. It knows no workspace and no path but the one that it is given."""
