"""Pages of the problems context."""
