"""The writes under one name, for whoever plays them through (the demonstration)."""

from senim.partnership.actions import bodies, control, meetings, minutes, research, sessions

__all__ = ["bodies", "control", "meetings", "minutes", "research", "sessions"]
