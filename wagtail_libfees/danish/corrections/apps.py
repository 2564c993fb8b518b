from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibfeesDanishCorrectionsConfig(AppConfig):
    """The few Danish texts of Wagtail that say another word, are wrong, or are English.

    It stands above Wagtail's apps in `INSTALLED_APPS`. Each entry of the catalogue tells the text
    of Wagtail's that it takes the place of; when Wagtail changes that, `scripts/danish.py` tells.
    """

    name = "wagtail_libfees.danish.corrections"
    label = "libfees_danish_corrections"
    verbose_name = _("Corrections of the admin's Danish")
