"""Controls and steps: what every live page is put together from."""
