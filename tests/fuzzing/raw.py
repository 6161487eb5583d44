"""Damage to bytes of any kind: bits flipped, pieces cut, doubled, blanked or put elsewhere."""

from __future__ import annotations

from random import Random


def flip(data: bytes, chance: Random) -> bytes:
    """One to a score of single bits."""
    made = bytearray(data)
    for _ in range(min(len(made), chance.choice((1, 1, 2, 5, 20)))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def overwrite(data: bytes, chance: Random) -> bytes:
    """A few bytes become others: zeros, all ones, or anything."""
    if not data:
        return data
    at, size = chance.randrange(len(data)), chance.choice((1, 2, 4, 16, 200))
    filler = chance.choice((b"\0", b"\xff", b" ", None))
    new = filler * size if filler else chance.randbytes(size)
    return data[:at] + new[: len(data) - at] + data[at + size :]


def cut_short(data: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data) + 1)]


def cut_out(data: bytes, chance: Random) -> bytes:
    """A piece is missing."""
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def double(data: bytes, chance: Random) -> bytes:
    """A piece stands there twice, or many times."""
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 3, 50)) + data[end:]


def move(data: bytes, chance: Random) -> bytes:
    """A piece stands elsewhere."""
    start, end = _piece(data, chance)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def junk(data: bytes, chance: Random) -> bytes:
    """Something before, within or after."""
    at = chance.choice((0, len(data), chance.randrange(len(data) + 1)))
    return data[:at] + chance.randbytes(chance.choice((1, 3, 100, 2000))) + data[at:]


def _piece(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 30, 300, 4000)))


WAYS = (flip, flip, overwrite, cut_short, cut_out, double, move, junk)
