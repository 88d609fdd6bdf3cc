"""The parts of the page on which a class votes: the ways in, the phases of the room, what came out."""
