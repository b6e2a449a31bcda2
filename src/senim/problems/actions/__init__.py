"""Every write of the problems context, a module for each part of the work."""
