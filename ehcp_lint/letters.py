"""The letters of a plan's sections and the statuses a plan can have: the vocabulary that everything else is told in."""

from __future__ import annotations

from enum import StrEnum


class Letter(StrEnum):
    """The sections of a plan (SEND Regulations 2014, regulation 12(1); Code of Practice 9.62 for K).

    H stands for a social care section that was not split into H1 and H2."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H = "H"
    H1 = "H1"
    H2 = "H2"
    I = "I"  # noqa: E741 - the section's own letter
    J = "J"
    K = "K"


class Status(StrEnum):
    """What kind of plan it says it is."""

    DRAFT = "draft"
    PROPOSED_AMENDED = "proposed-amended"
    FINAL = "final"
    AMENDED_FINAL = "amended-final"
