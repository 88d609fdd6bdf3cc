"""What the page that asks twice is made of."""
