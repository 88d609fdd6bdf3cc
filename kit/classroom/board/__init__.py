"""The class board: what a class answered, shown without names."""
