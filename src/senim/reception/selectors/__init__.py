"""Every read of a reception."""
