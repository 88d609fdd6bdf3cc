"""Votes on questions with no right answer: codes, ballots, rounds that close, what they come to; all without a page."""
