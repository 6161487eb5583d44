"""What a stretch of text in a section is before anyone judges it: content, prompt, guidance, sub-heading or nil wording."""

from __future__ import annotations

import re

from ehcp_lint.parsers.page_notes import explains_the_page
from ehcp_lint.patterns import Pattern

_PROMPT = Pattern(
    r"(?=[{«<\[(…._?£ctex])"  # what a prompt begins with: every paragraph is searched, and nearly none has one
    r"(?:\{\{.*?\}\}|\{%.*?%\}|«[^»]*»|<<[^>]*>>"
    r"|\[(?:insert|enter|add|type|click|name|child|yp|delete|complete|date|details?|tbc|x{2,})\b[^\]]*\]"
    r"|\[(?:day|month|year|term|time|number|amount|frequency|hours|role|school|setting|council|la|signature|address)\]"
    r"|[\[(][^\])\n]{0,60}\bdelete (?:as|where|if) (?:applicable|appropriate|necessary|required)\b[^\])\n]{0,20}[\])]"
    r"|<(?:insert|enter|add|name|date|details?)\b[^>]*>"
    r"|…{2,}|\.{5,}|_{3,}|\?{3,}|£ ?(?:\?+|x+\b|_+|…|\.{3,})"
    r"|\b(?:(?:click|tap)(?: or (?:click|tap))? (?:here|to)\b.*"
    r"|choose an? (?:item|option|date)\b\.?|enter (?:your |the |a )?(?:[\w ]{0,30}\s)?(?:date|text|name|details)\b(?: here)?\.?"
    r"|to be (?:completed|confirmed|added|advised|inserted)\b\.?(?=\W*(?:$|\n))"
    r"|tb[cad]\b\.?|xx+\b\.?))",
    flags=re.IGNORECASE,
)
_SIGNING = Pattern(r"\b(?:sign(?:ed|ature)?|name|date|position|title|on behalf of)\b[^_.…]{0,60}$", flags=re.IGNORECASE)
_SIGNED_BELOW = Pattern(
    r"\W*(?:_{3,}|\.{5,}|…{2,})\W*(?:[A-Z][^_.…]{0,80}\b(?:officer|head|manager|director|coordinator|lead|council|authority)\b.*)?",
    flags=re.IGNORECASE | re.DOTALL,
)
_BEFORE = 80  # characters before a prompt that can say what it is for
_GUIDANCE = Pattern(
    r"\(?guidance\b"
    r"|please\b(?! see (?:sections?|outcomes?|parts?|needs?|[A-H]\d?)\b)|(?:place|put|keep|attach) (?:this|"
    r"these) (?:at|in|on|to|under)\b"
    r"|n\.?b\.?[: ]|note:"
    r"|(?:in|under) this section\b|this section (?:should|must|is for|will|describes|sets|contains|includes)\b"
    r"|for digital systems\b|where recordings are used\b"
    r"|details of (?:the child|any|all|your)\b"
    r"|(?:all|any) (?:of the )?(?:identified )?(?:special educational |health |social care )?"
    r"(?:needs|provision|outcomes)\b[^.]*\b(?:must|should)\b"
    r"|outcomes? (?:should|must|sought by)\b|outcomes are (?:a|the) (?:benefit|difference)"
    r"|provision (?:should|must)\b"
    r"|(?:use|insert|include|describe|complete|delete|list|record|set out|summarise|add) "
    r"(?:bullet|the|any|all|here|how|what|a|rows?|details)\b"
    r"|(?:say|state|explain|think about|be (?:clear|specific)|make sure|remember|avoid|write) "
    r"(?:who|how|what|when|where|which|why|whether|about|in|the|that|to|any|using|for)\b"
    r"|notes? (?:to|for) (?:the )?(?:plan )?(?:writers?|authors?|officers?|case ?workers?)\b|group (?:under|by) (?:the|"
    r"each|area)"
    r"|one (?:map|card|page|table|box|sheet|form) (?:for|per|to) (?:each|every|an?)\b"
    r"|for each (?:person|need|outcome|area|provision|row) (?:say|state|write|list|give|put)\b"
    r"|number (?:each|every|all|the) (?:needs?|outcomes?|provisions?|items?|rows?)\b"
    r"|include (?:the )?names? of\b"
    r"|(?:officers?|(?:plan )?writers?|authors?|case ?workers?|drafters?) (?:should|must|may|are (?:asked|reminded))\b"
    r"|do not (?:use|describe|write|include|copy|leave|put|repeat|name|delete|list)\b"
    r"|only (?:needs|provision|outcomes|information) (?:which|that|related)\b"
    r"|(?:specify|quantify|include|list|state|record|describe|name) (?:and (?:\w+) )?(?:of )?(?:all |any |the )?(?:relevant |"
    r"health |social |other |special educational |care |and )*(?:needs?|provision|advice|outcomes?|support|institution)\b"
    r"|for a (?:person|child|young person) (?:aged|over|under)\b"
    r"|provision in (?:section|part) [A-H]\d? (?:must|is to|has to|will) be\b"
    r"|short and long term\b[^.]*\. *include\b"
    r"|you (?:should|must|can|may) \b"
    r"|read (?:across|down|along)\b[^.]*\b(?:rows?|columns?|table)\b"
    r"|(?:staff |support )?hours below\b|the (?:stage|step)s? [^.]*\b(?:is|are) (?:shown|given|set out) (?:after|below|beside)"
    r"|the following (?:table|section|information|provision|outcomes?|needs?)\b[^.]*\b(?:identif|set|show|list|describ|detail)"
    r"|the (?:tables?|boxes|sections?) below\b"
    r"|(?:the )?(?:outcomes|provision|needs|sections?)\b[^.]{0,60}"
    r"\b(?:followed by|set out (?:below|in)|listed below|shown below)\b",
    flags=re.IGNORECASE,
)
# No plan calls its own child "a child or young person": these are words of the law, for all children.
_GENERIC = Pattern(
    r"^(?:where |when |if |all (?:of )?|any (?:of )?|for |set out |say |[\w ,]{0,40}\bwhat )?(?:here )?(?:what )?(?:a|the|each|"
    r"every|this) (?:child or (?:a )?young person|child/young person|young person or (?:the )?(?:parent|child))\b",
    flags=re.IGNORECASE,
)
_EITHER = Pattern(r"\b(?:he or she|she or he|his or her|her or his|him or her|he/she|his/her|him/her)\b", flags=re.IGNORECASE)
_LABELLED_GUIDANCE = Pattern(r"\[?guidance(?: (?:for|to) [\w ]{2,20})?\s*[:.–-]\s", flags=re.IGNORECASE)
# Pronouns and "will" say that the sentence is about a child, whatever it begins with.
_ABOUT_CHILD = Pattern(r"\b(?:he|she|his|her|him|they are|i|my|me|will be able)\b", flags=re.IGNORECASE)
_NIL = Pattern(
    r"(?:n\s?/\s?a|not applicable|none|nil|no|not recorded|not required|not relevant|not needed"
    r"|(?:none|nothing) (?:known|identified|required|needed|necessary|specified|at present|at this time)"
    r"(?: (?:for|in|under|by|from|to|at|beyond|other than|within) .{1,60})?)"
    r"|not (?:currently )?known(?: to .{1,60})?"
    r"|(?:none|nothing)(?: \w+){0,2} (?:is|are|was|were|has been|have been) "
    r"(?:required|needed|necessary|identified|reported)\b.{0,160}"
    r"|(?:there (?:are|is|were) )?(?:currently )?(?:no|not any|none)\b.{0,140}"
    r"\b(?:needs?|provision|concerns?|requirements?|diagnos[ei]s|involvement|support|personal budget|direct payments?|reported)"
    r"\b.{0,160}"
    r"|.{1,60}(?:has|have|had) no (?:identified |known |additional )?"
    r"(?:special educational |health(?: care)? |social care )?needs?\b.{0,120}"
    r"|.{0,60}(?:personal budget|direct payments?)\b.{0,40}\b(?:not|declined)\b.{0,120}"
    r"|(?:a )?(?:personal budget|direct payment) (?:has|was|is) not\b.{0,80}",
    flags=re.IGNORECASE | re.DOTALL,
)
_TURN = Pattern(r"\b(?:but|however|although|though|except)\b", flags=re.IGNORECASE)
_CONTENTS_LINE = Pattern(r".*(?:\.{3,}|…|[–—-]?\s*page\s|\t)\s*\d{0,3}\s*$|.{4,}\S\s+\d{1,3}$", flags=re.IGNORECASE | re.DOTALL)


def prompts_in(text: str) -> list[tuple[int, int]]:
    """Where the placeholders and template prompts in `text` stand; a line to sign or date on is none."""
    found = [match.span() for match in _PROMPT.finditer(text)]
    if _SIGNED_BELOW.fullmatch(text):
        return []  # a dotted line to sign on, and who signs
    return [span for span in found if not _SIGNING.search(text, max(0, span[0] - _BEFORE), span[0])]


def without_prompts(text: str) -> str:
    """What is left of `text` when a template's prompts and placeholders are taken out."""
    return _PROMPT.sub("", text).strip(" \t\n.:;,-–—|•*()[]")


def is_prompt(text: str) -> bool:
    """Whether `text` is nothing but prompts ("[insert]", "TBC", "Choose an item", dotted lines)."""
    return bool(_PROMPT.search(text)) and len(without_prompts(text)) < 3


def is_guidance(text: str) -> bool:
    """Whether `text` speaks to the writer of the plan, not about the child."""
    start = text.lstrip(" *•-(\"'")
    if _LABELLED_GUIDANCE.match(start):
        return True
    if _GENERIC.search(start):
        return not _ABOUT_CHILD.search(_EITHER.sub("", start))
    match = _GUIDANCE.match(start)
    if not match and explains_the_page(start):
        return True
    return bool(match) and not _ABOUT_CHILD.search(_EITHER.sub("", start[match.end() :] if match else start))


def is_nil(text: str) -> bool:
    """Whether `text` says that there is nothing ("N/A", "No social care needs have been identified.")."""
    plain = text.strip(" \t\n.*•-–")
    return bool(plain) and len(plain) < 240 and not _TURN.search(plain) and bool(_NIL.fullmatch(plain))


def is_contents_line(text: str) -> bool:
    """Whether `text` ends as a line of a contents list does: dot leaders, "page 4" or a page number."""
    return bool(_CONTENTS_LINE.fullmatch(text))


# "... School breaks these down into targets. By the end of the key stage:": after a longer paragraph, a time and no more.
_OPENS_A_LIST = Pattern(r"[.!?]\s+(?:By|Before|Within|At|For|From)\b[^.!?:]{3,50}:-?$")


def is_lead_in(text: str) -> bool:
    """Whether `text` only announces what follows ("Sam will receive:", "About me:")."""
    plain = text.rstrip()
    return plain.endswith((":", ":-", ";")) and (len(plain.split()) <= 25 or bool(_OPENS_A_LIST.search(plain)))


_CODE_LIST = r"(?:[a-z]{0,3}\s?\d{1,2}(?:\.\d{1,2})?[a-z]?\b(?:\s*(?:,|/|and|&|to|-|–)\s*|\s+|(?=\W*$)))+\W*"
_NAMES_OUTCOMES = Pattern(
    r"\W*(?:outcome \d{1,2}\W+)?(?:(?:for|to meet|meets?|linked to|links? to|supports|towards|serves|relates to) (?:the )?"
    r"(?:outcomes?|needs?):?|(?:linked )?(?:needs?|outcomes?)(?: met| served)?\s*:)\s*" + _CODE_LIST,
    flags=re.IGNORECASE,
)


def names_outcomes(text: str) -> bool:
    """Whether `text` only says which outcomes the lines below are for ("For outcomes O1 and O2")."""
    return len(text) < _LONGEST_REFERENCE and bool(_NAMES_OUTCOMES.fullmatch(text))


_ASKS = re.compile(r"\W*(?:what|who|how|where|when|which|why|is|are|does|do|will) [^.!?;:]{5,140}\?\W*", re.IGNORECASE)


def is_question(text: str) -> bool:
    """Whether `text` is one question and nothing else, as a form asks it ("What therapy will he have?")."""
    return text.rstrip(" )*").endswith("?") and bool(_ASKS.fullmatch(text))


_CODES = Pattern(r"(?:[A-K]\s+)?" + _CODE_LIST, flags=re.IGNORECASE)


def is_codes(text: str) -> bool:
    """Whether `text` holds several codes and nothing else ("C1 C2 M2")."""
    return len(text.split()) > 1 and len(text) < _LONGEST_REFERENCE and bool(_CODES.fullmatch(text))


_LONGEST_REFERENCE = 80  # letters
# Nothing is given back (`+` after a count): with six boxes and a full stop `re` would else try a million ways.
_CHOICE = re.compile(r"[^☐☒☑✓✔]{0,40}+(?:[☐☒☑✓✔]\s*+[^☐☒☑✓✔.]{1,50}+(?:[^☐☒☑✓✔]{0,40}+(?=[☐☒☑✓✔]))?+){2,}")


_ANSWERED = re.compile(r"[A-Z][^.:;!?]{3,60}:\s*(?:yes|no|none|nil|n/?a|not applicable|y|n)\W*", re.IGNORECASE)


def is_choice(text: str) -> bool:
    """Whether `text` is nothing but boxes to tick, each with a few words ("☒ Learning ☐ Sensory"), or a field that is answered
    ("Therapies that educate or train: No")."""
    return bool(_CHOICE.fullmatch(text) or _ANSWERED.fullmatch(text.strip()))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return text.rstrip().rstrip("\"')]").endswith((".", "!", "?", ";"))


# "see E4, E5", "As outcome 6 above": the item stands elsewhere.
_POINTS = re.compile(
    r"\W*(?:please )?(?:see|as(?: in| for| per)?|same as|covered (?:in|by|under)|refer to)(?: also)?(?: (?:the|section|"
    r"outcomes?|"
    r"needs?|provision|part|and|above|below|item|row|[A-H]{0,3}\d{1,2}(?:\.\d+)?[a-z]?|[A-H]|[,&/-])(?:[,;]|(?= |\W*$)))+\W*",
    re.IGNORECASE,
)


def points_within(text: str) -> bool:
    """Whether `text` only points to another place in the plan ("see E4, E5", "As outcome 6 above")."""
    return len(text) < _LONGEST_REFERENCE and bool(_POINTS.fullmatch(text))
