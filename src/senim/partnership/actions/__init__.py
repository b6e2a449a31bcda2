"""Every write of the partnership."""
