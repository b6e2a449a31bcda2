"""Every read of the partnership; the first argument is who asks."""
