"""What a municipality states of itself, and readers see wherever a text tells it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..text.cpr_numbers import Where, find_cpr
from ..text.placeholders import find_placeholders


def value_fault(text: str) -> str:
    """Why readers may not see `text` as a value, with the mend; empty if they may.

    A page is not published with a placeholder or a CPR number, and a value that a page tells
    would take them past that.
    """
    gaps = find_placeholders(text)
    if gaps:
        return _("“%(gap)s” is a placeholder. Write what belongs there, or leave it empty.") % {
            "gap": gaps[0]
        }
    # In an address a row of digits is the number of something else.
    if find_cpr(text) is Where.WORDS:
        return _("Remove the number that looks like a CPR number.")
    return ""
