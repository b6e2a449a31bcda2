"""Forms of runs and versions."""
