"""The working list: where to look first, and steps on many monographs at once."""
