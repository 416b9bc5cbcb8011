"""The parts of the bundle for Windows: where each comes from, and how they become one zip."""
