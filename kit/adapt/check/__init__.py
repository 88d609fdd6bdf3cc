"""Is the kit sound? One module for each kind of thing that is checked."""
