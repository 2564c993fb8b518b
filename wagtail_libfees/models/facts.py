"""Where the values of facts in text come from, and the facts that a site makes itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site, TranslatableMixin

from .. import rates
from ..clock import today
from ..editorial.fact_values import Facts
from ..editorial.facts import FACT_NAME, FactLink, OwnValue, may_stand_in, registered_facts
from ..editorial.value_checks import value_fault
from ..fee_page.settings.fee_page_link import is_public, resolve_fee_page
from ..fee_page.settings.models import FeeSettings

try:
    from wagtail_localize.fields import SynchronizedField
except ImportError:
    SynchronizedField = None


class OwnFact(TranslatableMixin, models.Model):
    """A fact that the editors of a site make: `{name}` in a text stands for its value."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site")
    )
    name = models.CharField(
        _("name"),
        max_length=50,
        validators=[
            RegexValidator(
                rf"^{FACT_NAME.pattern}\Z",
                _("Use lower-case letters a-z, digits and _, and begin with a letter."),
            )
        ],
        help_text=_("Stands in braces in texts, for example {opening_hours}. It cannot change."),
    )
    value = models.CharField(
        _("value"),
        max_length=255,
        blank=True,
        help_text=_("What readers see instead. Empty: nobody has stated it yet."),
    )
    description = models.CharField(
        _("description"), max_length=255, blank=True, help_text=_("For editors only.")
    )

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldPanel("value"),
        FieldPanel("description"),
    ]
    if SynchronizedField is not None:
        # A name that was translated would be the name of no fact.
        override_translatable_fields = [SynchronizedField("name", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("own fact")
        verbose_name_plural = _("own facts")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "locale", "name"], name="libfees_own_fact_once")
        ]

    def __str__(self):
        return f"{{{self.name}}}"

    def clean(self):
        """A name is no other fact's, and stays: texts are written with it.

        But it may be that of a fact of the settings, and is used while they do not state it.
        """
        super().clean()
        if self.name in registered_facts() and not may_stand_in(self.name):
            raise ValidationError({"name": _("This name is taken. Choose another one.")})
        fault = value_fault(self.value)
        if fault:
            raise ValidationError({"value": fault})
        before = OwnFact.objects.filter(pk=self.pk).values_list("name", flat=True).first()
        if before and before != self.name:
            raise ValidationError(
                {"name": _("Texts use this name. Make another fact instead of changing it.")}
            )


def site_of(site_id: int | None, request: HttpRequest | None = None) -> Site | None:
    """The site with that id and its front page; that of `request` is looked up once for all."""
    asked = Site.find_for_request(request) if request else None
    if asked is not None and asked.pk == site_id:
        return asked
    sites = Site.objects.select_related("root_page")
    return sites.filter(pk=site_id).first() if site_id else None


@dataclass
class SiteSources:
    """What the facts of a site are read from, in `language`, as of `day`; looked up when asked.

    `own_card` is the card of a fee page whose own texts are filled: they tell its own rates.
    `request` is the one that is being answered: it looks the fee settings up once for everybody.
    """

    site_id: int | None
    language: str
    day: date
    own_card: rates.RateCard | None = None
    request: HttpRequest | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> tuple:
        """The same for pages that share all their facts."""
        own = id(self.own_card) if self.own_card else None
        return (self.site_id, self.language, self.day, own)

    @cached_property
    def site(self) -> Site | None:
        """The site; None for what stands outside every site."""
        return site_of(self.site_id, self.request)

    @cached_property
    def settings(self) -> FeeSettings:
        """The fee settings of the site; empty ones if it has none."""
        if self.site is None:
            return FeeSettings()
        if self.request is not None and self.site == Site.find_for_request(self.request):
            return FeeSettings.for_request(self.request)
        return FeeSettings.for_site(self.site)

    @cached_property
    def whole_card(self) -> rates.RateCard:
        """Every version of the rates that the public may read."""
        if self.own_card is not None:
            return self.own_card
        page = self.settings.fee_page
        source = getattr(page.specific, "source_page", None) if page else None
        return source.unfilled_rate_card if source and is_public(source) else rates.RateCard()

    @cached_property
    def card(self) -> rates.RateCard:
        """The rates in force on the day."""
        return self.whole_card.as_of(self.day)

    @cached_property
    def fee_page(self) -> FactLink | None:
        """The address of the fee page in the language; None if the public cannot read one."""
        link = resolve_fee_page(self.site, self.language, settings=self.settings)
        if link is None or self.site is None:
            return None
        url = self.site.root_url + link.url if link.url.startswith("/") else link.url
        return FactLink(url, link.url, link.page.title if link.page else "")

    @cached_property
    def own(self) -> dict[str, OwnValue]:
        """The site's own facts; one that is not translated has the value of the site's language."""
        if self.site is None:
            return {}
        found = OwnFact.objects.filter(
            models.Q(locale__language_code=self.language)
            | models.Q(locale=self.site.root_page.locale_id),
            site=self.site,
        ).select_related("locale")
        ordered = sorted(found, key=lambda fact: fact.locale.language_code == self.language)
        return {fact.name: OwnValue(fact.description, fact.value) for fact in ordered}


def facts_of_site(site: Site | None, language: str) -> Facts:
    """The facts of `site` today, in Copenhagen; for texts that belong to no page of ours."""
    return Facts(lambda: SiteSources(site.pk if site else None, language, today()))
