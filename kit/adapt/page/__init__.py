"""The page for adapters: a change of each kind, tried on a copy."""
