"""What councils decide differently: checks that are off until a council's settings turn them on ([local] in ehcp-lint.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items, sections, whole_plan
from ehcp_lint.plan import Kind, Letter, Span, State
from ehcp_lint.settings.profile import Local
from ehcp_lint.wording import Content

LOCAL = (Source("practice", "local policy"),)

_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|I'll|[Mm]y|[Mm]yself)\b(?![.)])")
_QUOTED = re.compile(r"\"[^\"\n]*\"")


@check(
    id="A203",
    name="first-person-unquoted",
    title="The child's words stand between quotation marks",
    duty=Duty.COULD,
    over=sections(Letter.A, states=(State.FILLED,)),
    message="Put the child's own words between quotation marks, and no others.",
    why="Where only quoted words are in the first person, a reader knows which words are the child's own.",
    sources=LOCAL,
    bad=(
        Example("A: I like drawing and I want to learn to swim.", "I"),
        Example('A: Kofi said "I like jam". My favourite place is the sea.', "My"),
    ),
    good=(Example('A: Kofi said: "I like jam and my favourite place is the sea."'), Example("A: Kofi likes drawing.")),
    dismiss="When the child wrote the section, and the plan says so.",
    policy="no_first_person",
)
def first_person_unquoted(section: Subject) -> Iterator[Hit]:
    """The first "I" or "my" of section A outside quotation marks."""
    quoted = [found.span() for found in _QUOTED.finditer(section.text)]
    for found in _FIRST_PERSON.finditer(section.text):
        if not any(start <= found.start() < end for start, end in quoted):
            yield section.mark(found)
            return


@check(
    id="C301",
    name="wording-not-agreed",
    title="Where nothing was found, the agreed sentence says so",
    duty=Duty.COULD,
    over=sections(Letter.C, Letter.D, Letter.G, Letter.H1, Letter.H2),
    message="Use the sentence that was agreed for a section where nothing was found.",
    why="An agreed sentence says what was looked at and by whom, in words that the service has approved.",
    sources=LOCAL,
    bad=(
        Example(
            "C: Kofi has no health needs that bear on his learning.", "Kofi has no health needs that bear on his learning."
        ),
        Example("H2: No other social care provision is required.", "No other social care provision is required."),
    ),
    good=(
        Example(
            "C: The assessment found no health needs related to Kofi's special educational needs. Health advice was given by "
            "Dr Okafor, paediatrician, on 12 January 2026."
        ),
        Example("C: Kofi has epilepsy and needs to rest for an hour after a seizure."),
    ),
    dismiss="When the sentence had to say more than the agreed one can.",
    policy="agreed_wording_only",
)
def wording_not_agreed(section: Subject) -> Iterator[Hit]:
    """A section that says nothing was found, in a sentence that is not in the register of agreed wording."""
    assert section.section is not None
    letter = section.section.letter
    nil = section.case.content(section.section).content is Content.NIL
    if not nil or not section.case.agreed.of(letter, "nil"):
        return
    if not any(match.wording.kind == "nil" for match in section.case.agreed.find(section.text, letter)):
        yield section.mark()


@check(
    id="C302",
    name="wording-forbidden",
    title="No wording stands there that was agreed not to be used",
    duty=Duty.COULD,
    over=sections(Letter.C, Letter.D, Letter.G, Letter.H, Letter.H1, Letter.H2),
    message="Write this another way: it was agreed not to use these words.",
    why="These words were found to leave families in doubt, and the service agreed not to use them.",
    sources=LOCAL,
    bad=(
        Example("C: Not known to this service.", "Not known to this service"),
        Example("G: GP to monitor.", "GP to monitor"),
    ),
    good=(Example("G: The GP checks Kofi's weight every three months."), Example("C: Kofi has asthma.")),
    dismiss="When the words stand in a sentence that says what was looked at, by whom and when.",
    policy="agreed_wording_only",
)
def wording_forbidden(section: Subject) -> Iterator[Hit]:
    """Wording that the register says not to use, in a section on health or social care."""
    assert section.section is not None
    for match in section.case.agreed.find(section.text, section.section.letter):
        if match.wording.kind == "forbidden":
            yield section.mark((match.span.start, match.span.end), match.wording.advise or None)


@check(
    id="E306",
    name="outcome-stem",
    title="Outcomes begin as the council's form asks",
    duty=Duty.COULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Start this outcome with the words that the form asks for.",
    why="When all outcomes begin alike, nobody forgets to say by when and who.",
    sources=LOCAL,
    bad=(
        Example("Kofi will read ten new words by July 2027.", "Kofi will", Local(outcome_stem="By")),
        Example("By July 2027 he swims ten metres.", "By July", Local(outcome_stem="By the end of")),
    ),
    good=(
        Example("By the end of Year 6, Kofi will read ten new words.", local=Local(outcome_stem="By the end of")),
        Example("By July 2027, Kofi will swim ten metres.", local=Local(outcome_stem="by")),
    ),
    dismiss="When the family asked for other words.",
    policy="outcome_stem",
)
def outcome_stem(item: Subject) -> Iterator[Hit]:
    """An outcome that does not begin with the words set in the settings."""
    stem = " ".join(item.profile.local.outcome_stem.lower().split())
    if not " ".join(item.text.lower().split()).startswith(stem):
        first = re.match(r"\S+(?:\s+\S+)?", item.text)
        yield item.mark(first)


_ACT = re.compile(
    r"\b(?:section|s\.) ?\d+[A-Z]?(?:\(\d+\))? of the (?:[A-Z]\w+ |and |of |for ){1,12}Act\b(?: \d{4})?"
    r"|\b(?:[A-Z][a-z]+,? |and |of ){1,12}Act (?:19|20)\d\d\b|\b(?:[A-Z][a-z]+ ){1,12}Regulations (?:19|20)\d\d\b"
)


@check(
    id="P206",
    name="act-cited",
    title="The plan is written without naming Acts",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say what will happen, without naming the Act.",
    why="Families read about the help, not the statute; and an Act's name dates the plan.",
    sources=LOCAL,
    bad=(
        Example("...\nC: The duty of the Care Act 2014 applies to Ines.", "Care Act 2014"),
        Example(
            "...\nB: As section 20 of the Children and Families Act 2014 says, Ines needs help to read.",
            "section 20 of the Children and Families Act 2014",
        ),
    ),
    good=(Example("..."), Example("...\nB: Ines acts in the school play.")),
    dismiss="When the sentence is about a duty that only the Act's name makes clear.",
    policy="no_acts_cited",
)
def act_cited(plan: Subject) -> Iterator[Hit]:
    """An Act, or regulations, named with the year, or a section of an Act, in sections A to G."""
    for span in plan.case.paragraphs_of(Letter.A, Letter.B, Letter.C, Letter.D, Letter.E, Letter.F, Letter.G):
        for found in _ACT.finditer(plan.plan.quote(span)):
            yield Hit(Span(span.start + found.start(), span.start + found.end()))


@check(
    id="S106",
    name="section-out-of-order",
    title="Sections stand in the order of the council's form",
    duty=Duty.COULD,
    over=whole_plan,
    message="Move this section to its place in the council's form.",
    why="People who read many plans find a section faster where it always stands.",
    sources=LOCAL,
    bad=(
        Example("...", "Section E: Outcomes", Local(section_order=(Letter.A, Letter.E, Letter.B))),
        Example("...", "Section K: Advice and information", Local(section_order=(Letter.K, Letter.A))),
    ),
    good=(
        Example("...", local=Local(section_order=(Letter.A, Letter.B, Letter.E, Letter.F))),
        Example("A: I like jam.", local=Local(section_order=(Letter.A, Letter.B))),
    ),
    dismiss="When the plan was moved from another council that orders its sections otherwise.",
    policy="section_order",
)
def section_out_of_order(plan: Subject) -> Iterator[Hit]:
    """The first section that stands after one which the settings put behind it."""
    order = plan.profile.local.section_order
    first = {letter: plan.plan.section(letter)[0] for letter in order if plan.plan.section(letter)}
    wanted = [letter for letter in order if letter in first]
    for before, after in pairwise(wanted):
        if first[after].spans[0].start < first[before].spans[0].start:
            yield Hit(first[before].heading or first[before].spans[0])
            return
