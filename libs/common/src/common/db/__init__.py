"""A service's memory: tables, connections, migrations."""
