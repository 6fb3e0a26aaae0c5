"""Monographs taken out of medsite."""
