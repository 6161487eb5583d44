"""A short run of the fuzzing that `make fuzz` does at length, its own laws, and the crashers that it found, each at its smallest."""

from __future__ import annotations

import base64
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import as_completed
from pathlib import Path
from random import Random

import pytest
import word_files as w
from fuzzing import __main__ as fuzzing
from fuzzing import packages, pdfs, raw, words
from fuzzing.cases import DOCUMENTS, SMALL, case, smallest
from fuzzing.seeds import MAKERS, seed
from fuzzing.work import attempt, place_of_fault
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint import read_plan
from ehcp_lint.batch.pool import FencedPool, WorkerLost
from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.limits import Limits

SEED, FILES = 20261130, 60
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def pool() -> Iterator[FencedPool]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(HERE))
        pool = FencedPool(1, "fuzzing.work", "fuzzing.work:warm", limits=Limits(seconds=60, megabytes=700))
        with pool:
            yield pool


def test_the_whole_documents_are_read_and_checked(pool: FencedPool) -> None:
    for name in MAKERS:
        answer = pool.submit(attempt, base64.b64encode(seed(name)).decode("ascii"), name).result()
        assert answer == {"status": "checked", "reason": "", "fault": ""}, name


def test_damaged_files_raise_no_error_of_ours_and_each_has_one_row(pool: FencedPool) -> None:
    cases = [case(SEED + number, SMALL) for number in range(FILES)]
    running = {pool.submit(attempt, base64.b64encode(one.made()).decode("ascii"), one.name): one for one in cases}
    statuses: Counter[str] = Counter()
    faults = []
    for future in as_completed(running):
        error = future.exception()
        if isinstance(error, WorkerLost) and error.why != "error":
            statuses["stopped"] += 1
            continue
        answer = future.result()
        statuses[answer["status"]] += 1
        if answer["fault"]:
            faults.append(f"case {running[future].number} ({running[future].told}): {answer['fault']}")
    assert faults == []
    assert statuses.total() == FILES
    assert statuses["checked"] > FILES / 4  # the damage leaves something to check,
    assert statuses["refused"] > FILES / 20  # and is damage


def test_a_case_is_the_same_file_every_time() -> None:
    for number in range(40):
        assert case(number).made() == case(number).made()


def test_every_way_changes_something_and_none_raises() -> None:
    chance = Random(1)
    ways = {way: name for name, _, several in DOCUMENTS[:7] for way in several}
    for way, name in ways.items():
        made = [way(seed(name), chance) for _ in range(12)]
        assert any(one != seed(name) for one in made), way.__name__
        for broken in (b"", b"PK\3\4", b"%PDF-1.7", b"\xff" * 50):
            way(broken, chance)


@pytest.mark.parametrize("tree", sorted(set(packages.TREES), key=lambda tree: tree.__name__), ids=lambda tree: tree.__name__)
def test_every_way_of_a_tree_leaves_xml(tree: object) -> None:
    from lxml import etree

    chance = Random(3)
    root = etree.fromstring(packages.unpack(seed("tables.docx"))["word/document.xml"])  # type: ignore[index]
    for _ in range(10):
        tree([one for one in root.iter() if isinstance(one.tag, str)], chance)  # type: ignore[operator]
    etree.fromstring(etree.tostring(root), etree.XMLParser(huge_tree=True))


def test_a_member_that_is_there_twice_is_there_twice() -> None:
    made = packages.pack({"a.xml": b"<a/>", "b.xml": b"<b/>"}, ("a.xml", b"<other/>"))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert [entry.filename for entry in package.infolist()] == ["a.xml", "b.xml", "a.xml"]


def test_the_smallest_file_of_a_case_needs_only_what_shows_the_fault() -> None:
    one = next(found for number in range(200) if len((found := case(number, SMALL)).ways) >= 3)
    wanted = one.ways[1]
    only = one.made((wanted,))
    assert smallest(one, lambda data: data == only or len(data) < 0) in (only, one.made())


def test_damage_to_a_pdf_keeps_its_streams_as_long_as_they_say() -> None:
    from ehcp_lint.parsers.pdf import read_pdf

    chance = Random(5)
    read = 0
    for _ in range(30):
        try:
            read += bool(read_pdf(pdfs.operators(seed("hand.pdf"), chance)).text)
        except CannotRead:
            continue
    assert read > 15
    assert words.lines_otherwise(b"", chance) is not None
    assert raw.flip(b"", chance) == b""


def test_the_run_prints_its_seed_and_counts_its_rows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    limits = Limits(seconds=60, megabytes=700)
    assert fuzzing.run(fuzzing.cases(3, 6), 3, workers=1, minutes=5, limits=limits, keep=None) == 0
    said = capsys.readouterr().out
    assert "seed 3" in said
    assert "6 rows of 6 files" in said


def test_documents_of_a_folder_can_be_damaged_too(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(seed("plan.txt"))
    (tmp_path / "picture.png").write_bytes(b"x")
    made = [one.made() for one in fuzzing.cases(3, 20, tmp_path)]
    assert len(set(made)) > 10


# --- what it found, each at its smallest

_RELS = "word/_rels/document.xml.rels"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
CRASHERS = {
    # A commented copy of these once stopped with a TypeError or an AttributeError of the library that wrote it.
    "a relationship without a type": {
        _RELS: (b"</Relationships>", b'<Relationship Id="x" Target="styles.xml"/></Relationships>')
    },
    "a relationship without an id": {
        _RELS: (b"</Relationships>", b'<Relationship Type="y" Target="styles.xml"/></Relationships>')
    },
    "comments that are settings": {
        _RELS: (
            b"</Relationships>",
            f'<Relationship Id="c" Type="{_COMMENTS}" Target="settings.xml"/></Relationships>'.encode(),
        )
    },
    "comments that are not there": {
        _RELS: (b"</Relationships>", f'<Relationship Id="c" Type="{_COMMENTS}" Target="none.xml"/></Relationships>'.encode())
    },
}


@pytest.mark.parametrize("changes", CRASHERS.values(), ids=list(CRASHERS))
def test_a_file_that_once_raised_an_error_of_ours_raises_none(changes: dict[str, tuple[bytes, bytes]]) -> None:
    parts = packages.unpack(seed("lines.docx"))
    assert parts is not None
    for name, (old, new) in changes.items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    assert place_of_fault(packages.pack(parts), "plan.docx") == ""


# --- documents put together at random: nothing in them is lost

WORDS = st.lists(
    st.sampled_from("Sam Maya likes maths daily weekly 20 minutes review half-termly Section Outcomes".split()),
    min_size=1,
    max_size=6,
)
SENTENCES = WORDS.map(" ".join)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3).map("".join)
    return st.one_of(
        several.map(w.control),
        several.map(lambda content: w.table(w.row(w.cell(content)))),
        st.tuples(inner, inner).map(
            lambda two: w.table(w.row(w.cell(two[0]), w.control(w.cell(two[1]))), w.row(w.cell(two[1])))
        ),
        inner.map(lambda content: f"<w:customXml>{content}</w:customXml>"),
        inner.map(lambda content: w.p(w.text_box(content))),
        several,
    )


PARAGRAPHS = st.one_of(
    SENTENCES.map(w.p),
    SENTENCES.map(lambda text: w.p(w.inserted(w.r(text)))),
    SENTENCES.map(lambda text: w.p(w.control(w.r(text)), f"<w:smartTag>{w.r(text)}</w:smartTag>")),
    SENTENCES.map(lambda text: w.p(w.field("REF x", w.r(text)))),
    SENTENCES.map(lambda text: w.p(f'<w:hyperlink w:anchor="a">{w.r(text)}</w:hyperlink>')),
)
BODIES = st.recursive(PARAGRAPHS, _wrapped, max_leaves=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(BODIES, min_size=1, max_size=4))
def test_every_letter_of_a_word_file_is_read_once(bodies: list[str]) -> None:
    from lxml import etree

    root = etree.fromstring(w.document(*bodies).encode())
    for old in list(root.iter(f"{{{w.NAMESPACES['mc']}}}Fallback")):
        old.getparent().remove(old)
    written = Counter("".join(one.text or "" for one in root.iter(f"{{{w.NAMESPACES['w']}}}t")))
    read = read_plan(w.docx(*bodies), name="plan.docx")
    for space in " \n":
        del written[space]
    assert {letter: many for letter, many in Counter(read.text).items() if letter not in " \n"} == dict(written)
    assert not any(notice.lost for notice in read.unread)


def test_a_recovered_tree_with_a_name_no_element_can_have_is_damaged_all_the_same() -> None:
    parts = {"word/document.xml": b'<w:document xmlns:w="urn:w"><w:p><w:/></w:p></w:document>'}
    for number in range(60):
        assert packages.unpack(packages.tree_ways(packages.pack(parts), Random(number)))
