"""Spreadsheets on the desk: what was found in them, what it means, what it does."""
