"""Lists of pages for programs: filtered, ordered, a cursor at a time."""
