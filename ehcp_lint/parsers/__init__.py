"""Reads plans."""
