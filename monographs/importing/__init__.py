"""Documents and spreadsheets into working copies. An import never publishes."""
