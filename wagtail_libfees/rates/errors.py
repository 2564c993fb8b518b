"""Errors of the rates package; every message tells the mend."""

from __future__ import annotations

from ..text.messages import MessageError


class RatesError(MessageError, ValueError):
    """Something about the rates cannot be understood or computed.

    Also a `ValueError`, so that callers who only check input need not know this package.
    """


class AmountError(RatesError):
    """A text is not an amount of money."""


class DaysError(RatesError):
    """A number of days, an age or a date that no loan can have."""


class ExchangeError(RatesError):
    """A rate card from outside (JSON, CSV) is not what its format promises."""
