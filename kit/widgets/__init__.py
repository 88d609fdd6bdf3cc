"""The few controls that ipywidgets does not have: each a Python file with its state, a JavaScript file beside it."""
