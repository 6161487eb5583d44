"""Section A read for whose voice it is: the child's own words, views reported or observed, how gathered, hopes, parents.

Attribution, not grammar: a child who does not speak, whose views were gathered by watching and whose plan says so, has a voice
with no "I" in it (docs/guideline.md 3, Code of Practice 9.69 A). Whether a voice is true is for a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ehcp_lint.grammar import views
from ehcp_lint.grammar.methods import method_in
from ehcp_lint.grammar.people import find_people
from ehcp_lint.grammar.reported import NO_PARENT_VIEW, Said, reports
from ehcp_lint.grammar.speakers import (
    FIRST_PERSON,
    PARENT,
    Sentence,
    Voice,
    first_person,
    narrator,
    sentences,
)
from ehcp_lint.grammar.text import Text, fold, unreadable
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Span

MOST_WORDS = 6000


@dataclass(frozen=True, slots=True)
class VoiceReading:
    """What a passage of section A gives evidence of, each with its places. `unjudged` names why it could not be read at all."""

    unjudged: str | None = None
    own_words: tuple[Span, ...] = ()
    first_person: tuple[Span, ...] = ()
    reported: tuple[Span, ...] = ()
    observed: tuple[Span, ...] = ()
    method: tuple[Span, ...] = ()
    gathered_by: tuple[Span, ...] = ()
    communication: tuple[Span, ...] = ()
    aspirations: tuple[Span, ...] = ()
    aspirations_short: tuple[Span, ...] = ()
    aspirations_long: tuple[Span, ...] = ()
    interests: tuple[Span, ...] = ()
    parent: tuple[Span, ...] = ()
    dates: tuple[Span, ...] = ()
    adult_register: tuple[Span, ...] = ()
    no_views: tuple[Span, ...] = ()

    @property
    def child_voice(self) -> bool | None:
        """Whether the child's own views are there: said, reported, or observed where the passage says how."""
        if self.unjudged:
            return None
        return bool(self.own_words or self.reported or (self.observed and self.method))

    @property
    def ventriloquised(self) -> bool:
        """Whether a first person talks like a report: a question for the writer, never a verdict."""
        return bool(self.adult_register)

    @property
    def views_missing_unexplained(self) -> bool:
        """Whether it says that the child could not or did not give views, and names no other way in which they were sought."""
        return bool(self.no_views and not self.method and not self.child_voice)

    @property
    def grade(self) -> int | None:
        """2 = child's views, how gathered, and a hope; 1 = views without them; 0 = none (docs/guideline.md 3); None = cannot
        tell."""
        if self.unjudged:
            return None
        if not self.child_voice:
            return 0
        return 2 if self.method and self.aspirations else 1


def read_voice(text: str, *, name: str | None = None, parents: Sequence[str] = ()) -> VoiceReading:
    """What a passage of section A says, and whose voice it is; `name` is the child's and `parents` are the names of parents and
    carers, if known."""
    passage = fold(_with_parents(text, parents))
    if why := unreadable(passage, MOST_WORDS):
        return VoiceReading(unjudged=why)
    notes = _Notes(passage)
    lines = sentences(passage)
    told_by = narrator(lines, name)
    for line in lines:
        _read_line(line, name, told_by, notes)
    if told_by and not notes.found["method"] and any(notes.found[k] for k in ("own_words", "reported", "observed")):
        notes.found["method"] = [m.span() for m in views.TOOL.finditer(passage.low)][:1]
    if notes.found["method"]:
        notes.found["gathered_by"] = _gatherers(passage, notes.found["method"])
    places = {field: tuple(passage.span(*place) for place in found) for field, found in notes.found.items()}
    return VoiceReading(None, **places)


def _with_parents(text: str, names: Sequence[str]) -> str:
    """The passage with each name of a parent made the word for one, at the same length: "Ms Bell said" is "    mum said"."""
    known = sorted((name for name in names if len(name) >= len(_A_PARENT)), key=len, reverse=True)
    if not known:
        return text
    pattern = rf"(?<![\w'-])(?:{'|'.join(map(re.escape, known))})(?![\w-])(?! [A-Z][a-z])"
    return re.sub(pattern, lambda found: _A_PARENT.rjust(len(found.group())), text)


_A_PARENT = "mum"


def score_voice(record: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of `score voice` for one record with `text` (and the child's `name` if known)."""
    name = record.get("name")
    reading = read_voice(str(record.get("text") or ""), name=str(name) if name else None)
    if reading.unjudged:
        return dict.fromkeys(("child_voice", "first_person", "aspirations", "parent_voice", "how_gathered"))
    return {
        "child_voice": int(bool(reading.child_voice)),
        "first_person": int(bool(reading.first_person)),
        "aspirations": int(bool(reading.aspirations)),
        "parent_voice": int(bool(reading.parent)),
        "how_gathered": int(bool(reading.method)),
    }


# --- sentence by sentence ----------------------------------------------------------------------------------------------------


class _Notes:
    """What has been found so far, as offsets into the folded text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.found: dict[str, list[tuple[int, int]]] = {field: [] for field in VoiceReading.__slots__ if field != "unjudged"}

    def add(self, field: str, line: Sentence, found: re.Match[str] | None) -> bool:
        if found:
            self.found[field].append((line.start + found.start(), line.start + found.end()))
        return found is not None

    def whole(self, field: str, line: Sentence) -> None:
        """The sentence without the blanks around it."""
        head = len(line.low) - len(line.low.lstrip())
        self.found[field].append((line.start + head, line.start + len(line.low.rstrip())))


def _read_line(line: Sentence, name: str | None, told_by: Voice | None, notes: _Notes) -> None:
    outside = _without_quotes(line)
    none = _no_views(line)
    method = method_in(outside.low, line.low)
    if none and method and none.start() <= method.start() < none.end():
        method = None  # "not possible to gather her views" names no way in which they were gathered
    notes.add("method", line, method)
    notes.add("no_views", line, none)
    notes.add("communication", line, views.COMMUNICATION.search(line.low))
    notes.add("dates", line, views.DATE.search(line.low))
    speaker = first_person(outside, name, told_by)
    said = list(reports(outside, name))
    for start, end in line.quotes:
        _read_quote(line, outside, start, end, said, notes)
    if speaker is Voice.CHILD:
        _read_first_person(line, outside, bool(method), notes)
    elif speaker is Voice.PARENT:
        notes.whole("parent", line)
    for view in said:
        wish = told_by is Voice.PARENT and _WISH.match(
            notes.text.low, view.start
        )  # "My son ... he wants": so the parent thinks
        notes.found["parent" if wish or view.voice is Voice.PARENT else "reported"].append((view.start, view.end))
    if not said and speaker is None:
        _read_label(line, notes)
    _read_observed(line, speaker, notes)
    _read_hopes(line, name, speaker, said, notes)
    if speaker is not Voice.PROFESSIONAL:
        notes.add("interests", line, views.INTEREST.search(line.low))


_WISH = Pattern(r"(?:wants?|likes?|loves?|wishes|hopes|would|'d|feels|thinks|believes)\b")


def _no_views(line: Sentence) -> re.Match[str] | None:
    """Where the line says that the child gave no views; that a parent gave none says nothing of the child's."""
    none = views.NO_VIEWS.search(line.low)
    if none is None or line.label is Voice.PARENT or _PARENT_BEFORE.search(line.low[: none.start()]):
        return None
    return None if _PARENTS_VIEWS.search(none.group()) else none


_PARENT_BEFORE = Pattern(rf"\b(?:{PARENT})(?:'s?)?\s*(?:was |were |is |are |has |have )?$")
_PARENTS_VIEWS = Pattern(rf"\b(?:{PARENT})(?:'s?)? (?:views?|wishes|opinions?|feelings|voice|thoughts|aspirations)\b")


def _without_quotes(line: Sentence) -> Sentence:
    if not line.quotes:
        return line
    low, same = line.low, line.same
    for start, end in line.quotes:
        blank = " " * (end - start)
        low, same = low[:start] + blank + low[end:], same[:start] + blank + same[end:]
    return replace(line, low=low, same=same)


_ATTRIBUTED = Pattern(
    rf"\b(?P<parent>{PARENT})\b|\b(?:teacher|staff|senco|psychologist|therapist|report|professional|ta|sister|brother|"
    rf"sibling|friend|peer|classmate)s?\b"
)
_NOT_A_VIEW = Pattern(
    r"\b(?:can say|able to say|to say|words?|phrases?|called|known as|so-called|signs?|such as|like|labelled|titled|named|"
    r"symbols? for|the sign for|uses|using|including)\b[^\"]{0,25}$"
)


def _read_quote(line: Sentence, outside: Sentence, start: int, end: int, said: list[Said], notes: _Notes) -> None:
    words = line.low[start + 1 : end - 1]
    around = outside.low[max(0, start - 45) : end + 45]
    by = _ATTRIBUTED.search(around)
    child_said = any(view.voice is Voice.CHILD for view in said)
    if by and not child_said and not _OF_THE_CHILD.search(around):
        if by["parent"]:
            notes.found["parent"].append((line.start + start, line.start + end))
        return
    personal = FIRST_PERSON.search(words)
    if line.label is Voice.PARENT:
        notes.found["parent"].append((line.start + start, line.start + end))
    elif not _PHRASE_AFTER.match(line.low, end) and (not _NOT_A_VIEW.search(line.low[:start]) or child_said):
        if personal or (
            len(words.split()) >= 3 and (child_said or line.label is Voice.CHILD or end - start > 0.7 * len(line.low.strip()))
        ):
            notes.found["own_words"].append((line.start + start, line.start + end))
        if personal and len(words.split()) > 1:
            notes.found["first_person"].append((line.start + start, line.start + end))


_PHRASE_AFTER = Pattern(
    r"\W*(?:is|are|was|were) (?:a|an|one of|among|the|his|her) (?:\w+ )?(?:phrases?|words?|signs?|sentences?|sayings?)\b"
)
_OF_THE_CHILD = Pattern(r"\b(?:told|to|with|from|by) (?:his|her|their|the|my) ")


def _read_first_person(line: Sentence, outside: Sentence, process: bool, notes: _Notes) -> None:
    """The child's own sentence; one that only tells how views were gathered, or only talks like a report, holds no view."""
    notes.whole("first_person", line)
    view = views.VIEW_VERB.search(outside.low)
    register = list(views.REGISTER.finditer(outside.low))
    adult = len(register) >= 2 or any(m.group().startswith("present") for m in register)
    if adult:
        notes.whole("adult_register", line)
    if adult:
        view = views.FEELING.search(outside.low)
    if view or not (process or adult):
        notes.whole("own_words", line)


_LABEL_VIEW = Pattern(r"[:-]\s*\S+")
_LABEL_BLANK = Pattern(
    r"[^:]*:\W*(?:(?:form |sheet |section )?(?:not|un)[- ]?(?:yet )?(?:completed?|done|given|known|obtained|recorded|"
    r"received|sought|gathered|collected|asked(?: for)?|"
    r"available|provided)|see (?:[\w']+ ){0,6}?(?:sheet|form|report|document|profile|page|appendix|attached)|"
    r"none(?: (?:given|recorded|"
    r"received))?|n/?a|nil|blank|to follow|awaited|tbc)\W*$"
)


def _read_label(line: Sentence, notes: _Notes) -> None:
    """ "Yusuf's views: likes cars" is a view reported, if by its heading only; "Parents' views: ..." a parent's."""
    if line.label is Voice.PARENT and NO_PARENT_VIEW.search(line.low):
        return
    none = _no_views(line)
    if (none and not line.low[none.end() :].strip(" .;:")) or _LABEL_BLANK.match(line.low):
        return  # "Yusuf's views: not given"
    if line.label and line.low.strip(" :.-") and (_LABEL_VIEW.search(line.low) or ":" not in line.low):
        notes.whole("parent" if line.label is Voice.PARENT else "reported", line)


def _read_observed(line: Sentence, speaker: Voice | None, notes: _Notes) -> None:
    if speaker is None and not _no_views(line):
        seen = views.OBSERVED.search(line.low) or views.CHOSE.search(line.low)
        notes.add("observed", line, seen)


_NOT_KNOWN = Pattern(
    r"\b(?:not|cannot|never|dunno|unsure|\w+n't)\b[^.;]{0,25}\b(?:say|know|sure|tell|decided?|what|asked)\b[^.;]{0,25}$|"
    r"\b(?:dunno|unsure)\b[^.;]{0,15}$|\bit is $"
)
_NOT_OWN_HOPE = Pattern(
    r"\b(?:teachers?|staff|school|professionals?|senco|psychologist|college|nursery|local authority|therapists?)\b[^.;]{0,25}$"
)


def _read_hopes(line: Sentence, name: str | None, speaker: Voice | None, said: list[Said], notes: _Notes) -> None:
    hope = views.hope_in(_nameless(line.low, name))
    if not hope or _NOT_KNOWN.search(line.low[: hope.start()]):
        return  # "I don't know what I want to be", "she could not say what she hoped for"
    if (
        speaker is None
        and not any(v.start <= line.start + hope.start() for v in said)
        and _NOT_OWN_HOPE.search(line.low[: hope.start()])
    ):
        return
    if speaker is Voice.PROFESSIONAL:
        return
    notes.add("aspirations", line, hope)
    if views.SHORT_TERM.search(line.low):
        notes.add("aspirations_short", line, hope)
    if views.LONG_TERM.search(line.low):
        notes.add("aspirations_long", line, hope)


def _nameless(low: str, name: str | None) -> str:
    """The sentence with the child's name made a word that says nothing: a girl may be called Hope."""
    first = name.split()[0].lower() if name and name.split() else ""
    return re.sub(rf"\b{re.escape(first)}\b", "x" * len(first), low) if first else low


def _gatherers(text: Text, methods: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The people named near the words that say how views were gathered."""
    near = [(max(0, a - 60), b + 60) for a, b in methods]
    people = [(p.start, p.end) for p in find_people(text)] + [m.span() for m in _FAMILY.finditer(text.low)]
    return sorted({place for place in people if any(a <= place[0] and place[1] <= b for a, b in near)})


_FAMILY = Pattern(rf"\b{PARENT}\b")
