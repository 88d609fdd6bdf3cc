"""What a class handed in, from files to pictures: pure functions, and every value from a file checked before it counts."""
