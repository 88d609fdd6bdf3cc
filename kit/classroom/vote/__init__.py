"""Vote, discuss, vote again: the ballot box, its page and what came of it."""
