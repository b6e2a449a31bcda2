"""Every read of the problems context; the first argument is who asks."""
