"""Moderation on paper: the pack for the meeting, the sheets after it, the agreed marks and the register of agreed wording."""
