"""Bringing in areas, streets, addresses and points from files.

Reading and planning touch nothing: a plan says what would be new, changed, the same, and what is wrong in which row.
Writing a plan is one transaction. The same file brought in twice changes nothing the second time.
"""
