"""Spreadsheets into working copies: the same batches as documents, other chunks."""
