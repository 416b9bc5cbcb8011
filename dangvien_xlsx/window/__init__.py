"""The window: shows a period and its steps, calls one pipeline function for each, and shows what came of it."""
