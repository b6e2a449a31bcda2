"""Scanning: from all incidents of a town to a ranked list of candidate problems, each with what it rests on."""

from senim_analysis.problems.problem import Problem
from senim_analysis.problems.search import Problems, find_problems

__all__ = ["Problem", "Problems", "find_problems"]
