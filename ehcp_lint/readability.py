"""How hard a text is to read: a range of school grades and reading ages, and the five hardest sentences with the reasons.

The figures are the published formulas over our own sentences and syllables. White space, wrapped lines, bullets, capitals,
names and full stops after list items do not move them, because they are gone before anything is counted. A grade is
context and not a verdict: formulas differ by three grades on one text, and readers by more (docs/decisions/readability.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nlargest
from math import sqrt

from ehcp_lint.grammar.hard_sentences import LONG_SENTENCE, Fault, Reason, passives, reasons, spelt_out, weight
from ehcp_lint.grammar.syllables import syllables
from ehcp_lint.language import MASK, lower, mask, plain, sentences, squeeze
from ehcp_lint.plan import Span

__all__ = ["SCORING", "Counts", "Fault", "Formulas", "HardSentence", "Readability", "Reason", "Status", "measure_readability"]

SCORING = "ehcp-lint/readability/1"
"""Names formulas, counting rules and tables; it changes when any figure could, so that only like is compared with like."""

SCORED, INDICATIVE, WORST = 10, 5, 5
