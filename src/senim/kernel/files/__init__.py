"""Files that people send: checked, made harmless, kept under the name of their content, served on permission.

    stored = files.accept(upload)                       # before the transaction: it may take a second
    AppealFile.objects.create(appeal=..., file=stored)  # inside it

A file is what its first bytes say, whatever its name says. Pictures are decoded and written anew: no position, no
camera, no comment, nothing hidden stays. Sound and video keep their stream; the boxes where phones write the position
are blanked, and where a format may keep it elsewhere `note` says so. What no row refers to is swept after a day.
"""

from senim.kernel.files.keep import accept, forget, picture, sweep
from senim.kernel.files.send import respond
from senim.kernel.files.words import accepted_types, note_of

__all__ = ["accept", "accepted_types", "forget", "note_of", "picture", "respond", "sweep"]
