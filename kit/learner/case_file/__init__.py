"""The case file: one case through all lessons, its shape, its changes, and what is handed in."""
