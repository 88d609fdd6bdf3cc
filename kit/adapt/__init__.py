"""Change the kit: check it, make new parts, try changes on a copy."""
