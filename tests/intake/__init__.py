"""Whatever comes back: kinds of file, guards, containers, hostile files and noise."""
