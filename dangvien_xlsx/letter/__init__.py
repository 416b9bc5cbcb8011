"""The letter: figures to words, words into a template that the office can restyle."""
