"""The questions of the lessons for learning platforms: gathered once, and a module for each format that they take."""
