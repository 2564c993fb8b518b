"""Sites and fee pages with rates, for tests of what is computed from a published card."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from wagtail_libfees.blocks.stored_blocks import raw_rate_blocks
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage
from wagtail_libfees.rates import (
    Exclusion,
    OtherFee,
    OtherFeeKind,
    OtherFees,
    RateCard,
    ReminderFee,
    ReminderFees,
    ReplacementPrice,
    ReplacementPrices,
    Timings,
)

from .rates.factories import ADULTS, CHILDREN, group, overdue

OLD = overdue(ADULTS, CHILDREN, end="2026-12-31")
NEXT_YEAR = overdue(group((1, 7, 25), (8, None, 90)), CHILDREN, start="2027-01-01")
CARD = RateCard(
    overdue=(OLD, NEXT_YEAR),
    replacements=(ReplacementPrices((ReplacementPrice("Bog", Decimal("250")),), Decimal("50")),),
    reminders=(ReminderFees((ReminderFee(Decimal(100)),)),),
    exclusions=(Exclusion(Decimal(200), notice_days=14),),
    other_fees=(OtherFees((OtherFee(OtherFeeKind.CARD, "Nyt lånerkort", Decimal("20.50")),)),),
    timings=(Timings(advance_notice_days=3, recall_days=30),),
)


def with_threshold(amount: int) -> RateCard:
    """The usual card with another exclusion threshold."""
    return replace(CARD, exclusions=(Exclusion(Decimal(amount)),))


def make_site(host: str = "fjordby.example", *, name: str = "Fjordby", port: int = 80) -> Site:
    """A site with a front page of its own."""
    Locale.objects.get_or_create(language_code="da")
    home = Page.get_first_root_node().add_child(
        instance=Page(title=host, slug=slugify(f"{host} {port}".replace(".", "-")))
    )
    return Site.objects.create(hostname=host, port=port, site_name=name, root_page=home)


def make_fee_page(
    site: Site, card: RateCard = CARD, *, title: str = "Takster", live: bool = True, more=()
) -> TaksterPage:
    """The fee page of a site, with `card` in its blocks and the blocks `more` after them."""
    page = TaksterPage(title=title, live=False)
    page.body = page.body.stream_block.to_python([*raw_rate_blocks(card), *more])
    site.root_page.refresh_from_db()
    site.root_page.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if live:
        revision.publish()
        page.refresh_from_db()
    FeeSettings.objects.update_or_create(site=site, defaults={"fee_page": page.page_ptr})
    return fresh(page)


def fresh(page: TaksterPage) -> TaksterPage:
    """The page as the database has it."""
    return TaksterPage.objects.get(pk=page.pk)


def save_draft(page: TaksterPage, card: RateCard) -> None:
    """A draft with other rates; what is published stays."""
    draft = page.get_latest_revision_as_object()
    draft.body = draft.body.stream_block.to_python(raw_rate_blocks(card))
    draft.save_revision(clean=False)
