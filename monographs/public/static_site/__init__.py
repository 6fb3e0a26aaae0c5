"""The whole public site as files: for reading offline, and for any static host."""
