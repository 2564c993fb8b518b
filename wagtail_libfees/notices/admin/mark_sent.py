"""Writing the ledger: marking a channel as sent, or as taken down."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter, log

from wagtail_libfees.models import LedgerEntry

from .board import Board, ChannelState, channel_label

SENT_ACTION = "wagtail_libfees.channel_sent"
TAKEN_DOWN_ACTION = "wagtail_libfees.channel_taken_down"


class MarkError(Exception):
    """Nothing was marked; the message says why."""


def mark_sent(page, name: str, seen: str, user) -> ChannelState:
    """Keep what the channel says now as sent by `user`; `seen` is the text that the user saw.

    Raises `MarkError` if it says something else by now, or is marked already: two editors may
    press at the same time.
    """
    with transaction.atomic():
        state = _locked(page, name)
        if not state.board.is_writable or state.seen != seen:
            raise MarkError(_("The notice has changed meanwhile. Look at it again."))
        if state.channel.by_publishing:
            raise MarkError(_("Publishing the notice tells it; there is nothing to mark."))
        if not state.can_be_marked:
            raise MarkError(_("It is marked as sent already."))
        LedgerEntry.objects.create(
            page_id=page.pk, title=page.title, channel=name, text=state.text, sent_by=user
        )
        log(page, SENT_ACTION, user=user, data={"channel": name})
    return state


def mark_taken_down(page, name: str, user) -> ChannelState:
    """Mark all that is up in the channel as taken down; raises `MarkError` if nothing is."""
    with transaction.atomic():
        state = _locked(page, name)
        if not state.can_come_down:
            raise MarkError(_("There is nothing to take down."))
        LedgerEntry.objects.filter(page_id=page.pk, channel=name).take_down(user)
        log(page, TAKEN_DOWN_ACTION, user=user, data={"channel": name})
    return state


def _locked(page, name: str) -> ChannelState:
    """The state of the channel, with the notice held until the transaction ends."""
    held = type(page).objects.select_for_update().get(pk=page.pk)
    state = Board(held, held.get_latest_revision_as_object()).state(name)
    if state is None:
        raise MarkError(_("This channel is not installed any more."))
    return state


class ChannelLogFormatter(LogFormatter):
    """A line in the history of the notice, with the name of the channel."""

    sentence = ""

    def format_message(self, log_entry):
        return self.sentence % {"channel": channel_label(log_entry.data.get("channel", ""))}


def ledger_log_actions(actions):
    """For the history of a notice and the site's."""

    @actions.register_action(SENT_ACTION)
    class SentFormatter(ChannelLogFormatter):
        @property
        def label(self):
            return _("Mark channel as sent")

        @property
        def sentence(self):
            return _("Marked as sent: %(channel)s")

    @actions.register_action(TAKEN_DOWN_ACTION)
    class TakenDownFormatter(ChannelLogFormatter):
        @property
        def label(self):
            return _("Mark channel as taken down")

        @property
        def sentence(self):
            return _("Marked as taken down: %(channel)s")
