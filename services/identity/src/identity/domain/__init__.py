"""The rules of identity, pure: no database, no network."""
