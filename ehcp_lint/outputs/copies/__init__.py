"""Copies of a plan with the points beside its words: comments in Word, highlights in a PDF (docs/decisions/copies.md)."""
