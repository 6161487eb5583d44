"""S301: a stray 'he' or 'she' is marked only where nobody but the child can be meant."""

from __future__ import annotations

import pytest

from ehcp_lint import lint
from ehcp_lint.parsers.notation import read_notation

MANY = "...\nB: " + "He reads his book. He draws. He helps his class. He signs. " * 5 + "\n"


def strays(*lines: str) -> list[str]:
    return [
        f.quote for f in lint(read_notation(MANY + "\n".join(f"B: {line}" for line in lines))).findings if f.check == "S301"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("The EP found that Ines reads well, and it was her view that sums come next.",),
        ("Jane came in May. She saw Ines draw.",),
        ("The SALT saw Ines in May.", "She found that signs help."),
        ("Ines's grandmother helps. Her house is near.",),
        ("A report from Dr Obi was read.", "She asks for calm rooms."),
        ("The HLTA knows Ines; her notes say so.",),
    ],
)
def test_a_pronoun_that_may_mean_an_adult_nearby_is_not_marked(lines: tuple[str, ...]) -> None:
    assert strays(*lines) == []


def test_a_pronoun_that_can_only_mean_the_child_is_marked() -> None:
    assert strays("Ines counts to ten.", "She counts back too.") == ["She"]
