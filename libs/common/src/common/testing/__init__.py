"""A pytest plugin (``-p common.testing``): rooms with real databases, clients with real tokens, a real broker."""
