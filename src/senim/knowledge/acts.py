"""The writes under one name, for whoever plays them through (the demonstration)."""

from senim.knowledge.actions import runs

__all__ = ["runs"]
