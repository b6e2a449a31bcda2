"""The edge: pages for everyone, and pages of the staff."""
