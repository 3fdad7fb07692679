"""A service in this process with a small world of one patient, one doctor and one visit, for tests/contracts."""
