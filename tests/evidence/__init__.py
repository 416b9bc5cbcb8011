"""One-change forms, each with what a careful clerk concludes of it; ``python -m tests.evidence`` prints the table."""
