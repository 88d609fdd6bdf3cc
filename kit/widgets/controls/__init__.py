"""The controls that ipywidgets does not have, each a Python class and the JavaScript beside it."""
