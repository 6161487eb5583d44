"""How fast ehcp_lint is: `make bench`. Ratios in one run mean something; single times on a busy machine do not."""
