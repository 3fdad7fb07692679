"""A stand-in for ClamAV's clamd."""
