"""Word's fields and form controls: which of their characters are shown, and what a form has been answered."""

from __future__ import annotations

from dataclasses import dataclass

from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.word.ooxml import VAL, W14, W, on, whole
from ehcp_lint.parsers.word.symbols import CHECKED, UNCHECKED

_T = W + "t"
_LONGEST_NAME = 100  # characters of an instruction that are kept; its first word is all that counts


@dataclass(slots=True)
class _Field:
    """A complex field that has begun: its instruction, and whether what comes now is its result."""

    instruction: str = ""
    shown: bool = False
    contents: bool = False

    def is_a(self, name: str) -> bool:
        return self.instruction.split()[:1] == [name]


class Fields:
    """The complex fields that the walk is inside of: begin, instruction, separate, result, end, nested and over paragraphs.

    `muted` says that what comes is an instruction, `contents` that it is a line of a table of contents. With `trust` off,
    everything counts as text: for a damaged document in which a field begins and never ends."""

    def __init__(self, trust: bool) -> None:
        self._trust = trust
        self._open: list[_Field] = []
        self.muted = self.contents = 0

    @property
    def broken(self) -> bool:
        """At the end of a part: a field never ended, so what was muted may have been text."""
        return self._trust and bool(self._open)

    def character(self, element: Element) -> bool:
        """Takes one `w:fldChar`; True where it ends a field that only ever shows a prompt ("[Click here and type]")."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._open.append(_Field())
            self.muted += self._trust
        elif kind == "separate" and self._open and not self._open[-1].shown:
            now = self._open[-1]
            now.shown = True
            now.contents = self._trust and now.is_a("TOC")
            self.contents += now.contents
            self.muted -= self._trust
        elif kind == "end" and self._open:
            done = self._open.pop()
            self.contents -= done.contents
            self.muted -= self._trust and not done.shown
            return done.is_a("MACROBUTTON")
        return False

    def instruction(self, text: str) -> None:
        """Takes the words of one `w:instrText`."""
        if self._open and not self._open[-1].shown and len(self._open[-1].instruction) < _LONGEST_NAME:
            self._open[-1].instruction += text


def is_prompt(control: Element) -> bool:
    """Whether a content control shows its prompt ("Click to enter text") because nobody has filled it in.

    Word says so itself, except where the prompt is an entry of a list: that has no value."""
    properties = control.find(W + "sdtPr")
    if properties is None:
        return False
    if on(properties.find(W + "showingPlcHdr")):
        return True
    for choices in properties.iterchildren(W + "dropDownList", W + "comboBox"):
        no_answer = {entry.get(W + "displayText", "").strip() for entry in choices if not entry.get(W + "value")}
        return bool(no_answer) and "".join(e.text or "" for e in control.iter(_T)).strip() in no_answer - {""}
    return False


def check_mark(control: Element) -> str:
    """The mark of a content control that is a check box, "" for any other."""
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return ""
    checked = box.find(W14 + "checked")
    return CHECKED if checked is not None and checked.get(W14 + "val", "1") in ("1", "true", "on") else UNCHECKED


def is_contents(control: Element) -> bool:
    """Whether a content control holds Word's table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(VAL) == "Table of Contents"


def form_answer(begin: Element) -> str:
    """What the check boxes and drop-down lists of Word's old forms are answered: it stands in the field's data only."""
    data = begin.find(W + "ffData")
    if data is None:
        return ""
    if (box := data.find(W + "checkBox")) is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return f"{CHECKED if on(state) else UNCHECKED} "
    if (choices := data.find(W + "ddList")) is None:
        return ""
    chosen = choices.find(W + "result")
    chosen = choices.find(W + "default") if chosen is None else chosen
    entries = [entry.get(VAL, "") for entry in choices.iterchildren(W + "listEntry")]
    index = 0 if chosen is None else whole(chosen.get(VAL), 0)
    return entries[index] if 0 <= index < len(entries) else ""
