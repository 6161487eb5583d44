"""Thirty strings that may stand nowhere but where a person asked for them, plans that hold them all, and the search for them.

Every one is invented and looks like nothing else. The search goes through what is packed: zips in zips, streams of PDFs, databases,
parquet, base64, UTF-16 and the escapes of JSON, XML and HTML."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import batch_plans
import pdf_files as d
from docx import Document

CHILD, SURNAME, KNOWN_AS = "Xanthippe", "Quillfeather", "Zanty"
MOTHER, FATHER, BROTHER = "Oluwaseyi Brindlemoss", "Thaddeus Brindlemoss", "Peregrinus"
BORN, NHS, UPN, POSTCODE = "29 February 2016", "943 476 5919", "Z801200016099", "ZE9Z 9QX"
STREET, PHONE, EMAIL, SCHOOL = "Nettlebed Rise", "07700 900461", "seyi.brindlemoss@example.org", "Gorsehollow Academy"
DIAGNOSIS, MEDICINE, PAEDIATRICIAN, WORKER = (
    "Rasmussen encephalopathy",
    "perampanel",
    "Ekundayo Threlkeld",
    "Marigold Ossington",
)
TEACHER, PSYCHOLOGIST, OFFICER, CASE = "Wilhelmina Stroud-Okoro", "Fitzroy Abernethy-Rao", "Caradoc Penhaligon", "EHC-77310-XQ"
VIEW, HOME, FAITH, PET = "velociraptor puppets", "domestic refuge placement", "Zoroastrian", "Bismarck the tortoise"
OUTCOME, PROVISION, CARE, TOLD = (
    "whittle a canoe paddle",
    "hippotherapy at Larkspur paddock",
    "overnight breaks with Tamsin Vole",
    "bedwetting since the fire",
)
CANARIES = (
    CHILD, SURNAME, KNOWN_AS, MOTHER, FATHER, BROTHER, BORN, NHS, UPN, POSTCODE, STREET, PHONE, EMAIL, SCHOOL, DIAGNOSIS, MEDICINE, PAEDIATRICIAN, WORKER, TEACHER,
    PSYCHOLOGIST, OFFICER, CASE, VIEW, HOME, FAITH, PET, OUTCOME, PROVISION, CARE, TOLD,
)  # fmt: skip
FILE = f"{CHILD} {SURNAME} plan"
LINES = (
    f"Education, Health and Care Plan of {CHILD} {SURNAME}", f"Name: {CHILD} {SURNAME}", f"Known as: {KNOWN_AS}", f"Date of birth: {BORN}", f"NHS number: {NHS}", f"UPN: {UPN}",
    f"Address: 4 {STREET}, {POSTCODE}", f"Telephone: {PHONE}", f"Email: {EMAIL}", f"Parents: {MOTHER} and {FATHER}", f"Case officer: {OFFICER}, case {CASE}", "Status: Draft", "Date of plan: 9 March 2026",
    "Section A: Views, interests and aspirations", f"I like {VIEW} and {PET}. My brother {BROTHER} helps me. We are {FAITH}.", f"{MOTHER} says that {CHILD} has had {TOLD}.",
    "Section B: Special educational needs", f"{CHILD} has {DIAGNOSIS} and finds it hard to wait, as {PSYCHOLOGIST} saw.",
    "Section C: Health needs", f"{CHILD} takes {MEDICINE}, prescribed by {PAEDIATRICIAN}.", "Section D: Social care needs", f"The family lives in a {HOME}; {WORKER} visits.",
    "Section E: Outcomes", f"By July 2027, {CHILD} will {OUTCOME} on four days out of five.", f"{CHILD} will be happier.",
    "Section F: Special educational provision", f"{CHILD} will have regular access to {PROVISION} as required, with {TEACHER}.", f"A teaching assistant works with {KNOWN_AS} for 20 minutes each day.",
    "Section G: Health provision", f"The nurse checks {MEDICINE} when needed.", "Section H1: Social care provision", "N/A", "Section H2: Other social care provision", f"There will be {CARE} regularly.",
    "Section I: Placement", SCHOOL, "Section J: Personal budget", "None.", "Section K: Advice", f"{PSYCHOLOGIST}, January 2026; {PAEDIATRICIAN}, 3 February 2026.",
)  # fmt: skip


def word_plan(lines: tuple[str, ...] = LINES) -> bytes:
    """A Word file with the strings in its text, header, properties and comments."""
    made = Document()
    made.core_properties.author, made.core_properties.title = OFFICER, f"Plan of {CHILD} {SURNAME}"
    made.core_properties.created = datetime(2026, 3, 9)
    made.sections[0].header.paragraphs[0].text = f"{CHILD} {SURNAME}, {CASE}"
    for line in lines:
        made.add_paragraph(line, style="Heading 1" if line.startswith("Section") else None)
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = f"{CHILD} needs {PROVISION}", f"{TEACHER} weekly"
    made.add_comment(made.paragraphs[-1].runs, text=f"Ask {MOTHER}", author=OFFICER, initials="CP")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pdf_plan() -> bytes:
    """A PDF with the strings in its text and properties."""
    body = [d.p(html.escape(line), d.HEAD if line.startswith("Section") else d.BODY) for line in LINES]
    return d.story(*body, header=f"{CHILD} {SURNAME}", title=f"Plan of {CHILD} {SURNAME}", author=OFFICER, subject=CASE)


def other_plan(number: int) -> bytes:
    """A plan that holds none of the strings."""
    return batch_plans.plan(number)


def found_in(data: bytes | str, depth: int = 0) -> set[str]:
    """The strings that stand in the data, however it is packed."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    texts = {raw.decode("utf-8", "replace"), raw.decode("utf-16-le", "replace"), raw[1:].decode("utf-16-le", "replace")}
    if raw.startswith(b"SQLite"):
        texts.add(raw.replace(b"\0", b"").decode("latin-1"))
    for text in list(texts):
        if "&" in text:
            texts.add(html.unescape(text))
        if "<" in text:
            texts.add(re.sub(r"<[^<>]*>", "", text))
        if "\\u" in text:
            texts.add(re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text))
    plain = [re.sub(r"\s+", " ", text).lower() for text in texts]
    found = {canary for canary in CANARIES if any(canary.lower() in text for text in plain)}
    if depth > 3:
        return found
    for inner in _unpacked(raw):
        found |= found_in(inner, depth + 1)
    return found


def _unpacked(raw: bytes) -> list[bytes]:
    made: list[bytes] = []
    if raw.startswith(b"PK\3\4"):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            made += [package.read(name) for name in package.namelist()] + [name.encode() for name in package.namelist()]
    if raw.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        made.append(json.dumps(pq.read_table(io.BytesIO(raw)).to_pylist(), default=str, ensure_ascii=False).encode())
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL):
        try:
            packed = base64.a85decode(b"<~" + match[1].strip(), adobe=True) if match[1].rstrip().endswith(b"~>") else match[1]
            made.append(zlib.decompress(packed))
        except (zlib.error, ValueError):
            continue
    for match in re.finditer(rb"[A-Za-z0-9+/]{200,}={0,2}", raw):
        try:
            made.append(base64.b64decode(match[0] + b"=" * (-len(match[0]) % 4)))
        except ValueError:
            continue
    return made


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
