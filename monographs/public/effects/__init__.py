"""Side effects: their A–Z, the medicines that list one, and several against several."""
