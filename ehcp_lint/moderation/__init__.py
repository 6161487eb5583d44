"""Rounds of moderation: people mark plans on the council's own rubric; this counts, compares and remembers.

Nothing here marks a plan, and nothing the checks find is turned into a mark."""
