"""What notify calls outside."""
