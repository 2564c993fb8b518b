"""What a finding is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from .messages import MESSAGES
from .money import format_amount, format_date
from .texts import fill

Place = tuple[str | int, ...]
Param = Decimal | date | int | str


class Severity(StrEnum):
    """An ERROR keeps a page from being published; a WARNING is shown and let through."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a card that is wrong or worth a look.

    `code` is a key of `MESSAGES`. `place` is the way from the card to the part in question by
    field names and positions, such as `("overdue", 0, "groups", 1, "bands", 2)`. `params` fill
    the message: Decimals are DKK, dates days, ints days or years.
    """

    code: str
    severity: Severity
    place: Place
    params: Mapping[str, Param] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    def shown_params(self, language: str = "da") -> dict[str, object]:
        """Return the parameters as a person reads them in `language`."""
        return {name: _shown(value, language) for name, value in self.params.items()}

    def __str__(self) -> str:
        return fill(MESSAGES[self.code], self.shown_params("en"))


def error(code: str, place: Place, **params: Param) -> Finding:
    """Return a finding that keeps a page from being published."""
    return Finding(code, Severity.ERROR, place, params)


def warning(code: str, place: Place, **params: Param) -> Finding:
    """Return a finding that is shown and let through."""
    return Finding(code, Severity.WARNING, place, params)


def _shown(value: Param, language: str) -> object:
    if isinstance(value, Decimal):
        return format_amount(value, language) if value.is_finite() else str(value)
    if isinstance(value, date):
        return format_date(value, language)
    return value
