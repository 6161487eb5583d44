"""What comes with an installation: the packages at run time, their licences, and a CycloneDX bill of materials.

    closure    the packages that the core and each extra bring with them
    licences   what each is licensed under, and whether that may be (licences.toml)
    sbom       the bill of materials
    __main__   `make sbom`: writes out/ehcp-lint.cdx.json and docs/licences.md

For maintainers, from a checkout; nothing of it is in the wheel. What stands behind it: docs/supply-chain.md."""
