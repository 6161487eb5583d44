"""The NHS number: ten digits of which the last one fits the others."""

from __future__ import annotations

_DIGITS = 10


def nhs_number(digits: str) -> bool:
    """Whether these are the ten digits of an NHS number, by its check digit (the last one, modulus 11)."""
    if len(digits) != _DIGITS:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check_digit = 11 - total % 11
    return int(digits[9]) == (0 if check_digit == 11 else check_digit)
