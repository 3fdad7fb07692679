"""A sandbox of the Alfa-Bank acquiring gateway, independent of the shop that uses it."""
