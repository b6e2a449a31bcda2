"""The last days of the demonstration: what a bulk load cannot carry, done by the real actions at real times."""

from senim.demo.living.play import links, play
from senim.demo.living.scenes import SCENES

__all__ = ["SCENES", "links", "play"]
