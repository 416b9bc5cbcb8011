"""The jobs, one a module; the only floor that touches paths."""
