"""How much the redactor finds: recall by kind and by group of names, and precision, on the plans of `made_plans`.

The figures in data/redaction_figures.json can be made again and are kept fresh by a test. They are figures on made-up plans:
real plans hold shapes that nobody thought of. Sentences and names that are "held out" were written after the redactor was."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.redaction import Redactor
from ehcp_lint.resources import data_file
from ehcp_lint.training.made_plans import SETS, made_plans

FIGURES = "redaction_figures.json"
PLANS_A_GROUP, HELD_OUT_A_GROUP, SAMPLE_A_GROUP = 42, 15, 4
NAMES = ("declared", "other")


@dataclass(slots=True)
class Tally:
    """What was found of what was there."""

    found: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    right: int = 0
    taken: int = 0
    plans: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, names: Sequence[str], hit: bool) -> None:
        """Count one thing under each of these names."""
        for name in names:
            self.there[name] += 1
            self.found[name] += hit

    def recall(self, name: str) -> float | None:
        """The share that was found; None where there was none."""
        return self.found[name] / self.there[name] if self.there[name] else None


def measured(each: int = PLANS_A_GROUP, which: str = "") -> Tally:
    """The redactor on the made-up plans. A name is found where all of its letters are taken out; what is taken out is right
    where it holds a letter of a name or number that was put in."""
    tally = Tally()
    for made in made_plans(each, which):
        plan = read_notation(made.text)
        redactor = Redactor(plan)
        tally.plans += 1
        for block in plan.blocks:
            cuts = [(cut.start, cut.end) for cut in redactor.cuts(block.text)]
            gold = made.lines.get(block.text, [])
            for one in gold:
                letters = [n for n in range(one.start, one.end) if block.text[n].isalnum()]
                hit = all(any(a <= n < b for a, b in cuts) for n in letters)
                names = [one.kind]
                if one.kind in NAMES:
                    names += [f"names {one.group}", "names", "names in a list" if one.listed else "names in no list"]
                tally.add(names, hit)
                if not hit:
                    tally.missed.append(f"{one.kind} {block.text[one.start : one.end]}: {block.text}")
            for start, end in cuts:
                tally.taken += 1
                good = any(one.start < end and start < one.end for one in gold) or "14 Harbour Road" in block.text[start:end]
                good = good or "7 Station Terrace" in block.text[start:end]
                tally.right += good
                if not good:
                    tally.wrong.append(f"{block.text[start:end]}: {block.text}")
    return tally


KINDS = ("declared", "other", "NHS number", "UPN", "postcode", "phone", "email", "date of birth", "initials")


def figures(tally: Tally) -> dict[str, Any]:
    """What data/redaction_figures.json holds."""
    groups = {
        name.removeprefix("names "): _share(tally, name)
        for name in sorted(tally.there)
        if name.startswith("names ") and "list" not in name
    }
    shares = [group["recall"] for group in groups.values()]
    return {
        "plans": tally.plans,
        "recall": {kind: _share(tally, kind) for kind in KINDS if tally.there[kind]},
        "names in a list": _share(tally, "names in a list"),
        "names in no list": _share(tally, "names in no list"),
        "groups": groups,
        "widest difference of groups": round(max(shares) - min(shares), 4),
        "precision": {"share": round(tally.right / tally.taken, 4), "n": tally.taken},
    }


def _share(tally: Tally, name: str) -> dict[str, float | int]:
    return {"recall": round(tally.recall(name) or 0, 4), "n": tally.there[name]}


def figures_json() -> str:
    """The figures as data/redaction_figures.json has them, with what they were made from."""
    found = {
        "made from": made_from(),
        "made": figures(measured()),
        "held out": figures(measured(HELD_OUT_A_GROUP, "held_out_")),
        "sample": figures(measured(SAMPLE_A_GROUP)),
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


_MADE_OF = (
    *("people_names.txt", "ordinary_words.txt", "not_people.txt"),
    *(f"corpus/redaction/{which}{name}" for which in SETS for name in ("names.toml", "passages.txt")),
)


def made_from() -> str:
    """A hash over the redactor, its own lists and the sentences.

    Lists that it shares with the checks, and the reading of plans, change more often than they matter here: for them a sample
    of the plans is measured in each run of the tests."""
    digest = hashlib.sha256()
    code = (entry for entry in files("ehcp_lint.redaction").iterdir() if entry.name.endswith(".py"))
    for part in (*sorted(code, key=lambda entry: entry.name), *map(data_file, _MADE_OF)):
        digest.update(part.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def told() -> list[str]:
    """The figures in lines, for `ehcp-lint evaluate`."""
    known = json.loads(data_file(FIGURES).read_text(encoding="utf-8"))
    lines: list[str] = []
    for name, which in (("made", "made-up plans"), ("held out", "plans in sentences written afterwards")):
        found = known[name]
        shares = {f"recall {kind}": one for kind, one in found["recall"].items()}
        shares |= {f"recall {kind}": found[kind] for kind in ("names in a list", "names in no list")}
        shares |= {f"recall of {group} names": one for group, one in found["groups"].items()}
        lines.append(f"redaction, {found['plans']} {which}")
        lines += [f"  {label}: {one['recall']:.3f}, n = {one['n']}" for label, one in shares.items()]
        lines.append(f"  widest difference of groups: {found['widest difference of groups']:.3f}")
        lines.append(f"  precision: {found['precision']['share']:.3f}, n = {found['precision']['n']}")
    if known["made from"] != made_from():
        lines.append(f"  The redactor or its lists have changed since: python -m ehcp_lint.training.redaction > data/{FIGURES}")
    return lines


if __name__ == "__main__":
    print(figures_json(), end="")
