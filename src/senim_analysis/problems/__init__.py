"""Scanning: from all incidents of a town to a ranked list of candidate problems, each with what it rests on."""
