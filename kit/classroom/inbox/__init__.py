"""Hand-ins as they come in: files, folders, zips and the class's server, read within bounds."""
