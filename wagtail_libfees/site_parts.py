"""What a page of any type tells of the site's fee page: read there, when the page is read."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest
from wagtail.blocks import StreamValue

from .blocks.rates import OverdueFeesBlock, RateBlock
from .caching import note_boundary
from .clock import today
from .editorial.fact_streams import filled_stream
from .fee_page.settings.fee_page_link import resolve_fee_page
from .models.page_parts import KIND_OF_BLOCK
from .models.periods import next_rates


def shown_fee_page(request: HttpRequest | None):
    """The fee page of the request's site in the active language, else in its own.

    None where the site has none that is public. Its end and its next rates are noted on `request`.
    """
    link = resolve_fee_page(request) if request is not None else None
    page = link.page.specific if link and link.page else None
    if not hasattr(type(page), "rate_card"):
        return None
    page.facts_request = request
    for moment in (next_rates(page.rate_card), page.expire_at, page.source_page.expire_at):
        note_boundary(request, moment)
    return page


def rates_of_page(page, kinds: Collection[str] = (), group: str = "") -> list:
    """The blocks of rates that `page`, a fee page, shows today, facts filled in.

    Of `kinds` only, by the names of `KIND_OF_BLOCK`, if there are any. `group` is the name of a
    borrower group, in the language of the page or of the site: then its fees alone.
    """
    found = [
        child
        for child in filled_stream(page.get_body_on(today()), page.get_facts()) or ()
        if isinstance(child.block, RateBlock)
        and (not kinds or KIND_OF_BLOCK.get(child.block_type) in kinds)
    ]
    if not group:
        return found
    ids = _group_ids(page, group)
    return [part for child in found if (part := _of_groups(child, ids)) is not None]


def _group_ids(page, group: str) -> set[str]:
    """The ids of the groups of that name: a translation keeps the ids of its source."""
    return {
        item.id
        for version in {page.pk: page, page.source_page.pk: page.source_page}.values()
        for child in filled_stream(version.body, version.get_facts()) or ()
        if isinstance(child.block, OverdueFeesBlock)
        for item in child.value["groups"].bound_blocks
        if (item.value["label"] or "").casefold() == group.strip().casefold()
    }


def _of_groups(child, ids: set[str]) -> StreamValue.StreamChild | None:
    """A block of overdue fees with these groups only; None for other blocks, and without any."""
    if not isinstance(child.block, OverdueFeesBlock):
        return None
    stored = child.block.get_prep_value(child.value)
    groups = [item for item in stored["groups"] if item["id"] in ids]
    if not groups:
        return None
    value = child.block.to_python({**stored, "groups": groups})
    return StreamValue.StreamChild(child.block, value, id=child.id)
