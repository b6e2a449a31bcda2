"""Writes: a device is registered, called lost, heard from; what it brings is kept, each item once."""

from senim.offline.actions.devices import carried, heard, mark_lost, register, synced
from senim.offline.actions.entries import take

__all__ = ["carried", "heard", "mark_lost", "register", "synced", "take"]
