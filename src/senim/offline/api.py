"""The cabinet without a network: what do I carry, and what have I not sent yet? The only door of this context.

acts      the writes, for the demonstration: register, heard, mark_lost
bundle    what a person would take along now, as plain data: build(scope)
"""

from senim.offline import actions as acts
from senim.offline import bundle

__all__ = ["acts", "bundle"]
