"""Writes of the messages: what comes in, what named officers do, who is named, what the clock does."""
