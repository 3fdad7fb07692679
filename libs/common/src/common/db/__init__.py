"""A room's memory: tables, connections, migrations."""
