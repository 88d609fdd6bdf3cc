"""A class together: hand-ins in, one view out, the vote, run sheets, learners' copies, the class's own server."""
