"""Codes in place of what would name a plan, an officer or a file: keyed hashes, with a key that stays with the council.

The key (the "salt") is 32 random bytes in a file of its own. With it, the same plan has the same code in every round, so that
the drift of marks on a plan that is read each term can be seen. Without it nobody can go from a code back to a case number by
trying all case numbers, and the store does not hold it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.moderation.redaction import is_code, redact

NAME = "moderation.key"
# Without 0, 1, I, L and O, which are taken for each other, and without vowels: no word, and no month that Excel makes a date
# of.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
_HEAD = "# The key behind the codes of plans. Keep it with those who draw samples, and keep a copy: without it codes change.\n"


@dataclass(frozen=True, repr=False)
class Key:
    """The council's key. Its codes are a function of it and of what they stand for, and of nothing else."""

    secret: bytes

    def plan(self, reference: str) -> str:
        """The code of a plan, such as "K7QM-2F9T": 28 to the power of 8 (3.8e11) can be told apart."""
        letters = self._letters("plan", reference, 8)
        return f"{letters[:4]}-{letters[4:]}"

    def officer(self, value: str) -> str:
        """An officer's code: their own where it is one already (SEN-12), else one made here."""
        return (
            value.strip().upper()
            if is_code(value)
            else f"OFF-{self._number('officer', ' '.join(value.split()).casefold()):05d}"
        )

    def value(self, column: str, value: str) -> str:
        """The value of any other column: as it is, or a code where it holds what may be a name."""
        return value if redact(value) == value else f"V-{self._letters(column, value, 4)}"

    def file(self, digest: str) -> str:
        """A keyed hash of a file's hash."""
        return self._digest("file", digest).hex()

    def _digest(self, kind: str, value: str) -> bytes:
        return hmac.new(self.secret, f"ehcp-lint/{kind}/1\n{value}".encode(), hashlib.sha256).digest()

    def _letters(self, kind: str, value: str, length: int) -> str:
        number = int.from_bytes(self._digest(kind, value))
        letters = []
        for _ in range(length):
            number, digit = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[digit])
        return "".join(letters)

    def _number(self, kind: str, value: str) -> int:
        return int.from_bytes(self._digest(kind, value)) % 100_000


def load_key(path: Path, *, create: bool = True) -> Key:
    """The key in a file; a new one, readable by its owner only, where there is no file. Raises `BadConfig`, `CannotRead`."""
    try:
        if not path.exists() and create:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
                file.write(f"{_HEAD}{secrets.token_hex(32)}\n")
        lines = path.read_text(encoding="ascii").splitlines()
    except OSError as error:
        raise CannotRead(
            f"{path.name}: the key of the plan codes cannot be opened ({error.strerror}). Check its place."
        ) from None
    except UnicodeDecodeError:
        lines = []
    try:
        (secret,) = (bytes.fromhex(line) for line in lines if line.strip() and not line.startswith("#"))
    except ValueError:
        secret = b""
    if len(secret) < 16:
        raise BadConfig(f"{path.name}: this is no key of plan codes. Put the right file back, or name another with --key.")
    return Key(secret)
