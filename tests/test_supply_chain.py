"""What comes with an installation: licences that may, hashes that hold, a bill of materials that CycloneDX's schema accepts."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

pytest.importorskip("cyclonedx", reason="needs cyclonedx-python-lib: pip install -e '.[dev]'")

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ehcp_lint.training.model_files import SUMS, model_files, sums, write_sums
from supply import __main__ as command
from supply import sbom
from supply.closure import closure, extras, needed_by
from supply.licences import licence_of, may_come, mentions_gpl, rules

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "data" / "models"
ALL = [line for wanted in extras().values() for line in wanted]
PINS = {
    str(canonicalize_name(Requirement(line).name)): str(Requirement(line).specifier).removeprefix("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
}


# --- licences


@pytest.mark.parametrize("extra", extras(), ids=lambda extra: extra or "core")
def test_every_package_that_comes_with_us_is_under_a_licence_that_may(extra: str) -> None:
    found, unknown = closure(extras()[extra])
    assert unknown == set()
    assert {name: licence_of(package) for name, package in found.items() if not may_come(licence_of(package))} == {}
    assert not {
        name
        for name, package in found.items()
        if re.search(r"\bA?GPL", licence_of(package)) and " OR " not in licence_of(package)
    }


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("MIT AND BSD-3-Clause", True),
        ("GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", True),
        ("(BSD-3-Clause OR Apache-2.0) AND MIT", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("GPL-3.0-or-later WITH Classpath-exception-2.0", False),
        ("SSPL-1.0", False),
        ("", False),
    ],
)
def test_which_licences_may_come_with_us(expression: str, may: bool) -> None:
    assert may_come(expression) is may


def test_a_package_under_the_gpl_would_be_noticed() -> None:
    package = distribution("krippendorff")  # for tests only: the very package that came with the moderation extra once
    assert not may_come(licence_of(package))
    assert mentions_gpl(package)
    assert "krippendorff" not in needed_by()


def test_whoever_names_the_gpl_in_its_texts_has_been_read_by_a_person() -> None:
    named = {name for name, package in closure(ALL)[0].items() if mentions_gpl(package)}
    assert named == set(rules()["gpl_named"])


def test_what_other_systems_install_besides_is_known() -> None:
    for platform in ("Windows", "macOS"):
        unknown = closure(ALL, platform)[1]
        assert unknown <= set(rules()["elsewhere"]), platform
    assert all(may_come(licence) for licence in rules()["elsewhere"].values())


def test_what_people_read_is_about_packages_that_there_are() -> None:
    assert set(rules()["read"]) <= set(closure(ALL)[0])
    assert all(len(entry["why"]) > 20 for entry in rules()["read"].values())


def test_the_page_of_licences_is_fresh() -> None:
    assert (ROOT / "docs" / "licences.md").read_text(encoding="utf-8") == command.page(), "run: make sbom"


def test_what_a_bundle_holds_is_known_and_may_come() -> None:
    from bundling.lock import LOCK, read_lock, same_name

    locked = {same_name(pin.name) for pin in read_lock(LOCK.read_text(encoding="utf-8"))}
    found = closure(line for extra in ("", "web", "pdf") for line in extras()[extra])[0]
    assert len(locked) > 60
    assert locked - found.keys() <= rules()["elsewhere"].keys()
    assert all(may_come(licence_of(found[name])) for name in locked & found.keys())


# --- the bill of materials


@pytest.fixture(scope="module")
def bill() -> dict[str, object]:
    return json.loads(sbom.sbom())


def test_the_bill_of_materials_is_what_cyclonedx_asks_for(bill: dict[str, object]) -> None:
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource

    folder = sbom.schema_folder()
    held = {path.name: json.loads(path.read_bytes()) for path in folder.glob("*.schema.json")}
    schema = held["bom-1.6.SNAPSHOT.schema.json"]
    registry = Registry().with_resources(
        [(content.get("$id", name), Resource.from_contents(content)) for name, content in held.items()]
    )
    registry = registry.with_resources(
        [(f"http://cyclonedx.org/schema/{name}", Resource.from_contents(content)) for name, content in held.items()]
    )
    assert [error.message for error in Draft7Validator(schema, registry=registry).iter_errors(bill)] == []
    broken = {**bill, "components": [{"name": "x"}]}
    assert list(Draft7Validator(schema, registry=registry).iter_errors(broken)) != []


def test_the_bill_of_materials_names_what_comes_and_nothing_else(bill: dict[str, object]) -> None:
    libraries = {one["name"]: one for one in bill["components"] if one["type"] == "library"}  # type: ignore[attr-defined]
    assert libraries.keys() == closure(ALL)[0].keys()
    assert {name: one["version"] for name, one in libraries.items()} == {
        name: PINS[name] for name in libraries if name in PINS
    } | {name: one["version"] for name, one in libraries.items() if name not in PINS}
    assert not {"pytest", "krippendorff", "hypothesis", "mypy"} & libraries.keys()
    assert all(one["licenses"] for one in libraries.values())
    models = {one["name"]: one["hashes"][0]["content"] for one in bill["components"] if "hashes" in one}  # type: ignore[attr-defined]
    assert models == {f"data/models/{name}": digest for name, digest in sums().items()}
    refs = {one["bom-ref"] for one in bill["components"]} | {"ehcp-lint"}  # type: ignore[attr-defined]
    assert {one["ref"] for one in bill["dependencies"]} == refs  # type: ignore[attr-defined]


def test_the_bill_of_materials_is_the_same_every_time_and_tells_no_time(bill: dict[str, object]) -> None:
    again = sbom.sbom()
    assert json.loads(again) == bill
    assert "timestamp" not in again
    assert str(ROOT) not in again


def test_the_environment_is_the_one_that_is_pinned() -> None:
    found = closure(ALL)[0]
    assert {name: package.version for name, package in found.items() if PINS.get(name) not in (None, package.version)} == {}
    assert {name for name in found if name not in PINS} == set()


# What is known to be mended only from these versions on (docs/supply-chain.md).
FLOORS = {"pdfminer-six": (20260107,), "python-docx": (1, 2), "jinja2": (3, 1, 6), "lxml": (6, 0), "pdfplumber": (0, 11, 10)}


@pytest.mark.parametrize("name", FLOORS)
def test_no_version_with_a_weakness_that_is_known_to_matter(name: str) -> None:
    version = tuple(int(part) for part in re.findall(r"\d+", distribution(name).version))
    assert version >= FLOORS[name]
    assert tuple(int(part) for part in re.findall(r"\d+", PINS[name])) >= FLOORS[name]


# --- the models


def test_every_file_of_the_models_has_the_hash_that_is_written_down() -> None:
    assert set(sums()) == {path.name for path in MODELS.iterdir()} - {SUMS}
    assert all(model_files().values())


def test_every_model_has_a_card_that_names_it() -> None:
    cards = {path.name: path.read_text(encoding="utf-8") for path in MODELS.glob("*.card.md")}
    assert len(cards) == 2
    for path in MODELS.iterdir():
        if path.suffix in (".npz", ".json"):
            assert any(path.name in card or path.name.split(".")[0] == name.split(".")[0] for name, card in cards.items()), (
                path.name
            )
    for card in cards.values():
        assert all(words in card for words in ("**Use.**", "**Data.**", "Figures"))


def test_the_models_are_numbers_and_text_and_nothing_that_can_run() -> None:
    import numpy as np

    for path in MODELS.iterdir():
        assert path.suffix in (".npz", ".json", ".md", ""), path.name
        if path.suffix == ".npz":
            with np.load(path, allow_pickle=False) as held:
                assert {held[name].dtype.kind for name in held.files} <= set("uifUS")
        elif path.suffix == ".json":
            json.loads(path.read_bytes())


def test_the_hashes_are_written_as_sha256sum_reads_them(tmp_path: Path) -> None:
    (tmp_path / "b.npz").write_bytes(b"numbers")
    (tmp_path / "a.card.md").write_bytes(b"card")
    write_sums(tmp_path)
    lines = (tmp_path / SUMS).read_text(encoding="ascii").splitlines()
    assert lines == [
        f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in (("a.card.md", b"card"), ("b.npz", b"numbers"))
    ]


def test_nothing_of_the_tools_for_maintainers_is_in_the_package() -> None:
    wheel = re.search(
        r"\[tool\.hatch\.build\.targets\.wheel\]\n(.*?)\n\n", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.S
    )
    assert wheel is not None
    assert "supply" not in wheel[1]
