"""How programs find what there is: feeds, sitemaps, and files that they look for."""
