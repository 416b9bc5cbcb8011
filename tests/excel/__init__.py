"""The tests of what reads and writes workbooks."""
