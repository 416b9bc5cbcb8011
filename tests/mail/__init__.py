"""Tests of the mail floor and of the commands that use it, against real servers."""
