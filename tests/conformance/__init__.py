"""What every engine of the text search has to do, through the port alone.

A second engine is one more line in ``conftest.ENGINES``.
"""
