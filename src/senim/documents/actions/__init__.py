"""Every write of the documents."""
