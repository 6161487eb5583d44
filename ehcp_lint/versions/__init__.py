"""Two versions of one plan side by side (`compare`).

Which of their items are the same, and what a line of provision says now that it did not say before."""
