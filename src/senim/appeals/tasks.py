"""What the clock does by itself, and how often."""

from senim.appeals.actions import together, watch
from senim.kernel.schedule import every


@every(60)
def escalate() -> int:
    """Silence climbs: whoever stands in, then the head, then the head above."""
    return watch.escalate()


@every(60)
def lift_complaints() -> int:
    """A complaint never waits under the officer whom it is about."""
    return watch.lift_complaints()


@every(600)
def ask_followups() -> int:
    """Four weeks after an answer: is it still solved?"""
    return watch.ask_followups()


@every(60)
def follow_calendar() -> int:
    """A decree moves due days, each with its trace."""
    return watch.follow_calendar()


@every(3600)
def close_answered() -> int:
    """Answers that nobody questioned are closed after six weeks."""
    return watch.close_answered()


@every(30)
def answer_together() -> int:
    """One answer for several, where the process that sent it was lost."""
    return together.resume()


@every(300)
def drop_drafts() -> int:
    """Drafts whose time has passed."""
    return watch.drop_drafts()
