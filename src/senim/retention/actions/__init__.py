"""What changes the life of data."""
