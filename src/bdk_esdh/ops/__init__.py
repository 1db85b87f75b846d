"""Operation: the ``esdh`` command."""
