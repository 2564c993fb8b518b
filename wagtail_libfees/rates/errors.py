"""Errors of the rates package; every message tells the mend."""

from __future__ import annotations

from .texts import fill


class RatesError(ValueError):
    """Something about the rates cannot be understood or computed.

    `message` is an English template with `%(name)s` placeholders for `params`, so that the edge
    can translate it; `str(error)` is the filled English sentence. Also a `ValueError`, so that
    callers who only check input need not know this package.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(fill(message, params))
        self.message = message
        self.params = params


class AmountError(RatesError):
    """A text is not an amount of money."""


class DaysError(RatesError):
    """A number of days, an age or a date that no loan can have."""


class ExchangeError(RatesError):
    """A rate card from outside (JSON, CSV) is not what its format promises."""
