"""Three experiments that a class lives through with cards: the pot, the pond, 100 hours."""
