"""Procedures and runs as they may be read."""
