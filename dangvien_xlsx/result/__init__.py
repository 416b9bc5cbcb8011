"""Figures and the printed appendix, made from an account."""
