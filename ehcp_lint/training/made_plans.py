"""Plans that nobody has, made from authored sentences and names (data/corpus/redaction) with fixed seeds: it is known what in
them points at a person."""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ehcp_lint.grammar.nhs import nhs_number
from ehcp_lint.redaction.words import family_names, fold, given_names
from ehcp_lint.resources import data_file

_LINES = 24  # of a plan's text, without its front page
SETS = {
    "": "AABEFCDABKKF",  # the section of each voice, as they stand in the file
    "held_out_": "AABEFKF",
}
_SLOT = re.compile(r"\{([a-z ]+?)('s)?\}")


@dataclass(frozen=True, slots=True)
class Gold:
    """One name or number as it was put into a line: its place, its kind, and of a name its group and whether a list has it."""

    start: int
    end: int
    kind: str
    group: str = ""
    listed: bool = True


@dataclass(slots=True)
class MadePlan:
    """A plan in the notation, and what is in each of its lines."""

    text: str = ""
    lines: dict[str, list[Gold]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Groups:
    given: dict[str, list[str]]
    family: dict[str, list[str]]
    nick: dict[str, list[str]]


@cache
def _names(which: str) -> _Groups:
    groups = tomllib.loads(data_file(f"corpus/redaction/{which}names.toml").read_text(encoding="utf-8"))

    def words(kind: str, entry: dict[str, str]) -> list[str]:
        return entry[kind].split("|") if "|" in entry[kind] else entry[kind].split()

    return _Groups(*({group: words(kind, entry) for group, entry in groups.items()} for kind in ("given", "family", "nick")))


@cache
def _passages(which: str) -> tuple[tuple[str, str], ...]:
    """Each sentence with the section that it belongs to."""
    text = data_file(f"corpus/redaction/{which}passages.txt").read_text(encoding="utf-8")
    voices = [part for part in re.split(r"\n\n+", re.sub(r"(?m)^#.*\n", "", text)) if part.strip()]
    return tuple(
        (SETS[which][n], " ".join(line.split())) for n, voice in enumerate(voices) for line in voice.strip().splitlines()
    )


# --- plans that nobody has ---------------------------------------------------------------------------------------------------


class _Maker:
    """Makes one plan of one group; everything in it follows from the seed."""

    def __init__(self, group: str, seed: int, which: str) -> None:
        self._chance = random.Random(f"{which}{group} {seed}")
        self._which = which
        self._groups = _names(which)
        self._group = group
        pick = self._chance.choice
        given = self._chance.sample(self._groups.given[group], 4)
        family = pick(self._groups.family[group])
        other = pick(self._groups.family[group]) if self._chance.random() < 0.3 else family
        self._own = {
            "child": given[0],
            "nick": self._chance.choice(self._groups.nick[group]),
            "mum": given[1],
            "dad": given[2],
            "sib": given[3],
            "surname": family,
            "mrs": family,
            "mr": other,
            "mum full": f"{given[1]} {family}",
            "dad full": f"{given[2]} {other}",
            "full": f"{given[0]} {family}",
        }
        self._others: dict[str, tuple[str, str]] = {}

    def made(self) -> MadePlan:
        plan, told = MadePlan(), defaultdict[str, list[str]](list)
        shouts = self._chance.random() < 0.08
        front = [
            "Name: " + ("{shout}" if shouts else "{full}"),
            "Preferred name: {nick}",
            "Date of birth: {dob}",
            "NHS number: {nhs}",
            "UPN: {upn}",
            "Address: 14 Harbour Road, {postcode}",
            "Parents: {mum full} and {dad full}",
            "Telephone: {phone}",
            "Email: {email}",
        ]
        for line in front:
            question, _, answer = line.partition(": ")
            words, gold = self._filled(answer)
            plan.text += f"{question}: {words}\n"
            plan.lines[f"{question}: {words}"] = [_shifted(one, len(question) + 2) for one in gold]
        for letter, line in self._chance.sample(_passages(self._which), _LINES):
            words, gold = self._filled(line)
            told[letter].append(words)
            plan.lines[words] = gold
        for letter in sorted(told):
            plan.text += "".join(f"{letter}: {words}\n" if not n else f"> {words}\n" for n, words in enumerate(told[letter]))
        return plan

    def _filled(self, line: str) -> tuple[str, list[Gold]]:
        words, gold, at = "", [], 0
        for m in _SLOT.finditer(line):
            words += line[at : m.start()]
            at = m.end()
            before, said, kind, group = self._slot(m[1])
            words += before
            listed = not group or _listed(said)
            gold.append(Gold(len(words), len(words) + len(said), kind, group, listed))
            words += said
            if m[2]:
                words += "'" if said.endswith("s") and self._chance.random() < 0.5 else "'s"
        return words + line[at:], gold

    def _slot(self, name: str) -> tuple[str, str, str, str]:
        """What stands before the name (a title), the name or number, its kind and its group."""
        if name in _NUMBERS:
            return "", self._number(name), _NUMBERS[name], ""
        if name == "initials":
            return (
                "",
                "".join(f"{part[0]}." for part in self._own["full"].split()[:1] + self._own["full"].split()[-1:]),
                "initials",
                self._group,
            )
        if name == "shout":
            return "", self._own["full"].upper(), "declared", self._group
        if name in ("mrs", "mr"):
            return f"{name.capitalize()} ", self._own[name], "declared", self._group
        if name in self._own:
            return "", self._own[name], "other" if name == "sib" else "declared", self._group
        said, group = self._other(name)
        title = ""
        if name == "doctor":
            title = "Dr "
        elif name == "teacher" or (name == "worker" and self._chance.random() < 0.2):
            title = self._title()
        return title, said, "other", group

    def _title(self) -> str:
        return self._chance.choice(("Mr ", "Mrs ", "Ms ", "Miss "))

    def _other(self, name: str) -> tuple[str, str]:
        """Somebody else: the same person throughout the plan."""
        if name not in self._others:
            group = self._chance.choice(list(self._groups.given))
            given, family = self._chance.choice(self._groups.given[group]), self._chance.choice(self._groups.family[group])
            if name in ("peer", "pal"):
                said = given
            elif name == "teacher" or (name == "doctor" and self._chance.random() < 0.6):
                said = family
            else:
                said = f"{given} {family}"
            self._others[name] = said, group
        if name == "pal full":
            said, group = self._other("pal")
            return (said if " " in said else f"{said} {self._chance.choice(self._groups.family[group])}"), group
        return self._others[name]

    def _number(self, name: str) -> str:
        chance = self._chance
        known = self._own.get(f"number {name}")
        if known is None:
            known = self._own[f"number {name}"] = getattr(self, f"_{name.replace(' ', '_')}")(chance)
        if name == "dob":
            year, month, day = (int(part) for part in known.split("-"))
            return _written(chance, year, month, day)
        return known

    def _nhs(self, chance: random.Random) -> str:
        while True:
            digits = f"{chance.randrange(4_000_000_000, 7_999_999_999)}"
            if nhs_number(digits):
                return chance.choice(("{0} {1} {2}", "{0}{1}{2}", "{0}-{1}-{2}")).format(digits[:3], digits[3:6], digits[6:])

    def _upn(self, chance: random.Random) -> str:
        return chance.choice("ABCDEFGHJKLMNPQRTUVWXYZ") + "".join(chance.choice("0123456789") for _ in range(12))

    def _postcode(self, chance: random.Random) -> str:
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        area = chance.choice(("LE", "N", "SW", "E", "M", "BS", "NE", "CF", "W", "B", "PE", "SO"))
        inward = f"{chance.randrange(10)}{chance.choice(letters)}{chance.choice(letters)}"
        return f"{area}{chance.randrange(1, 30)}{chance.choice((' ', ' ', ''))}{inward}"

    def _phone(self, chance: random.Random) -> str:
        tail = f"{chance.randrange(1000):03d}"
        return chance.choice(
            (
                "07700 900{0}",
                "07700900{0}",
                "+44 7700 900{0}",
                "020 7946 0{0}",
                "(0115) 496 0{0}",
                "01632 960{0}",
                "0117-496-0{0}",
            )
        ).format(tail)

    def _email(self, chance: random.Random) -> str:
        part = re.sub(r"[^a-z]", "", fold(self._own["mum"]).lower()) or "parent"
        return (
            f"{part}{chance.choice(('.', '_', ''))}{chance.randrange(100)}@{chance.choice(('example.org', 'mail.example.com'))}"
        )

    def _dob(self, chance: random.Random) -> str:
        return f"{chance.randrange(2006, 2022)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"

    def _sib_dob(self, chance: random.Random) -> str:
        return _written(chance, chance.randrange(2006, 2022), chance.randrange(1, 13), chance.randrange(1, 29))


_NUMBERS = {
    "nhs": "NHS number",
    "upn": "UPN",
    "postcode": "postcode",
    "phone": "phone",
    "email": "email",
    "dob": "date of birth",
    "sib dob": "date of birth",
}
_MONTHS = "January February March April May June July August September October November December".split()


def _written(chance: random.Random, year: int, month: int, day: int) -> str:
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return chance.choice(
        (
            f"{day:02d}/{month:02d}/{year}",
            f"{day}.{month}.{year % 100:02d}",
            f"{day}-{month:02d}-{year}",
            f"{day} {_MONTHS[month - 1]} {year}",
            f"{day}{ending} {_MONTHS[month - 1]} {year}",
            f"{day} {_MONTHS[month - 1][:3]} {year}",
            f"{year}-{month:02d}-{day:02d}",
        )
    )


def _listed(name: str) -> bool:
    """Whether every word of a name stands in one of our lists."""
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", fold(name).lower())
    return all(word in given_names() or word in family_names() for word in words)


def _shifted(one: Gold, by: int) -> Gold:
    return Gold(one.start + by, one.end + by, one.kind, one.group, one.listed)


def made_plans(each: int, which: str = "") -> Iterator[MadePlan]:
    """`each` plans of every group of names; `which` is one of `SETS`."""
    for group in _names(which).given:
        for seed in range(each):
            yield _Maker(group, seed, which).made()
