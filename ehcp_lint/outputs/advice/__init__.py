"""A report of an adviser, judged: for a person at a terminal, and as the feedback sheet for whoever wrote it."""
