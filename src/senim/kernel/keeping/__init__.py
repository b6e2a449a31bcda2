"""A copy of an installation that can be trusted: made while it runs, sealed, and put back with proof.

A copy is one sealed file (`box`) of neutral rows and files (`archive`), read in one snapshot (`reading`)
and put back into an empty installation on either database (`restore`). Why so: docs/adr/0028.
"""
