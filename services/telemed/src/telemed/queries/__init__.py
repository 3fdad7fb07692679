"""Every SELECT of telemed, by what it is about."""
