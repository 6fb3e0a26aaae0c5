"""Finding a page without searching: the start page, the A–Z, filters, classes."""
