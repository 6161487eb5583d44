"""Builders of the fictional example documents; run `python -m examples.build` from the repository root."""
