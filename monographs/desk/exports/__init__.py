"""Spreadsheets taken out at the desk."""
