"""Running text and single cells: labels, titles, areas, groups and what stands under them."""

from __future__ import annotations

import re
from dataclasses import replace

from ehcp_lint.parsers.content import ends_sentence, is_guidance, is_nil, is_prompt
from ehcp_lint.parsers.flow_lines import SENTENCE, beside_outcome, is_text, is_title, leads_coded, tells_an_outcome
from ehcp_lint.parsers.headings import AREA, GROUPS, PARTS, ROLES, Label, Wording, initials, part_title
from ehcp_lint.parsers.placed import Part, Placed, Standing, part_of
from ehcp_lint.parsers.survey import Survey, looks_like_heading
from ehcp_lint.plan import Block, Letter

_OF_CARE = {Letter.H, Letter.H1, Letter.H2}
_WITH_NEEDS = (Letter.A, Letter.B, Letter.C, Letter.D)
_NEXT_PROVISION = re.compile(r"\W*provision(?: (?:line|card|record|item|sheet))?\s+[A-Z]{0,3}-?\d", re.IGNORECASE)
_NEXT_OUTCOME = re.compile(
    r"\W*outcome(?: (?:sheet|page|box|card|plan|area))?\s+(?:\d{1,2}|[a-z]|one|two|three|four|five|six|seven|eight)\b",
    re.IGNORECASE,
)


_CODED_NEED = re.compile(r"\W*(?:B|N|SEN|need )\s?\d{1,2}(?:\.\d+)?[a-z]?\W", re.IGNORECASE)
LAST = (Letter.H, Letter.H1, Letter.H2, Letter.I, Letter.J, Letter.K)  # the sections that a sign-off may follow
_LONGEST_SIGNING, _LONGEST_HEADING = 70, 16  # words
_SIGNS = re.compile(
    r"\W*(?:signed|issued|sealed|authorised|approved|agreed)\s+(?:on behalf of|for|by)\b|\W*signed\s*[:–—_.-]|\W*signature\b",
    re.IGNORECASE,
)
BEYOND = ("glossary", "past")
_ANNEX = re.compile(r"^\W*(?:annex|appendix)\W+(?:\d{1,2}|[A-Z])\b[\s:.)–—-]*", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:annual )?review\b|\bmeeting\b|\bminutes\b", re.IGNORECASE)
_GLOSSED = re.compile(
    r"\W*(?:key(?: to [\w ]{2,30})?|(?:abbreviations?|acronyms?|glossary|words|short forms)(?: used(?: here)?)?)\s*:\s*"
    r"(?=(?:[^:=–—]*[:=–—]){2})",
    re.IGNORECASE,
)
_APART = re.compile(
    r"^\W*(?:annex|appendix)\W+(?:\d{1,2}|[A-Z])\b"
    r"|\bnot (?:a )?part of the (?:statutory |legal )?(?:plan|ehcp?)\b"
    r"|^\W*annual review\b.*\b(?:\d{4}|record\w*|notes?|minutes|progress|held|summary|actions?|attached)\b",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"(?P<title>[^.:?!]{3,110})(?::\s+(?=\S)|\.\s+(?=[A-Z\"'“‘(\[\d]))")
_OF_NEED = "Area of need"
_AREA_FIELD = re.compile(r"\W*(?:area|category|type|strand|aspect) of need\s*:\s*(?P<area>[A-Z][^.:;?!]{3,60})", re.IGNORECASE)
_LEAD = re.compile(r"(?P<lead>[^.:–—]{3,40})\s*[.:–—]\s+(?=\S)")


# "F2 Teaching and pace (E2, E3)": the code of a sub-heading and of what it serves.
_CODES = re.compile(
    r"^\W*(?:(?:[A-Za-z]+ ){0,2}[A-Z]{1,4}-?\d{1,3}(?:\.\d+)?[.:)]?|[A-Za-z]+ \d{1,2}[.):]?|\d{1,2}[.):])\s+(?=[A-Z])"
    r"|\s*\([A-Z]{0,3}\d[^()]*\)\s*$"
)
_LONGEST_QUESTION = 10  # words
_TARGETS = re.compile(r"\bshort(?:er)?[- ]term (?:targets?|steps?|goals?|objectives?)\b", re.IGNORECASE)
_CODE_BEFORE = re.compile(r"^\W*[A-Za-z]{1,4}\s?\d{1,2}[a-z]?\s+(?=[A-Za-z])")  # "PfA1 outcome: By ..."
_MARKED_LETTER = re.compile(r"\W*[A-H][12]?\s*[.:)–—-]\s")


class Flow:
    """Places one block after another by what it says, and moves the standing on."""

    def __init__(self, survey: Survey, here: Standing) -> None:
        self.survey = survey
        self.here = here
        self.headings = survey.headings
        self._aside: Block | None = None  # the label that we are under, if what it heads is beside an outcome
        self._parts: dict[str, Part] = {}  # of this document: its tables repeat their cells
        self._within: int | None = None  # the table of the label of steps that we are under: it says nothing of the next table

    def _is_aside(self, block: Block) -> bool:
        """Whether a block is what the last label of the kind is about: the rest of its cell, or the next paragraph."""
        label = self._aside
        return label is not None and (block.cell == label.cell if label.cell else self.survey.after.get(id(label)) is block)

    def _is_within(self, block: Block) -> bool:
        """Whether a block stands in the table of the label of steps, or in a table in one of its cells."""
        table = block.cell.table if block.cell else None
        return table is not None and self._within in (table, self.survey.outer.get(table))

    def part_of(self, block: Block, start: int = 0) -> Part:
        """What a block within a section is by its own words, from `start` on."""
        text = block.text[start:] if start else block.text
        if text not in self._parts:
            self._parts[text] = part_of(text)
        return self._parts[text]

    def place(self, block: Block) -> Placed:
        """Where a block of running text, or of a cell that no column speaks for, belongs."""
        text = block.text
        looks = looks_like_heading(block)
        label = self.headings.label(text, block.number) or self._lone_letter(block)
        label = label or (self.headings.scoped(text, self.here.scope) if block.strong else None)
        if label and (label.sure or looks or self._in_series(label, block) or self._in_scope(label, block)):
            return self._under_label(block, label, looks)
        if label and len(text.split()) <= _LONGEST_HEADING and self.headings.says_section(text):
            self.here.named |= set(label.letters)  # perhaps a label in words of the council's own
        if self.here.title_due and (placed := self._due_title(block)):
            return placed
        if known_end := self._ends_the_plan(block, looks):
            self.here.leave(Part.OUTSIDE if known_end == "annex" else Part.FRONT, known_end if known_end in BEYOND else "")
            self.here.past = known_end == "past"
            return self.here.out(block)
        part = self.part_of(block)
        plain = len(text.split()) <= 70 and part not in (Part.PROMPT, Part.GUIDANCE)
        known = self.headings.wording(part_title(text)) if plain else None
        listed = self.here.letter is Letter.K and block.cell is not None and not looks  # who advised: "Social care", "Health"
        if known and known.leads and not listed:
            placed = self._under_wording(block, known, looks)
            if placed:
                return placed
        if self.here.now < 0:
            return self.here.out(block)
        if _GLOSSED.match(text):  # "Key: TA = teaching assistant; ..."
            return self.here.at(block, Part.GUIDANCE, self.here.now, group="glossary")
        if part is Part.CONTENT and self._tells_an_outcome(block):
            self.here.now = self.here.open(Letter.E, False, None)
        if part is Part.CONTENT and self.here.letter is Letter.E and leads_coded(text, self.survey.after.get(id(block))):
            return self.here.at(block, part, self.here.now, role="aside")
        if part is Part.CONTENT and (block.level is not None or self._bold_label(block)):
            part = Part.LABEL
            self.here.group = ""
        if self._within is not None and not self._is_within(block):
            self._within = None
            self.here.group = "" if self.here.group == "steps" else self.here.group
        if self._aside and not self._is_aside(block):
            self._aside = None
            self.here.group = "" if self.here.group == "aside" else self.here.group
        if part is Part.CONTENT:
            self._run_in_area(text)
            self.here.area_fresh = False
            if self.here.group == "strengths" and _CODED_NEED.match(text):
                self.here.group = ""  # "B1. ..." after "Strengths: ...": the needs are numbered, the strengths are not
            prefixed = self.prefixed(block, self.here.now)
            if prefixed:
                return prefixed
            if self.here.letter is Letter.E and (group := beside_outcome(text)):
                return self.here.at(block, part, self.here.now, group=group)
        return self.here.at(block, part, self.here.now)

    def _tells_an_outcome(self, block: Block) -> bool:
        """Whether a block of a joint section ("E and F") is an outcome, although provision went before it."""
        return Letter.E in self.here.scope and self.here.letter is not Letter.E and tells_an_outcome(block.text)

    def _run_in_area(self, text: str) -> None:
        """ "Cognition and learning. Strengths: ...": a paragraph of needs that begins with its area opens that area."""
        lead = _LEAD.match(text) if self.here.letter is Letter.B else None
        known = self.headings.wording(lead["lead"]) if lead else None
        if lead and known and known.means == AREA and known.share == 1 and len(text[lead.end() :].split()) >= SENTENCE:
            self.here.area = known.name
            self.here.renew()

    def _ends_the_plan(self, block: Block, looks: bool) -> str:
        """What begins with the line that signs the plan, or with a heading that says it is none of its sections."""
        words = len(block.text.split())
        last = self.here.letter in LAST or (self.here.now < 0 and self.here.beyond)
        if last and words <= _LONGEST_SIGNING and _SIGNS.match(block.text):
            return "signoff"
        apart = _APART if self.here.now >= 0 else _ANNEX  # on the front page "Annual review 2026" is a label
        if not looks or words > _LONGEST_HEADING or not apart.search(block.text):
            return ""
        inner = self.headings.wording(_ANNEX.sub("", block.text))
        if _RECORD.search(block.text) or (inner and inner.means == "past"):
            return "past"
        return "glossary" if inner and inner.means == "glossary" else "annex"

    def _bold_label(self, block: Block) -> bool:
        """A few bold words without a full stop, where bold is not the habit of the document: a sub-heading."""
        if not (self.survey.bold_tells and block.strong) or block.number:
            return False
        title = part_title(_CODES.sub("", block.text)).strip()
        few = 0 < len(title.split()) <= 8 and not title.endswith((".", "!", "?", ",", ";"))
        return few and not (is_nil(title) or any(c.isdigit() for c in title))  # "None", "Outcome 1"

    def _lone_letter(self, block: Block) -> Label | None:
        """ "B" on a line of its own with its title on the next."""
        listed = block.cell is not None and self.here.letter is Letter.K  # "A1", the number of an appendix
        letters = () if listed else self.headings.alone(block.text)
        if letters and block.cell and self.here.letter is Letter.J and letters[0] < Letter.J:
            return None  # which section the money is for
        if letters and block.strong and len(self.here.scope) > 1 and set(letters) <= set(self.here.scope):
            return Label(letters, "", len(block.text), sure=True)  # "H2" over its cell of "H1 and H2"
        boxed = block.cell is not None or block.text.strip()[:1] in "[("
        if letters and boxed and self.headings.bare and len(letters) == 1:
            return Label(letters, "", len(block.text), sure=True)  # in the corner of a box
        after = self.survey.after.get(id(block)) if letters else None
        if (
            after
            and block.strong
            and block.cell
            and after.cell == block.cell
            and set(letters) <= _OF_CARE
            and self.here.letter in _OF_CARE
        ):
            return Label(letters, "", len(block.text), sure=True)  # "H2" over its text, beside the cell of H1
        return Label(letters, "", len(block.text), sure=True) if after and self.headings.titles(after.text, letters) else None

    def _in_series(self, label: Label, block: Block) -> bool:
        """A label whose title is unknown is believed where the plan's other letters are written and this one is missing."""
        few = len(block.text.split()) <= 8 and label.title[:1].isupper()
        return self.survey.lettered and few and not initials(label.letters) & initials(self.survey.labelled)

    def _in_scope(self, label: Label, block: Block) -> bool:
        """ "E. By July 2027 Sam will ..." under "E+F": one of the letters of a joint heading, and the text after it."""
        one = len(label.letters) == 1 and len(self.here.scope) > 1 and label.letters[0] in self.here.scope
        return one and label.title[:1].isupper() and bool(_MARKED_LETTER.match(block.text))

    def holds_text(self, label: Label, block: Block) -> bool:
        """Whether what follows a label is the section's own text: "J. Personal budget" is none, "J. None." is."""
        return self._is_inline(label.title, label.letters, looks_like_heading(block))

    def _is_inline(self, title: str, letters: tuple[Letter, ...], looks: bool) -> bool:
        own = title and not self.headings.titles(title, letters)
        return bool(own) and (is_nil(title) or is_prompt(title) or (not looks and is_text(title)))

    def _under_label(self, block: Block, label: Label, looks: bool) -> Placed:
        head, _, below = block.text.partition("\n")
        title, start = label.title, 0
        if label.title_start > len(head) and below:  # the label stands on a line of its own within the block
            title = below
        inline = self._is_inline(title, label.letters, looks)
        if inline:
            start = block.text.rfind(title.lstrip())
        elif below and label.title_start <= len(head):
            start = len(head) + 1 if not self.headings.titles(below, label.letters) else 0
        elif not looks and not below and (cut := self._run_in(title, label.letters)):
            start, title = block.text.rfind(title) + cut, title[:cut].rstrip(" .:\t")
        self.here.begin(label.letters, True, block, title=title if not inline else "", until=start)
        self.here.title_due = not title
        known = self.headings.wording(title) if self.here.letter is Letter.E and not inline else None
        if known and known.leads and _TARGETS.search(title) and "outcome" not in title.lower():
            self.here.group = "steps"  # "E – Shorter term targets"
        if inline and (lead := _LEAD.match(title)) and (group := self._group(lead["lead"])):
            self.here.group = group  # "Part B - Strengths. Sam reads well."
            return self.here.at(block, Part.CONTENT, self.here.now, start=start + lead.end())
        if inline and self.part_of(block, start) is Part.GUIDANCE:
            return self.here.at(block, Part.HEADING, self.here.now)
        if start or inline:
            part = Part.PROMPT if is_prompt(block.text[start:]) else Part.CONTENT
            if part is Part.CONTENT and not inline and self.part_of(block, start) is Part.GUIDANCE:
                return self.here.at(block, Part.HEADING, self.here.now)  # "Outcomes. This section should say ..."
            return self.here.at(block, part, self.here.now, start=start)
        return self.here.at(block, Part.HEADING, self.here.now)

    def _run_in(self, title: str, letters: tuple[Letter, ...]) -> int:
        """Where the section's text begins after a title that ends within the paragraph: "Health needs. Sam has asthma."; 0 if
        all of it is title."""
        match = _RUN_IN.match(title)
        if not match or not self.headings.titles(match["title"], letters):
            return 0
        rest = title[match.end() :]
        return match.end() if is_nil(rest) or (len(rest.split()) >= SENTENCE and ends_sentence(rest)) else 0

    def _group(self, text: str) -> str:
        """ "strengths" or "needs", where these words are a label of theirs."""
        known = self.headings.wording(text)
        return known.means if known and known.means in GROUPS and known.share >= 0.5 else ""

    def _due_title(self, block: Block) -> Placed | None:
        """The title line (or lines) below a label that stood alone."""
        letters = self.here.scope
        if is_guidance(block.text):
            return None
        if block.text.rstrip().endswith("?") and len(block.text.split()) <= _LONGEST_QUESTION:
            return self.here.at(block, Part.HEADING, self.here.now)  # "Part E", and under it "What will it look like?"
        if (
            self.headings.bare
            and block.strong
            and len(block.text.split()) <= _LONGEST_QUESTION
            and not ends_sentence(block.text)
        ):
            return self.here.at(block, Part.HEADING, self.here.now)  # "[G]" beside "Help with my health"
        title, colon, after = block.text.partition(":")
        said = after.strip()
        if colon and said.endswith((".", "!", "?")) and len(said.split()) > 5 and self.headings.titles(title, letters):
            self.here.title_due = False  # the title and what it stands over, in one paragraph
            return self.here.at(block, Part.CONTENT, self.here.now, start=len(block.text) - len(after.lstrip()))
        answered = (
            "☒" in block.text or "☐" in block.text or (Letter.I in letters and colon and said)
        )  # "Name of school: Hilltop"
        if (
            self.headings.titles(block.text, letters)
            and not answered
            and len(block.text.split()) <= 60
            and not block.text.rstrip().endswith(".")
        ):
            return self.here.at(block, Part.HEADING, self.here.now)
        self.here.title_due = False
        cut = self._run_in(block.text, letters)
        if (
            cut and not looks_like_heading(block) and not any(c.isdigit() for c in block.text[:cut])
        ):  # not "Outcome 1. By July ..."
            part = self.part_of(block, cut)
            return self.here.at(block, Part.HEADING if part is Part.GUIDANCE else part, self.here.now, start=cut)
        return None

    def _under_wording(self, block: Block, known: Wording, looks: bool) -> Placed | None:
        """A title, area, group or part without a letter, where it looks like a heading."""
        words = len(block.text.split())
        short = words <= 8 and not block.text.rstrip().endswith((".", "!", "?")) and known.share >= 0.6
        if known.means in PARTS and looks and known.share >= 0.5:
            beyond = known.means if known.means in BEYOND else ""
            self.here.leave(Part.OUTSIDE if known.means in ("annex", "glossary") else Part.FRONT, beyond)
            self.here.past = known.means == "past"
            return self.here.out(block)
        if known.letters:
            _, colon, after = block.text.partition(":")
            if colon and after.strip() and not looks and self.here.now >= 0:
                return self.prefixed(block, self.here.now)
            return self._under_title(block, known, looks)
        if self.here.now < 0 and known.means != AREA:
            return None
        field = _AREA_FIELD.fullmatch(block.text) if known.means == AREA else None
        if known.means == AREA and ":" in block.text and (inner := self.headings.wording(block.text.partition(":")[2])):
            whole = self.headings.wording(block.text.partition(":")[0])
            if whole and whole.share == 1 and looks and whole.name != "Area" and not field:
                known = whole
            elif inner.means == AREA:
                known = inner
        if field and known.name == _OF_NEED:
            known = replace(known, name=field["area"])  # an area by a name of the council's own
        short = short or field is not None
        if known.means == AREA and (looks or short) and (field or known.share >= 0.5) and words <= 16:
            self.here.area, self.here.area_fresh, self.here.group = known.name, True, ""
            self.here.area_level = block.level
            if self.here.now < 0:
                return self.here.out(block)
            if self.here.area != self.here.stretches[self.here.now].area:
                self.here.renew()
            return self.here.at(block, Part.LABEL, self.here.now)
        if known.means in GROUPS | {"steps", "review", "who", "frequency", "amount"}:
            return self._under_group(block, known, looks or short)
        if known.means in ("aside", "baseline") and looks and known.share >= 0.6 and self.here.letter is Letter.E:
            self.here.group, self._aside = "aside", block  # "Why this matters" over its own few lines
            return self.here.at(block, Part.LABEL, self.here.now)
        return None

    def _under_title(self, block: Block, known: Wording, looks: bool) -> Placed | None:
        new = [x for x in known.letters if x in self.here.scope or not self.survey.taken(x)]
        if any(c.isdigit() for c in block.text) and self.here.now >= 0 and self.here.stretches[self.here.now].letter in new:
            if looks and _NEXT_OUTCOME.match(block.text) and is_title(block.text) and self._labels_follow(block):
                return self.here.at(block, Part.LABEL, self.here.now)  # over the rows of the outcome, each with its own label
            return None  # "Outcome 2" within section E
        if looks and _NEXT_PROVISION.match(block.text) and Letter.F in self.here.scope and is_title(block.text):
            if self.here.letter is not Letter.F:
                self.here.now = self.here.open(Letter.F, False, block.span)  # "PROVISION LINE P-01a" under "E and F"
            return self.here.at(block, Part.HEADING, self.here.now)
        if looks and _NEXT_OUTCOME.match(block.text) and self.here.letter is not Letter.E:
            if Letter.E in self.here.scope:
                self.here.now = self.here.open(Letter.E, False, block.span)  # "Outcome 2: the bus" under "E and F"
                return self.here.at(block, Part.HEADING, self.here.now)
            if self.here.now >= 0 and is_title(block.text):
                return self.here.at(block, Part.LABEL, self.here.now)  # over the next box of E and F, each with its own label
        within = known.share == 1 and len(block.text.split()) <= 5 and set(new) <= set(self.here.scope)
        if not (looks or within) or not new or known.share < 0.5 or len(known.letters) != len(new):
            return None
        deeper = self.here.scope_level is not None and (block.level or 9) > self.here.scope_level
        if self.here.now >= 0 and deeper and not set(new) & set(self.here.scope):
            return None
        if self.here.now >= 0 and self.here.stretches[self.here.now].letter == new[0] and self.survey.lettered:
            return None
        inside = set(new) <= set(self.here.scope)
        scope, level = self.here.scope, self.here.scope_level
        self.here.begin(tuple(new), False, block)
        if inside and (deeper or block.level is None):
            self.here.scope, self.here.scope_level = scope, level
        return self.here.at(block, Part.HEADING, self.here.now)

    def _labels_follow(self, block: Block) -> bool:
        """Whether the next line begins a row of the table that the block stands across."""
        after = self.survey.after.get(id(block))
        return bool(after and after.cell and block.cell and after.cell.columns < block.cell.columns)

    def _under_group(self, block: Block, known: Wording, looks: bool) -> Placed | None:
        """ "Strengths", "Needs", "Steps towards the outcome": a label of its own, or before a colon in the same block."""
        _, colon, after = block.text.partition(":")
        if colon and after.strip():
            return self.prefixed(block, self.here.now)
        if looks or colon:
            if known.means == "steps" and looks and Letter.E in self.here.scope and self.here.letter is not Letter.E:
                self.here.now = self.here.open(Letter.E, False, None)  # "Shorter term targets" after the boxes of "B, E and F"
            if known.means in GROUPS and Letter.B in self.here.scope and self.here.letter not in _WITH_NEEDS:
                self.here.now = self.here.open(Letter.B, False, None)  # the next box of "Sections B and F by area"
            self.here.group = known.means if known.means in GROUPS | {"steps", "review"} else ""
            self._within = block.cell.table if block.cell and known.means == "steps" else None
            return self.here.at(block, Part.LABEL, self.here.now)
        return None

    def prefixed(self, block: Block, stretch: int) -> Placed | None:
        """ "Strengths: ...", "Step: ...", "By whom: ...": a label and its text in one block."""
        before, colon, after = block.text.partition(":")
        before = _CODE_BEFORE.sub("", before)
        labelled = colon and after.strip() and len(before) <= 60 and not is_guidance(block.text)
        known = self.headings.wording(before) if labelled else None
        if known is None or known.share < 0.5 or not known.leads:
            return None
        start = len(block.text) - len(after.lstrip())
        letter = next((x for x in known.letters if x in self.here.scope), None)
        if letter and letter is not self.here.stretches[stretch].letter and known.share == 1:
            return self.here.at(block, Part.CONTENT, self.here.open(letter, False, None), start=start)
        if known.means in GROUPS:
            self.here.group = known.means
            return self.here.at(block, Part.CONTENT, stretch, start=start)
        if known.means == "steps":
            return self.here.at(block, Part.CONTENT, stretch, group="steps", start=start)
        if known.means in ROLES - {"number", "outcome", "need"}:
            return self.here.at(block, Part.CONTENT, stretch, role=known.means, start=start)
        return None
