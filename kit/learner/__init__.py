"""The learner's four pages: the start, a lesson, the case file, *Question the table*."""
