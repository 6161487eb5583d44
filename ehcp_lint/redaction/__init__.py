"""Names and numbers that point at a person, found and replaced: the one place in the tree that knows how.

What comes out is "name-redacted, still personal data": a diagnosis, a school and a town can name a child as well. How
much is found was measured (data/redaction_figures.json)."""

from ehcp_lint.redaction.find import Found, find
from ehcp_lint.redaction.redactor import Redactor

__all__ = ["Found", "Redactor", "find"]
