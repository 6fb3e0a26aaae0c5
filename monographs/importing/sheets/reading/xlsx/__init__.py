"""Excel workbooks: parts of XML in a ZIP."""
