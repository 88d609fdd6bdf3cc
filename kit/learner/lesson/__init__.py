"""A lesson's page and its steps, one module a step."""
