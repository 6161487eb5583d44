"""What a heading, column header or row label means: a letter as written, or what its wording says (data/headings.csv and the
rules of the document).

Nothing here looks at where a text stands; `sections` decides which of these readings to believe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ehcp_lint.parsers.section_letters import (
    LETTER,
    LIST,
    NOUN,
    family,
    initials,
    letters_between,
    letters_in,
    names_more,
    small_label,
    small_letters,
    through,
)
from ehcp_lint.parsers.wordings import LEAD, Wording, known_wordings, words_of
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Letter
from ehcp_lint.rules import AREA, GROUPS, PARTS, ROLES, RulePack

__all__ = ["AREA", "GROUPS", "PARTS", "ROLES", "Headings", "Label", "Wording", "initials", "part_title"]

_SECTION = re.compile(rf"[\W_]*(?P<noun>{NOUN})\s*[\"'(\[]?(?P<letters>{LIST})(?![^\W\d_]|')(?P<rest>.*)", re.DOTALL)
_RUN_ON = re.compile(r"[\W_]*(?:section|SECTION|Section)\s*(?P<letters>H[12]|[A-K])(?P<rest>[A-Z][a-z].*)", re.DOTALL)
_BRACKETED = re.compile(rf"[\W_]*[(\[](?P<letters>{LETTER})[)\]]\s*(?P<rest>\S.*)", re.DOTALL)
_BARE = re.compile(rf"[\W_]*(?P<letters>{LIST})(?:\s*[:.)–—-]\s*|\s+)(?P<rest>\S.*)", re.DOTALL)
_ALONE = re.compile(rf"[\W_]*(?P<letters>{LIST})[\W_]*")
_CORNER = re.compile(rf"(?P<letters>{LETTER})\s+(?P<code>[A-Z]{{0,3}}\d{{1,2}}(?:\.\d+)?[a-z]?)")
_TRAILING = re.compile(
    rf".*\S\s*[(\[]\s*(?:{NOUN}\s*|[a-z][a-z ]{{2,20}}:\s*)?(?P<letters>{LIST})\s*(?:,[^()\[\]]{{0,40}})?[)\]]"
    r"[\s:–—-]*(?P<rest>.*)$",
    re.DOTALL,
)
_AT_END = re.compile(rf".*\S\s*(?:[–—:,|/-]\s*{NOUN}?|\s{NOUN})\s*(?P<letters>{LIST})(?P<rest>)\s*$", re.DOTALL)
# "PART 5 – SECTION I: placement", "3.2 Section D": what stands before the label itself.
_PART_BEFORE = re.compile(
    r"[\W_]*(?:(?:part|chapter|page|screen|box|appendi\w+|annex\w*)\s*"
    r"(?:\d{1,2}|[ivx]{1,4}\b)?)\s*[–—:|-]\s*(?=(?:sections?|parts?)\b)|\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+(?=section\b)",
    re.IGNORECASE,
)
# "What will happen (F)", "By when and what (E)": in words of the council's own, with the letter alone in brackets.
_OWN_WORDS = re.compile(
    rf"[\W_]*[^()\[\]\n]{{3,60}}[(\[]\s*(?:[a-z][a-z ]{{2,20}}:\s*)?(?P<letters>{LIST})\s*(?:,[^()\[\]]{{0,40}})?[)\]]\W*",
    re.DOTALL,
)
_OWN_END = re.compile(rf"[^.?!\n]{{3,90}}[\s,–—-]{NOUN}\s*(?P<letters>{LIST})\W*")  # "How we will help me - Part F"
# "Outcome EM1 (Section E). By July ...", "What Jo needs (Section B)": the label in brackets after a title.
_IN_BRACKETS = re.compile(
    rf"[\W_]*(?P<title>[^.:;!?()\[\]]{{3,70}}?\??)\s*[(\[]\s*{NOUN}\s*(?P<letters>{LIST})\s*[)\]]"
    r"\s*(?P<mark>[.:–—-]|$)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_ITS_CODE = re.compile(r"\s+(?:[A-Z]{0,5} ?\d{1,2}(?:\.\d+)?[a-z]?|[A-Z])$")
# "Outcomes / Section F - Provision": a second label in the same heading, after the first one's title.
_FURTHER = re.compile(rf"(?:[/&,;+|–—-]|\band)\s*{NOUN}\s*(?P<letters>{LIST})(?=\s*(?:[:.)|–—/(-]|$)|\s+[A-Z])")
# "Part E - CL1", "Outcome E/CL1", "Section B1 Communication": the code of one item or area after the letter.
_CODE = re.compile(
    r"\s*[/.:–—-]?\s*(?P<code>(?!KS|Y)[A-Z]{0,5} ?\d{1,2}(?:\.\d+)?[a-z]?)(?P<rest>\s*(?:[:.)–—-].*)?|\s+[A-Z].*)$", re.DOTALL
)
_CODED = re.compile(
    r"[\W_]*(?i:outcome|provision|need)s?\s+(?P<letters>H[12]|[A-H])\s*[/–—-]\s*(?P<code>[A-Z]{0,5}\d{1,2}[a-z]?)[\W_]*$"
)
_SERIES = re.compile(r"[\W_]*(?P<letter>H[12]|[A-K])\s*(?P<mark>[:.)–—-])\s*[^\W\d_]")
_SPACED = re.compile(r"[\W_]*(?P<letter>H[12]|[A-K])\s+(?P<title>[A-Z][^.?!]*)")
_CONTINUED = re.compile(rf"[\W_]*(?P<letters>{LIST})\s+(?i:continued|cont(?:'?d)?\.?)(?:\s*[:–—-]\s*|\s*)(?P<rest>.{{0,80}})")
_TICKED = re.compile(rf"(?P<title>[^☐☒☑]{{3,80}}?)(?P<boxes>(?:\s*[☐☒☑]\s*{LETTER})+)\W*")
_ROMAN = re.compile(r"[\W_]*(?i:part|section|box|panel|chapter)\s+(?:I?V|VI{0,3}|III?)\b")
_MOST_LETTERS = 5  # "Sections A to K" heads no section
_INITIALS = re.compile(r"[\W_]*(?:[A-Z]\.){2}")  # D.O.B. is no section D
_PART = re.compile(
    r"[\W_]*(?:\d+(?:\.\d+)*|(?:(?:part|area|domain|strand|theme|need|category|box|map|sheet|page|card|"
    r"table)s?(?: of need)?)\s*"
    r"(?:\d+(?:\.\d+)*|one|two|three|four|five|six|i{1,3}|iv|vi?|[a-f]))[\s.:)–—-]+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Health needs which relate to her special educational needs": the first two words say it all.
_OF_SEN = Pattern(
    r"(?<=\w)[ ,]+(?:(?:which|that) )?(?:relate|relates|related|relating|linked) to (?:(?:his|her|their|my|our|your|the|"
    r"child's|\w+'s) ){0,2}(?:sen|send|special educational needs?)(?: (?:or|and|and/or) disabilit\w+)?\W*$",
    flags=re.IGNORECASE,
)
_DELIMITED = re.compile(r"\s*(?:[:.)–—(-]|$)")
# "Section E outcomes are listed below": a verb soon after the label makes it a sentence about a section.
_SENTENCE = re.compile(
    r"\s*(?:(?!which|that|who)[\w'/&-]+\s+){1,5}?(?:is|are|was|were|must|should|will|has|have|can|may|sets?|contains?|"
    r"describes?)\b"
)


# A name that a list of contents gives to a section, with the word for a lettered part: "BLUE SECTION", "The blue pages".
_NAMED = re.compile(r"\W*(?:(?i:the) )?(?P<name>\w[\w ,&'’-]{1,40}?) (?i:sections?|parts?|pages?)\W*")


@dataclass(frozen=True, slots=True)
class Label:
    """A letter as written: the sections named, how surely, and where in the text the title after it begins.

    `code` is what follows the letter where it names one item ("CL1" in "Part E - CL1")."""

    letters: tuple[Letter, ...]
    title: str
    title_start: int
    sure: bool
    code: str = ""


_HEADING_WORDS, _TITLE_WORDS, _BRACKETED_WORDS = 12, 20, 10
_ASKED_WORDS = 16  # of a heading that is a question: "What do we want to happen, and how? (Sections E and F)"
_ENOUGH = 4  # letters
_IN_BRACKETS_ENOUGH = 3  # letters
_OWN_LABEL = 8  # words
_WHOLE_WORDS = 4
_LONGEST_CORNER = 12  # letters
_TO_H = 8  # letters of a list from A to H, which is no plan's
_LONGEST_ALONE = 24  # letters: "Section" never stands among them
_MARKED = re.compile(r"[\W_]*(?:\(\w\d?\)|\w\d?\s*(?P<mark>[:.)–—-]))")
_NOUN_END = re.compile(rf"[\s(\[:–—,|/-]*{NOUN}?\s*$")
_GENERIC = {"need": set("BCD"), "needs": set("BCD"), "provision": set("FGH")}  # "C Need", "G Provision"
_OF_NEEDS = {Letter.B, Letter.C, Letter.D}


class Headings:
    """What headings mean in one kind of document. What was read is remembered for this document only."""

    def __init__(self, rules: RulePack) -> None:
        self.letters = rules.letters
        self._known, self._whole, self._lengths, self._squeezed = known_wordings(rules.wordings())
        self._read: dict[str, Wording | None] = {}
        self._labels: dict[tuple[str, str], Label | None] = {}
        self._corners: dict[str, tuple[Letter, ...]] = {}
        self._nouns = {"section"}  # the words for a lettered part that this document is known to use
        self._roman = False
        self._small = False  # its letters are small ones
        self._own_words = False  # row labels carry their letter in brackets, whatever they say
        self._spaced = False  # its letters stand before titles of its own, with no mark between
        self._series = ""  # the mark after bare letters, where they go through the plan
        self._listed: dict[str, tuple[Letter, ...]] = {}  # what its list of contents calls the sections, in small letters
        self.bare = False  # letters stand alone in cells of their own

    def learn(self, texts: Iterable[str]) -> None:
        """Looks over a document for its own way of labelling: "Part" is believed where four letters carry it, so that the two
        parts of a form within section A are none; "F: ..." where the letters go through the plan to its end."""
        nouns: dict[str, set[str]] = {}
        marks: dict[str, set[str]] = {}
        alone: set[str] = set()
        bracketed: set[str] = set()
        small: set[str] = set()
        spaced: set[str] = set()
        for text in dict.fromkeys(texts):  # a table's cells repeat themselves
            length = len(text.split())
            if length <= _TITLE_WORDS and (match := small_label(text)):
                small.update(letter[0] for letter in small_letters(match["letters"]))
            if match := _SECTION.match(text):
                nouns.setdefault(family(match["noun"]), set()).update(letters_in(match["letters"]))
            elif match := _SERIES.match(text):
                marks.setdefault(match["mark"], set()).add(match["letter"][0])
            elif len(text) < _LONGEST_CORNER and (match := _ALONE.fullmatch(text) or _CORNER.fullmatch(text)):
                alone.update(letters_in(match["letters"])[0][:1])
            elif text.rstrip(" .:").endswith((")", "]")) and length <= _OWN_LABEL and (match := _OWN_WORDS.fullmatch(text)):
                bracketed |= initials(letters_in(match["letters"]))
            if length <= _HEADING_WORDS and (match := _OWN_END.fullmatch(text)):
                bracketed |= initials(letters_in(match["letters"]))
            if length <= _HEADING_WORDS and (match := _SPACED.fullmatch(text)):
                spaced.add(match["letter"][0])
            self._roman = self._roman or bool(_ROMAN.match(text))
        self._own_words = len(bracketed) >= _IN_BRACKETS_ENOUGH
        self._spaced = through(spaced)
        self._small = through(small) and len(small - set("A")) >= _ENOUGH
        most = max(map(len, nouns.values()), default=0)
        self._nouns |= {noun for noun, letters in nouns.items() if len(letters) >= _ENOUGH and 2 * len(letters) >= most}
        if most < _ENOUGH:
            self._series = next((mark for mark, letters in marks.items() if through(letters)), "")
            self.bare = through(alone) and not self._small and (len(alone & set("IJK")) > 1 or len(alone) > _TO_H)

    def learn_names(self, names: dict[str, tuple[Letter, ...]]) -> None:
        """What a list of contents calls the sections, in small letters: "blue" is B where "BLUE SECTION" heads it."""
        self._listed |= names
        self._labels.clear()

    def wording(self, text: str) -> Wording | None:
        """The known wording that `text` begins with, or that stands in it after lead words such as "my" and "the child's".

        The earliest wins, then the longest; a possessive name ("Anna's health needs") is a lead word too."""
        if text not in self._read:
            self._read[text] = self._wording(text)
        return self._read[text]

    def _wording(self, text: str) -> Wording | None:
        of_sen = _OF_SEN.search(text)
        words = words_of(text[: of_sen.start()] if of_sen else text)
        if len(words) <= _WHOLE_WORDS and (found := self._whole.get(tuple(words))):
            return Wording(*found, share=1, leads=True)
        for start in range(min(len(words), 14)):
            for length in self._lengths.get(words[start], ()):
                found = self._known.get(tuple(words[start : start + length])) if start + length <= len(words) else None
                if found:
                    between = [w for w in words[:start] if w not in LEAD and not w.endswith("'s")]
                    after = [w for w in words[start + length :] if w not in LEAD]
                    return Wording(*found, share=length / (length + len(between) + len(after)), leads=not between)
        return None

    def label(self, text: str, number: str = "") -> Label | None:
        """The section label that `text` begins or ends with (`number` is its list number, which may hold the label).

        `sure` labels say "Section", or their title's wording fits the letter; others need a heading's look to be believed."""
        if not self.letters:
            return None
        if (text, number) not in self._labels:
            self._labels[text, number] = self._label(text, number)
        return self._labels[text, number]

    def _label(self, text: str, number: str) -> Label | None:
        if (before := _PART_BEFORE.match(text)) and (after := self._label(text[before.end() :], "")):
            return replace(after, title_start=after.title_start + before.end())  # "PART 5 – SECTION I: placement"
        if self._small and len(text.split()) <= _TITLE_WORDS and (match := small_label(text)):
            title = match.groupdict().get("title") or match.groupdict().get("rest") or ""
            start = match.start("rest") if match.groupdict().get("rest") else 0 if title else len(text)
            return Label(small_letters(match["letters"]), title, start, sure=True)
        if number and not number.startswith("•"):
            numbered = self.label(f"{number} {text}")
            if numbered and numbered.title_start > len(number):
                return Label(numbered.letters, numbered.title, numbered.title_start - len(number) - 1, numbered.sure)
        for pattern in (_SECTION, _RUN_ON):
            match = pattern.match(text)
            if match:
                return self._section_label(match, text, pattern is _RUN_ON)
        if coded := _CODED.match(text):
            return Label(letters_in(coded["letters"]), "", len(text), sure=True, code=coded["code"])
        if continued := _CONTINUED.fullmatch(text):
            return Label(letters_in(continued["letters"]), continued["rest"], continued.start("rest"), sure=True)
        return (
            self._named_in_contents(text)
            or self._ticked(text)
            or self._own_spaced(text)
            or self._bare_label(text)
            or self._bracketed_label(text)
            or self._trailing_label(text)
        )

    def _section_label(self, match: re.Match[str], text: str, run_on: bool) -> Label | None:
        letters, rest = letters_in(match["letters"]), match["rest"]
        title = rest.lstrip(" \t:.)]–—-\"'")
        start = len(text) - len(title)
        if len(letters) > _MOST_LETTERS or (self._roman and letters == (Letter.I,)):
            return None
        if not run_on and family(match["noun"]) not in self._nouns:
            return Label(letters, title, start, sure=True) if self._fits(title, letters) and not _SENTENCE.match(rest) else None
        if names_more(rest):
            return Label(letters_between(match["letters"], rest), title, start, sure=True)
        if more := self._further(letters, rest):
            return Label((*letters, *more), title, start, sure=True)
        if len(letters) == 1 and (coded := _CODE.match(rest)):
            title = coded["rest"].lstrip(" \t:.)]–—-\"'")
            known = self.wording(title)
            area = known is not None and known.means == AREA
            sure = not title or coded["rest"][:1] in ":.)" or area or self._fits(title, letters)
            return Label(letters, title, len(text) - len(title), sure=sure, code=coded["code"])
        if self._fits(title, letters):
            return Label(letters, title, start, sure=bool(_DELIMITED.match(rest)) or run_on or not _SENTENCE.match(rest))
        if run_on:
            return None
        first_line_only = rest.startswith("\n")
        if len(letters) == 1 and (_DELIMITED.match(rest) or first_line_only):
            return Label(letters, title, start, sure=not title or first_line_only or rest.lstrip()[:1] in ":.–—-)")
        if len(letters) > 1 and len(text.split()) <= _TITLE_WORDS and not _SENTENCE.match(rest):
            plain = (len(text.split()) <= _HEADING_WORDS and not title) or re.match(r"\s*[.:–—]\s", rest)
            return Label(letters, title, start, sure=bool(plain))
        if len(letters) == 1 and rest[:1].isspace() and title[:1].isupper() and len(text.split()) <= _TITLE_WORDS:
            return Label(letters, title, start, sure=False)  # "Section A Who Gabriel is": a title of the council's own
        return None

    def _further(self, letters: tuple[Letter, ...], rest: str) -> tuple[Letter, ...]:
        """The letters of further labels in the same heading: "Section D (social care) | Section H1 | Section H2"."""
        found = tuple(_FURTHER.finditer(rest)) if len(rest.split()) <= _TITLE_WORDS else ()
        title = rest[: found[0].start()].strip(" \t:.)|–—-\"'") if found else ""
        if title and not self._fits(title, letters):
            return ()
        return tuple(
            dict.fromkeys(letter for match in found for letter in letters_in(match["letters"]) if letter not in letters)
        )

    def _named_in_contents(self, text: str) -> Label | None:
        """ "BLUE SECTION", where the list of contents says that blue is section B."""
        match = _NAMED.fullmatch(text) if self._listed and len(text.split()) <= _HEADING_WORDS else None
        letters = self._listed.get(match["name"].lower()) if match else None
        return Label(letters, "", len(text), sure=True) if letters else None

    def _ticked(self, text: str) -> Label | None:
        """ "What will be done ☒ F ☐ G ☐ H": of several letters the ones that are ticked."""
        match = _TICKED.fullmatch(text) if "☐" in text or "☒" in text or "☑" in text else None
        ticked = re.findall(rf"[☒☑]\s*({LETTER})", match["boxes"]) if match else []
        return Label(letters_in(" & ".join(ticked)), match["title"].strip(), 0, sure=True) if match and ticked else None

    def _own_spaced(self, text: str) -> Label | None:
        """ "K Whose advice is in this plan", where the letters go through the plan so."""
        match = _SPACED.fullmatch(text) if self._spaced and len(text.split()) <= _HEADING_WORDS else None
        return Label((Letter(match["letter"]),), match["title"], match.start("title"), sure=True) if match else None

    def _bare_label(self, text: str) -> Label | None:
        """ "B – Special educational needs", "(A) Views", "A1 Summary of ...": believed only where the title fits the letter."""
        for pattern in (_BRACKETED, _BARE):
            match = pattern.match(text)
            if not match or _INITIALS.match(text):
                continue
            letters, title = letters_in(match["letters"]), match["rest"]
            known = self.wording(title)
            fits = self._fits(title, letters) or (
                len(letters) > 1 and known is not None and known.leads and known.means == AREA
            )
            if fits:
                return Label(letters, title, match.start("rest"), sure=True)
            if letters[0] in (Letter.H1, Letter.H2) and title.startswith("("):
                return Label(letters, "", len(text), sure=True)  # "H1 (the 1970 Act)"
            if len(letters) == 1 and (mark := _MARKED.match(text)):
                sure = bool(mark["mark"]) and mark["mark"] == self._series
                return Label(letters, title, match.start("rest"), sure=sure)
        return None

    def _bracketed_label(self, text: str) -> Label | None:
        """ "Provision (Section F): Jo will have ...", "What Jo can do (Section B)": believed where the title says so too,
        else only as a heading."""
        match = _IN_BRACKETS.match(text) if "(" in text[:80] or "[" in text[:80] else None
        longest = _ASKED_WORDS if match and match["title"].endswith("?") else _BRACKETED_WORDS
        if not match or len(match["title"].split()) > longest:
            return None
        letters, title = letters_in(match["letters"]), _ITS_CODE.sub("", match["title"])
        known = self.wording(title)
        said = known is not None and known.leads and known.share >= 0.5 and bool(initials(known.letters) & initials(letters))
        if match["rest"]:
            return Label(letters, match["rest"], match.start("rest"), sure=True) if said else None
        return Label(letters, "", len(text), sure=said)

    def _trailing_label(self, text: str) -> Label | None:
        """ "Special Educational Needs and Provision (B-F-E)": letters in brackets at the end of a heading."""
        if len(text) > 160:
            return None
        match = _TRAILING.match(text) or (_AT_END.match(text) if text.rstrip()[-1:] in "ABCDEFGHIJK12" else None)
        if not match:
            return None
        letters, area = letters_in(match["letters"]), match["rest"].strip(" .*")
        title = _NOUN_END.sub("", text[: match.start("letters")]).rstrip(" ([:–—,|/-")
        known = self.wording(title)
        named = self.wording(area) if area else None
        if area and not (named and named.means == AREA and named.leads):
            return None
        needs = known and known.leads and known.means in ("needs", "need") and set(letters) <= _OF_NEEDS
        if known and (known.means == AREA or needs or set(known.letters) & set(letters)):
            return Label(letters, area or title, match.start("rest") if area else 0, sure=True)
        if not area and len(title.split()) <= _OWN_LABEL and (_OWN_WORDS.fullmatch(text) or _OWN_END.fullmatch(text)):
            return Label(letters, title, 0, sure=self._own_words)
        return None

    def _fits(self, title: str, letters: tuple[Letter, ...]) -> bool:
        """Whether the wording of `title` belongs to one of `letters` (H stands for H1 and H2 and they for it)."""
        wanted = {letter[0] for letter in letters}
        known = self.wording(title)
        if known is None:
            return self._fits_squeezed(title, wanted)
        if known.share == 1 and (of := _GENERIC.get(known.name.lower())):
            return wanted <= of
        return known.leads and any(letter[0] in wanted for letter in known.letters)

    def _fits_squeezed(self, title: str, wanted: set[str]) -> bool:
        """The same for a title whose spaces were lost ("Thechildoryoungperson'sspecialeducationalneeds")."""
        if not any(len(word) > 18 for word in title.split()):
            return False
        squeezed = "".join(words_of(title))[:120]
        return any(key in squeezed for letter in wanted for key in self._squeezed.get(letter, ()))

    def scoped(self, text: str, scope: tuple[Letter, ...]) -> Label | None:
        """ "B What Sam can do", "F What" under "Sections B, E and F": a letter of the joint heading before a title."""
        match = _SCOPED.fullmatch(text) if len(scope) > 1 and len(text.split()) <= _OWN_LABEL else None
        if match is None or (letter := Letter(match["letter"])) not in scope:
            return None
        return Label((letter,), match["title"], match.start("title"), sure=True)

    def says_section(self, text: str) -> bool:
        """Whether `text` begins with a word for a lettered part and a letter, whatever follows."""
        match = _SECTION.match(text)
        return bool(match) and family(match["noun"]) in self._nouns if match else False

    def alone(self, text: str) -> tuple[Letter, ...]:
        """The letter or letters that a text consists of ("A1", "F.", "E+F"), as in a narrow label cell beside a title."""
        if not self.letters or len(text) > _LONGEST_ALONE:
            return ()
        if text not in self._corners:
            match = _ALONE.fullmatch(text)
            if not match and len(apart := text.split()) > 1:
                match = _ALONE.fullmatch(" & ".join(apart))  # "E F", one banner for each
            self._corners[text] = letters_in(match["letters"]) if match else ()
        return self._corners[text]

    def corner(self, text: str) -> tuple[tuple[Letter, ...], int]:
        """The letter that stands in the corner of a box ("G", "[G]", "G 4.5"), and where a code after it begins (0: none)."""
        if letters := self.alone(text):
            return letters, 0
        match = _CORNER.fullmatch(text) if self.letters else None
        return (letters_in(match["letters"]), match.start("code")) if match else ((), 0)

    def titles(self, text: str, letters: tuple[Letter, ...]) -> bool:
        """Whether `text` is the title of one of these sections by its wording."""
        known = self.wording(text)
        return bool(known and known.leads and initials(known.letters) & initials(letters))


_SCOPED = re.compile(r"[\W_]*(?P<letter>H[12]|[B-H])\s+(?P<title>[A-Z][a-z][^.?!]*)")


def part_title(text: str) -> str:
    """The title after "Part 3:", "4.1" or "AREA TWO -", or the text itself."""
    match = _PART.match(text)
    return match["rest"] if match else text
