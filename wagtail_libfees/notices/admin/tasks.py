"""What the ledger asks of someone: to send, to send anew, to take down."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_libfees.clock import today
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.permissions import editable_pages
from wagtail_libfees.fee_page.settings.channels import all_channels
from wagtail_libfees.models import FeeSettings, LedgerEntry
from wagtail_libfees.sites import site_of_each

from .access import visible_entries
from .board import CHANGED, PLANNED, Board, channel_label
from .urls_of import channels_url

TAKE_DOWN, SEND_ANEW, SEND = "take_down", "send_anew", "send"


@dataclass(frozen=True)
class LedgerTask:
    """One thing to do. `kind` is "take_down", "send_anew" or "send"; `since` is from when."""

    kind: str
    title: str
    channel: str
    text: str
    url: str
    since: datetime | None = None


def ledger_tasks(user, most: int | None = None) -> list[LedgerTask]:
    """What is to be done on the notices that `user` may edit; what hangs too long comes first.

    Each notice costs a few queries. `most` bounds how many are looked at: what has hung longest,
    and the notices that began last.
    Notices that are over are looked at only where something still hangs; to send is asked for
    only where the site has chosen its channels.
    """
    return [*_to_take_down(user, most), *_to_send(user, most)]


def by_notice(tasks: list[LedgerTask]) -> list[list[LedgerTask]]:
    """The tasks, those of the same kind on the same notice together, in their order."""
    found: dict[tuple, list[LedgerTask]] = {}
    for task in tasks:
        found.setdefault((task.kind, task.url.split("#")[0], task.title), []).append(task)
    return list(found.values())


def _to_take_down(user, most) -> list[LedgerTask]:
    names = [name for name, channel in all_channels().items() if channel.stays_up]
    hanging = visible_entries(user).up().filter(channel__in=names).select_related("page")
    found = {}
    for entry in hanging.order_by("sent_at")[:most]:
        page = entry.page.specific if entry.page else None
        if page is None or Board(page, entries={}).is_over:
            found[entry.page_id or f"deleted-{entry.pk}", entry.channel] = _down(entry, page)
    return list(found.values())


def _down(entry, page) -> LedgerTask:
    text = (
        _("Take it down: the notice is over.")
        if page
        else _("Take it down: the notice is deleted.")
    )
    return LedgerTask(
        kind=TAKE_DOWN,
        title=page.get_admin_display_title() if page else entry.title,
        channel=channel_label(entry.channel),
        text=text,
        url=f"{channels_url(page)}#channel-{entry.channel}" if page else "",
        since=page.window.end if page else None,
    )


def _to_send(user, most) -> list[LedgerTask]:
    pages = _current(user, most)
    entries = LedgerEntry.objects.latest([page.pk for page in pages])
    settings = {found.site_id: found for found in FeeSettings.objects.all()} if pages else {}
    sites = site_of_each(pages)
    found = []
    for page in pages:
        site = sites.get(page.pk)
        own = settings.get(site.pk) if site else None
        board = Board(page, site=site, settings=own or FeeSettings(site=site), entries=entries)
        found += [_task(state) for state in board.states if _asks(state)]
    return found


def _current(user, most) -> list:
    """The public notices that are not over, what began first at the head; no copies of others."""
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None:
        return []
    lasting = Q(to_day__isnull=True) | Q(to_day__gte=today())
    own = model.objects.live().filter(alias_of=None)
    pages = own.filter(lasting, pk__in=editable_pages(user).values("pk"))
    pages = pages.select_related("locale").order_by("-from_day", "-pk")[:most]
    return [page for page in reversed(pages) if not page.is_over]


def _asks(state) -> bool:
    board = state.board
    if state.status == PLANNED:
        # A translation may be sent, and need not be.
        own_language = board.site and board.page.locale_id == board.site.root_page.locale_id
        return bool(state.chosen and board.asked_for and own_language)
    return state.status == CHANGED


def _task(state) -> LedgerTask:
    planned = state.status == PLANNED
    return LedgerTask(
        kind=SEND if planned else SEND_ANEW,
        title=state.board.page.get_admin_display_title(),
        channel=state.label,
        text=_("Not sent yet.") if planned else _("It has changed since it was sent."),
        url=f"{channels_url(state.board.page)}#channel-{state.name}",
        since=None if planned else state.entry.sent_at,
    )
