"""The channels of one notice side by side: what each says, and what was sent."""

import hashlib

import nh3
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_libfees.fee_page.settings.channels import all_channels, chosen_channels
from wagtail_libfees.models import FeeSettings, LedgerEntry
from wagtail_libfees.text.word_diff import word_diff

from ..site_facts import site_facts

PLANNED, SENT, CHANGED, TAKEN_DOWN = "planned", "sent", "changed", "taken_down"
PUBLISHED = "published"
STATUS_LABELS = {
    PLANNED: gettext_lazy("planned"),
    SENT: gettext_lazy("sent"),
    CHANGED: gettext_lazy("now says something else"),
    TAKEN_DOWN: gettext_lazy("taken down"),
    PUBLISHED: gettext_lazy("published"),
}


class Board:
    """The channels of a notice as `version` says it: the notice itself, or a draft of it.

    `site`, `settings` and `entries` (as `LedgerQuerySet.latest` gives them) spare their queries
    where many notices are looked at.
    """

    def __init__(self, page, version=None, *, site=None, settings=None, entries=None):
        self.page = page
        self.version = version or page
        self.site = site or page.get_site()
        self.settings = settings or FeeSettings.for_site(self.site) if self.site else FeeSettings()
        self.facts = site_facts(self.site, self.settings)
        self._entries = entries

    @cached_property
    def entries(self) -> dict:
        """Channel -> what was sent there last."""
        if self._entries is None:
            self._entries = LedgerEntry.objects.latest([self.page.pk])
        return {name: e for (page_id, name), e in self._entries.items() if page_id == self.page.pk}

    @cached_property
    def states(self) -> list["ChannelState"]:
        """The chosen channels in the site's order, then those that something was sent through."""
        chosen, known = chosen_channels(self.settings), all_channels()
        further = [name for name in self.entries if name in known and name not in chosen]
        found = {**chosen, **{name: known[name] for name in further}}
        return [ChannelState(self, channel, name in chosen) for name, channel in found.items()]

    def state(self, name: str) -> "ChannelState | None":
        """The state of any channel that is installed, chosen or not."""
        found = next((state for state in self.states if state.name == name), None)
        channel = all_channels().get(name)
        return found or (ChannelState(self, channel, False) if channel else None)

    @property
    def asked_for(self) -> bool:
        """Whether the site has said which channels it uses; only then are there tasks."""
        return bool(self.settings.notice_channels)

    @cached_property
    def progress(self) -> dict:
        """How many of the chosen channels are ticked."""
        chosen = [state for state in self.states if state.chosen]
        done = sum(state.is_ticked for state in chosen)
        return {"done": done, "all": len(chosen), "complete": done == len(chosen)}

    @property
    def is_writable(self) -> bool:
        """Whether the draft says enough to be sent: a notice without a first day does not."""
        return self.version.from_day is not None

    @cached_property
    def is_over(self) -> bool:
        """Whether what hangs should come down: the notice has ended or is off the site."""
        return not self.page.live or (self.page.from_day is not None and self.page.is_over)

    @cached_property
    def content(self):
        """What borrowers are told."""
        return self.version.to_content(self.site)

    @cached_property
    def staff_content(self):
        """The same, and who is responsible."""
        return self.version.to_content(self.site, for_staff=True)


class ChannelState:
    def __init__(self, board: Board, channel, chosen: bool):
        self.board, self.channel, self.chosen = board, channel, chosen
        self.name = channel.name
        self.entry = board.entries.get(channel.name)

    @property
    def label(self) -> str:
        """The channel in the user's language."""
        return channel_label(self.name)

    @cached_property
    def content(self):
        """What the channel may know."""
        return self.board.content if self.channel.public else self.board.staff_content

    @cached_property
    def text(self) -> str:
        """What it says now."""
        return self.channel.text(self.content, self.board.facts)

    @cached_property
    def rendered(self):
        """The text with its facts, problems and files."""
        return self.channel.render(self.content, self.board.facts)

    @property
    def html(self) -> str:
        """Its HTML, safe to show: a channel of a third party may not have cleaned it."""
        return mark_safe(nh3.clean(self.rendered.html))  # noqa: S308

    @property
    def seen(self) -> str:
        """By this a form says which text its user saw."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:32]

    @cached_property
    def status(self) -> str:
        if self.channel.by_publishing:
            return PUBLISHED if self.board.page.live else PLANNED
        if self.entry is None:
            return PLANNED
        if self.entry.taken_down_at is not None:
            return TAKEN_DOWN
        return SENT if self.entry.text == self.text else CHANGED

    @property
    def is_ticked(self) -> bool:
        """Whether borrowers, or staff, have been told through it."""
        return self.status != PLANNED

    @property
    def can_be_marked(self) -> bool:
        """Whether there is something to mark as sent."""
        return not self.channel.by_publishing and self.status != SENT

    @property
    def status_label(self) -> str:
        return STATUS_LABELS[self.status]

    @property
    def must_come_down(self) -> bool:
        """Whether it still hangs or runs though the notice is over."""
        return self.can_come_down and self.board.is_over

    @property
    def can_come_down(self) -> bool:
        """Whether something was put up that has not been taken down."""
        up = self.entry is not None and self.entry.taken_down_at is None
        return up and self.channel.stays_up

    @cached_property
    def diff(self):
        """What was sent and what it says now, word by word."""
        return word_diff(self.entry.text, self.text)

    @property
    def problems(self) -> list[str]:
        """What is too long or missing, in words."""
        return [said(problem) for problem in self.rendered.problems]

    @property
    def facts(self) -> list[str]:
        """What is good to know, in words."""
        return [said(fact) for fact in self.rendered.facts]

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """(label, text) of each part to copy."""
        return [(_(piece.label), piece.text) for piece in self.rendered.pieces]

    @property
    def downloads(self) -> list:
        """(file, label) of each file but the picture that is shown."""
        files = (made for made in self.rendered.files if made.name != self.rendered.picture)
        return [(made, _(made.label)) for made in files]


def channel_label(name: str) -> str:
    """The label of a channel; its name if it is not installed any more."""
    channel = all_channels().get(name)
    return _(channel.label) if channel else name


def said(sentence) -> str:
    """A sentence of a channel in the user's language."""
    found = _(sentence.message)
    return found % sentence.params if sentence.params else found
