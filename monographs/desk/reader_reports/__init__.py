"""What readers reported: a list, a page for each, and the two steps on it."""
