"""The bill of materials of an installation in CycloneDX's JSON, by the library that CycloneDX keeps for it.

The same packages give the same bytes, so that the bills of two releases can be compared."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import Distribution
from pathlib import Path
from uuid import UUID

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ehcp_lint import __version__
from ehcp_lint.training.model_files import sums
from supply.closure import OURS, ROOT, closure, direct, extras, needed_by
from supply.licences import licence_of


def sbom() -> str:
    """The bill of materials of ehcp_lint with all its extras, as installed here."""
    by = needed_by()
    packages = closure(line for wanted in extras().values() for line in wanted)[0]
    ours = Component(
        name=OURS,
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=OURS,
        purl=PackageURL("pypi", name=OURS, version=__version__),
        licenses=[LicenseFactory().make_from_string("MIT")],
        description="Reads an Education, Health and Care Plan and shows where it is vague, silent or hard to read.",
    )
    made = {name: _component(package, by[name]) for name, package in packages.items()}
    models = [_model(name, digest) for name, digest in sums().items()]
    bom = Bom(components=[*made.values(), *models], metadata=BomMetaData(component=ours))
    bom.register_dependency(ours, [*(made[_plain(line)] for wanted in extras().values() for line in wanted), *models])
    for name in packages:
        bom.register_dependency(made[name], [made[other] for other in sorted(direct(name)) if other in made])
    return _settled(JsonV1Dot6(bom).output_as_string())


def _component(package: Distribution, by: list[str]) -> Component:
    name = str(canonicalize_name(package.metadata["Name"]))
    licence = licence_of(package)
    return Component(
        name=name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}=={package.version}",
        purl=PackageURL("pypi", name=name, version=package.version),
        description=package.metadata.get("Summary") or None,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else [],
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION, url=XsUri(f"https://pypi.org/project/{name}/{package.version}/")
            )
        ],
        properties=[Property(name="ehcp_lint:needed by", value=", ".join(extra or "core" for extra in by))],
    )


def _model(name: str, digest: str) -> Component:
    return Component(
        name=f"data/models/{name}",
        version=__version__,
        type=ComponentType.DATA if name.endswith(".md") else ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref=f"data/models/{name}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )


def _plain(line: str) -> str:
    return str(canonicalize_name(Requirement(line).name))


def _settled(text: str) -> str:
    """Without the time it was made and with a serial number that stands for what is in it."""
    made = json.loads(text)
    made["metadata"].pop("timestamp", None)
    made.pop("serialNumber", None)
    digest = sha256(json.dumps(made, sort_keys=True).encode()).digest()[:16]
    made["serialNumber"] = f"urn:uuid:{UUID(bytes=digest, version=5)}"
    return json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def schema_folder() -> Path:
    """Where the library keeps CycloneDX's own schemas, to hold what it made against them."""
    import cyclonedx.schema

    return Path(cyclonedx.schema.__file__).parent / "_res"


def write(folder: Path = ROOT / "out") -> Path:
    """Writes the bill of materials and says where."""
    folder.mkdir(exist_ok=True)
    path = folder / "ehcp-lint.cdx.json"
    path.write_text(sbom(), encoding="utf-8")
    return path
