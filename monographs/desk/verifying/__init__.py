"""The source view: the rows of a page beside the lines that they came from."""
