"""A text message: short, plain, with a price per part."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import ClassVar, Final

from ...text.messages import gettext_noop
from ...text.written import written_number
from ..core.content import NoticeContent, SiteFacts
from . import gsm
from .base import Channel, EditorMessage, Problem, Rendered
from .problems import address, missing
from .words import ChannelLanguage

TOO_MANY_PARTS: Final = gettext_noop("%(parts)s parts; more than %(most)s is rarely read.")
UNICODE: Final = gettext_noop(
    "These characters make every part smaller (70 instead of 160): %(characters)s"
)
LONG_ADDRESS: Final = gettext_noop(
    "The address takes %(length)s characters. A short address in the fee settings saves room."
)
SIZE: Final = gettext_noop("%(characters)s characters, %(parts)s part(s), %(encoding)s")
PRICE: Final = gettext_noop("%(price)s kr. per recipient")
PRICE_UNKNOWN: Final = gettext_noop("The price of a part is not stated in the fee settings.")
SIMPLIFIED: Final = gettext_noop("Made plain to save a part: %(characters)s")


class SmsChannel(Channel):
    """SMS. The lead goes along while the message keeps to `most_parts`."""

    name = "sms"
    label = gettext_noop("SMS")
    icon = "mobile-alt"
    most_parts: ClassVar[int] = 3
    longest_address: ClassVar[int] = 40

    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """Who writes, what it is about, and where to read more."""
        return self.message(content, site).text

    def message(self, content: NoticeContent, site: SiteFacts) -> gsm.Message:
        full = self._compose(content, site, content.lead)
        found = gsm.message(full)
        if len(found.parts) <= self.most_parts:
            return found
        return gsm.message(self._compose(content, site, ""))

    def _compose(self, content: NoticeContent, site: SiteFacts, lead: str) -> str:
        _ = ChannelLanguage(content.language)
        link = address(content, site)
        said = [
            f"{site.name}: {sentence(content.title)}" if site.name else sentence(content.title),
            sentence(lead),
            _("Read more: %(address)s", address=link) if link else "",
        ]
        return " ".join(part for part in said if part)

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """The text with its parts and its price."""
        found = self.message(content, site)
        return Rendered(
            text=found.text,
            facts=tuple(self._facts(found, content.language, site.sms_part_price)),
            problems=(*missing(content, site), *self._problems(found, address(content, site))),
        )

    def _facts(
        self, found: gsm.Message, language: str, price: Decimal | None
    ) -> list[EditorMessage]:
        size = {
            "characters": len(found.text),
            "parts": len(found.parts),
            "encoding": found.encoding,
        }
        facts = [EditorMessage(SIZE, size)]
        if price is None:
            facts.append(EditorMessage(PRICE_UNKNOWN))
        else:
            cost = written_number(price * len(found.parts), least=2, most=4)
            facts.append(EditorMessage(PRICE, {"price": cost}))
        if found.simplified:
            facts.append(
                EditorMessage(SIMPLIFIED, {"characters": shown_characters(found.simplified)})
            )
        return facts

    def _problems(self, found: gsm.Message, link: str) -> list[Problem]:
        problems = []
        if len(found.parts) > self.most_parts:
            params = {"parts": len(found.parts), "most": self.most_parts}
            problems.append(Problem(TOO_MANY_PARTS, params, "too_long"))
        if found.encoding == gsm.UCS2:
            params_outside = {"characters": shown_characters(found.outside)}
            problems.append(Problem(UNICODE, params_outside, "unicode"))
        if len(link) > self.longest_address:
            problems.append(Problem(LONG_ADDRESS, {"length": len(link)}, "long_address"))
        return problems


def sentence(text: str) -> str:
    """`text` on one line, with a full stop where it has no end of its own."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if not line or line[-1] in ".!?:…" else f"{line}."


def shown_characters(characters: tuple[str, ...]) -> str:
    """Characters for people: an invisible one by its number."""
    return " ".join(
        c if c.isprintable() and not c.isspace() else f"U+{ord(c):04X}" for c in characters
    )
