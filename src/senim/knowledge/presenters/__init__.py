"""Procedures, runs and versions in words."""
