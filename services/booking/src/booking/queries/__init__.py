"""Every SELECT of booking, and the few statements that are hot."""
