"""ehcp_lint reads an Education, Health and Care Plan and shows where it is vague, silent or hard to read."""

__version__ = "0.1.0"
