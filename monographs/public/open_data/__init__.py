"""Dated files with all that readers may read, for programs and for another site."""
