"""Every read of the cabinet; the first argument is who asks."""
