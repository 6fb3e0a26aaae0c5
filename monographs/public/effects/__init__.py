"""Side effects: their A–Z, the drugs that list one, and several against several."""
