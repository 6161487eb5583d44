"""The adviser query list for a person at a terminal, as JSON, and as letters for Word."""
