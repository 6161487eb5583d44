"""`python -m ehcp_lint`."""

from ehcp_lint.cli import main

main()
