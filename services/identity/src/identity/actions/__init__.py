"""What identity can do, one verb each, by what it is done to."""
