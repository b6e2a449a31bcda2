"""Every write of the appeals context, by use: intake, talk, answer, moves, supervision, and the clock's own steps."""
