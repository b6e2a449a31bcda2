"""The demonstration district: a whole invented city sector with its people, police and a year of appeals.

Nothing here is real. Every name, place and story is made by code from a seed number.
"""
