"""What staff say at the desk and on the phone. Never public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...text.messages import gettext_noop
from ...text.plain_text import plain_text
from ..core.content import NoticeContent, SiteFacts
from .base import Channel, Problem, Rendered
from .composed import contacts_text
from .contacts import contact_lines
from .problems import missing
from .story import payment_lines, story_sections, where
from .when import takes_place
from .words import ChannelLanguage

NO_RESPONSIBLE: Final = gettext_noop("No one is named whom colleagues can ask.")
NO_ACTION: Final = gettext_noop("It does not say what borrowers need to do.")


class DeskChannel(Channel):
    """A script: what to say, what not to promise, where to refer."""

    name = "desk"
    label = gettext_noop("Desk script for staff")
    icon = "user"
    public = False

    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """The script as plain text."""
        _ = ChannelLanguage(content.language)
        refer = contacts_text(contact_lines(content.contacts, site.contact_order, _))
        parts = [
            _("For staff only"),
            content.title,
            _block(_("Say"), self._say(content, _)),
            _block(_("Do not promise"), self._not_promised(content, _)),
            "\n\n".join([_("Refer to") + ":", *refer]) if refer else "",
            _("Ask internally: %(name)s", name=content.responsible) if content.responsible else "",
            _("The whole notice: %(address)s", address=content.lasting_url)
            if content.lasting_url
            else "",
        ]
        return "\n\n".join(part for part in parts if part)

    def _say(self, content: NoticeContent, _: ChannelLanguage) -> Iterator[str]:
        yield content.lead
        yield takes_place(content, _)
        yield where(content, _)
        for html in (content.action_html, content.changes_html):
            yield plain_text(html)
        for line in payment_lines(content.payment, _):
            yield plain_text(line)
        if not any((content.action_html, content.changes_html, content.payment)):
            yield from (plain_text(s.html) for s in story_sections(content, _)[:1])

    def _not_promised(self, content: NoticeContent, _: ChannelLanguage) -> Iterator[str]:
        """What a notice leaves open must not be filled in at the desk."""
        if (content.period or content.window).to_day is None:
            yield _("A day when it is over: none is known.")
            if content.review_day:
                yield _("We look at it again on %(day)s.", day=_.day(content.review_day))
        if content.kind != "fee_waiver":
            yield _("That fees are waived: the notice does not say so.")
        if content.payment is not None and content.payment.login_needed is None:
            yield _("That no login is needed: the notice does not say.")
        if content.unchanged_html:
            yield _("Changes in what stays as it is:") + " " + plain_text(content.unchanged_html)

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """The script, and what it lacks."""
        problems = list(missing(content, site, contact=True))
        if not content.responsible:
            problems.append(Problem(NO_RESPONSIBLE, code="missing_responsible"))
        if not content.action_html:
            problems.append(Problem(NO_ACTION, code="missing_action"))
        return Rendered(text=self.text(content, site), problems=tuple(problems))


def _block(heading: str, lines: Iterator[str]) -> str:
    said = [f"- {line}" if not line.startswith("- ") else line for line in lines if line.strip()]
    return "\n".join([f"{heading}:", *said]) if said else ""
