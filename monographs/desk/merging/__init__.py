"""Merging two effects of the vocabulary: asked, foretold, then done."""
