"""Spreadsheets into working copies: read, compared, loaded, taken back."""
