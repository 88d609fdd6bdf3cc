"""What the board shows, as numbers and figures: pure functions of the answers that came in."""
