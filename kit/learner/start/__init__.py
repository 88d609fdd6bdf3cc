"""The start page: the table, the learner's case, progress, and what is kept of the learner."""
