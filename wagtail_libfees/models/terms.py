"""A site's own outdated terms, beside those of the package or in the place of one."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from ..editorial.builtin_terms import TERMS
from ..editorial.registry import Severity
from ..editorial.terms import Term, merged
from .fields import WebLinkField

OFF = "off"


def term_severity_choices():
    return [
        (Severity.ERROR.value, _("Stops publishing")),
        (Severity.WARNING.value, _("Is shown as worth a look")),
        (OFF, _("Is right here: do not look for it")),
    ]


class OutdatedTerm(models.Model):
    """A word that is no longer right. One that the package knows is replaced by this."""

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("site"),
        help_text=_("Empty: all sites."),
    )
    term = models.CharField(
        _("outdated word"),
        max_length=100,
        help_text=_("Also found with an ending or as the first part of a longer word."),
    )
    replacement = models.CharField(_("write instead"), max_length=100, blank=True)
    severity = models.CharField(
        _("what happens"),
        max_length=10,
        choices=term_severity_choices,
        default=Severity.WARNING.value,
    )
    since = models.DateField(_("outdated since"), null=True, blank=True)
    source = WebLinkField(
        _("who says so"),
        blank=True,
    )

    class Meta:
        verbose_name = _("outdated term")
        verbose_name_plural = _("outdated terms")
        ordering = ["term", "pk"]

    def __str__(self):
        return f"{self.term} → {self.replacement}" if self.replacement else self.term

    def as_term(self) -> Term:
        """The term as the checks know it."""
        off = self.severity == OFF
        return Term(
            self.term.strip(),
            self.replacement.strip(),
            Severity.WARNING if off else Severity(self.severity),
            self.since,
            self.source,
            replaceable=bool(self.replacement.strip()),
        )


def terms_of_site(site_id: int | None, rows: Iterable[OutdatedTerm]) -> list[Term]:
    """The terms that count on a site, by all `rows`; only those of the package without a site.

    A term of the site itself counts more than one for all sites.
    """
    own = [row for row in rows if row.site_id is None]
    own += [row for row in rows if row.site_id == site_id is not None]
    return merged([(row.as_term(), row.severity != OFF) for row in own], TERMS)
