"""What a class handed in, from files to pictures: pure functions that check every value before it counts."""
