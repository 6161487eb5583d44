"""Regular expressions that cost nothing until they are used, and little where they find nothing (docs/decisions/speed.md)."""

from ehcp_lint.patterns.pattern import OFTEN, Pattern, Words

__all__ = ["OFTEN", "Pattern", "Words"]
