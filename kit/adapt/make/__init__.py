"""Make new parts: lessons, tables, orders, catalogues, and the notebooks' stored text."""
