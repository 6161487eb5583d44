"""The statements of a report or a plan: what stands in a line, which of them recommend help, and how alike two are."""
