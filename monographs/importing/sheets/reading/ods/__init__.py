"""OpenDocument spreadsheets: one large part of XML in a ZIP."""
