"""Problem-oriented crime analysis: arrays in, results out. No Django, no database, no files outside `io`.

Every function takes one-dimensional arrays (coordinates in metres, times as datetime64 or float days) and gives a
frozen result with `.to_dict()` and `.sentence(language)`. Places and problems are analysed, never a person.
"""

from senim_analysis.errors import AnalysisRefused, Cancelled
from senim_analysis.result import Note, Result

__all__ = ["AnalysisRefused", "Cancelled", "Note", "Result"]
