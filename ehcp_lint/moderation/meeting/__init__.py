"""One round as the meeting sees it: who disagrees where, the pack, feedback, themes and the grade that holds."""
