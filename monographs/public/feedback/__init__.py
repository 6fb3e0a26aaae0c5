"""Reporting a problem: the form, what protects it, and the receipt."""
