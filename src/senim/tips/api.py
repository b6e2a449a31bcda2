"""The door of protected messages (anonymous and confidential). Almost nothing passes it, on purpose.

    counts(language) -> pooled counts of the twelve whole months before this one, or None: what everybody may know
    send(token=..., written=Written(...)), name(...), desk acts: for the demonstration and its tests

No other context reads a message. What a page elsewhere needs is a link: `tips:start`.
"""

from senim.tips.actions import desk
from senim.tips.actions.intake import Written, add, send
from senim.tips.actions.naming import name
from senim.tips.codes import code_hash
from senim.tips.domain import Outcome, Topic, Way
from senim.tips.presenters import figures as counts

__all__ = ["Outcome", "Topic", "Way", "Written", "add", "code_hash", "counts", "desk", "name", "send"]
