"""The few controls that ipywidgets does not have: each one a Python file with its state, and a JavaScript file beside it."""
