"""Forms of the problems context: those of a file, and those that stand on pages of their own."""
