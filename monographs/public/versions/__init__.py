"""What stands behind a page: its versions, their differences, its sources."""
