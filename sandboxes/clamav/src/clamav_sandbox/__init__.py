"""A sandbox of ClamAV's clamd."""
