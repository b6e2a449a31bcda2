"""Forms of the partnership."""
