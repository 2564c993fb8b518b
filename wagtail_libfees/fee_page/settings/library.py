"""Who the library is, in the fee settings: names, and the links that every page may need."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_libfees.models.links import safe_link, validate_link


def danish_genitive(name: str) -> str:
    """`name` with the Danish genitive ending, as a proposal; an editor has the last word.

    After s, x and z only an apostrophe is added (Retskrivningsordbogen § 13).
    """
    name = name.strip()
    if not name:
        return ""
    return f"{name}'" if name[-1] in "sxzSXZ" else f"{name}s"


class LibrarySettingsMixin(models.Model):
    """Names, links and the interval at which pages are reviewed."""

    library_name = models.CharField(
        _("name of the library"),
        max_length=100,
        blank=True,
        help_text=_("As it stands in a sentence, for example: Fjordby Bibliotek."),
    )
    municipality_name = models.CharField(
        _("name of the municipality"),
        max_length=100,
        blank=True,
        help_text=_("For example: Fjordby Kommune."),
    )
    municipality_genitive = models.CharField(
        _("the municipality in the genitive"),
        max_length=100,
        blank=True,
        help_text=_(
            "For example: Fjordby Kommunes. It is proposed by the rule: an apostrophe after s, x "
            "and z, else an s. Correct it if it reads wrong; it is used when you have saved it."
        ),
    )
    accessibility_url = models.CharField(
        _("address of the accessibility statement"),
        max_length=500,
        blank=True,
        validators=[validate_link],
        help_text=_("Usually an address that begins with https://was.digst.dk/."),
    )
    terms_url = models.CharField(
        _("address of the library's rules"),
        max_length=500,
        blank=True,
        validators=[validate_link],
        help_text=_("The rules for borrowing, if they have a page: a path or an address."),
    )
    review_interval_months = models.PositiveSmallIntegerField(
        _("months between reviews"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("How old the last review of a page may be. Empty: nobody is reminded."),
    )

    ask_if_helped = models.BooleanField(
        _("ask under each answer whether it helped"),
        default=False,
        help_text=_(
            "Yes or no, and a line to you. The report “Did it help?” counts them, without anything "
            "of who answers."
        ),
    )

    class Meta:
        abstract = True

    @property
    def accessibility_link(self) -> str:
        """The statement's address as it goes into a link; empty if it is not fit for one."""
        return safe_link(self.accessibility_url)
