"""Columns that an annotated file has beside its own; a later import leaves them out."""

STATUS, ERRORS = "import_status", "import_errors"
RESERVED = (STATUS, ERRORS)
