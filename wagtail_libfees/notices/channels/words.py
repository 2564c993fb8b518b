"""The package's texts in the language of a notice, without Django.

A notice is sent in its own language whatever that of the admin is, so the texts are read from the
package's catalogues by the standard library.
"""

from __future__ import annotations

import gettext
import re
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Final

from ...text.written import written_day

CATALOGUES: Final = Path(__file__).resolve().parents[2] / "locale"
# As in `rates`: a language without a catalogue reads as Danish.
BUILT_IN: Final = ("da", "en")


@lru_cache(maxsize=len(BUILT_IN))
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", CATALOGUES, languages=[code], fallback=True)


class ChannelLanguage:
    """Calling it translates a text, which `makemessages` finds when the name is `_`."""

    def __init__(self, language: str) -> None:
        code = re.split("[-_]", language)[0].lower()
        self.language = code if code in BUILT_IN else BUILT_IN[0]

    def __call__(self, text: str, /, **params: object) -> str:
        """`text` in this language, with its `%(name)s` filled."""
        found = _catalogue(self.language).gettext(text)
        return found % params if params else found

    def ngettext(self, one: str, many: str, count: int) -> str:
        """`one` or `many` in this language, with its `%(count)s` filled."""
        return _catalogue(self.language).ngettext(one, many, count) % {"count": count}

    def day(self, day: date) -> str:
        """`1. juni 2026`, `1 June 2026`."""
        return written_day(day, self.language)

    def clock(self, clock: time) -> str:
        """`8.30`, `8:30`."""
        return f"{clock.hour}{'.' if self.language == 'da' else ':'}{clock:%M}"
