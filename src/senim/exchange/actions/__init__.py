"""Every change of this context."""
