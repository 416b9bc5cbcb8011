"""The tests of the book of periods."""
