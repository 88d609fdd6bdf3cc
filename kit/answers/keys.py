"""What an answer is called: its lesson, its step and its item, written once for all who read answers."""

STEPS = ("predict", "compare", "explore", "check", "place", "discuss")
SOURCE_STEPS = ("label", "mark_words", "tests", "rewrite", "fourth_column")
WRITTEN = ("place", "discuss", "write_up", "rewrite")  # the steps in which sentences are written
