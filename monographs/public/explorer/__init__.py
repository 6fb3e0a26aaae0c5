"""The side effects of one drug in other orders, and as pictures."""
