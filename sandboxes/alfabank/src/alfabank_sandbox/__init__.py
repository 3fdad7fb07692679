"""A stand-in for the Alfa-Bank acquiring gateway. It knows nothing of the shop it serves."""
