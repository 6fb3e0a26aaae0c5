"""How dates and times are written, a folder per language."""
