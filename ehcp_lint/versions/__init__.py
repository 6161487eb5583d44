"""Two versions of one plan: which items are the same, and what a line of provision says now that it did not say before."""
