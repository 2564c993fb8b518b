"""The branches of a library."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site, TranslatableMixin

# An ISIL of a Danish library is DK- and the six digits of its library number (ISO 15511).
ISIL_SHAPE = re.compile(r"DK-[0-9]{6}\Z")


class Branch(TranslatableMixin, models.Model):
    """A branch, in one language. Notices name the branches they are about."""

    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    isil = models.CharField(
        _("ISIL"),
        max_length=9,
        blank=True,
        validators=[
            RegexValidator(
                ISIL_SHAPE, _("Write DK- and the six digits of the library number: DK-710100.")
            )
        ],
        help_text=_("DK- and six digits, for example DK-710100. Feeds of one branch use it."),
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("site"),
        help_text=_("Empty: a branch of every site."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("isil"),
        FieldPanel("site"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse an ISIL that another branch in the same language has."""
        super().clean()
        if not self.isil or self.locale_id is None:
            return
        same = Branch.objects.filter(isil=self.isil, locale_id=self.locale_id)
        if same.exclude(pk=self.pk).exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"isil": _("Another branch has this ISIL.")})

    @classmethod
    def offered(cls, site: Site | None, locale) -> models.QuerySet:
        """The branches that a notice of `site` in `locale` can name."""
        return cls.objects.filter(models.Q(site=site) | models.Q(site=None), locale=locale)


def in_language(branches, locale) -> list[Branch]:
    """`branches`, each in `locale` if it has been translated, else as it is; by name."""
    branches = list(branches)
    keys = {branch.translation_key for branch in branches if branch.locale_id != locale.pk}
    translated = (
        {
            branch.translation_key: branch
            for branch in Branch.objects.filter(translation_key__in=keys, locale=locale)
        }
        if keys
        else {}
    )
    found = [translated.get(branch.translation_key, branch) for branch in branches]
    return sorted(found, key=lambda branch: branch.name)
