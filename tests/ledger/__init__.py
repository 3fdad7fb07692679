"""Booking and payment together in this process, and a bank in memory: where the money ends, whatever happens."""
