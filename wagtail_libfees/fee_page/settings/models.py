"""The fee settings of a site: where the fee page is, how a bill is paid, whom to ask."""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from wagtail_libfees.editorial.page_text import page_texts
from wagtail_libfees.editorial.value_checks import value_fault
from wagtail_libfees.models.links import fee_page_link, safe_link, validate_link
from wagtail_libfees.models.private_pages import PrivatePageMixin

from .channels import ChannelSettingsMixin
from .contact import ContactSettingsMixin
from .library import LibrarySettingsMixin
from .payment import PaymentSettingsMixin
from .timings import TimingSettingsMixin


@register_setting(icon="tag")
class FeeSettings(
    PaymentSettingsMixin,
    ContactSettingsMixin,
    TimingSettingsMixin,
    LibrarySettingsMixin,
    ChannelSettingsMixin,
    BaseSiteSetting,
):
    """Gebyrindstillinger. Nothing has a default: what is empty here is not asserted anywhere.

    The form is `fee_page.settings_panels`, which the app sets when it is ready: the form knows
    what a fee page is, and a fee page knows the settings.
    """

    # SET_NULL, because settings are not in the reference index: with PROTECT the admin's delete
    # view of the page would answer 500.
    fee_page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fee page"),
        help_text=_("The page with the fee rates. Links to the rates lead to it."),
    )
    fee_page_url = models.CharField(
        _("address of the fee page"),
        max_length=500,
        blank=True,
        validators=[validate_link],
        help_text=_(
            "Only if the rates lie elsewhere: a path such as /takster or node/123, or an address "
            "that begins with https://. Used when no fee page is chosen or it is not published."
        ),
    )
    # Open data says by it when its answer last changed.
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("fee settings")
        verbose_name_plural = _("fee settings")
        # Given for a site, like that to change the settings.
        permissions = [("read_staff_guide", _("Can read the staff guide"))]

    @classmethod
    def for_site(cls, site: Site) -> "FeeSettings":
        """The settings of `site`; an unsaved, empty instance if it has none.

        Wagtail's own method inserts a row on the first read; reading must not write.
        """
        if site is None:
            raise cls.DoesNotExist(f"{cls.__name__} does not exist for site None.")
        found = cls.base_queryset().select_related("fee_page").filter(site=site).first()
        return found or cls(site=site)

    def value_errors(self) -> dict[str, ValidationError]:
        """Texts that readers may not see, by field: each of them ends up on a page."""
        faults = ((name, value_fault(text)) for name, text in page_texts(self))
        return {name: ValidationError(fault) for name, fault in faults if fault}

    def clean(self):
        """What does not fit together, at its field."""
        super().clean()
        errors = {**self.value_errors(), **self.payment_errors(), **self.channel_errors()}
        if self.fee_page and isinstance(self.fee_page.specific, PrivatePageMixin):
            errors["fee_page"] = ValidationError(
                _("This page is for staff only. Choose one that borrowers may read.")
            )
        if safe_link(self.fee_page_url) and not self.fee_page_link:
            errors["fee_page_url"] = ValidationError(
                _(
                    "This address leads to the front page of the site, or back to itself. Write "
                    "the address of the page with the rates."
                )
            )
        if errors:
            raise ValidationError(errors)

    @property
    def fee_page_link(self) -> str:
        """The address of the fee page as it goes into a link; empty if it is not fit for one."""
        return fee_page_link(self.fee_page_url, self.site.hostname)

    @property
    def names(self) -> tuple[str, ...]:
        """What things and offices are called here, as it stands in texts; not what may be a word.

        An office called “Support” is left out: on an English page that is English.
        """
        stated = (self.portal_name, self.library_name, self.municipality_name)
        ways = [route.name for route in self.routes if not route.name.isdigit()]
        offices = [*ways, self.old_balances_place, *(p.value["name"] for p in self.contact_points)]
        told = [name for name in offices if name and not (name.isascii() and name.isalpha())]
        return tuple(filter(None, [*stated, self.municipality_genitive, *told]))
