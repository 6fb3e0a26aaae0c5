"""Drugs side by side: which were chosen, their sections, their side effects."""
