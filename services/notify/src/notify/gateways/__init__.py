"""External systems notify calls."""
