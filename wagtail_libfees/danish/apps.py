from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibfeesDanishConfig(AppConfig):
    """Danish for what Wagtail and wagtail-localize do not say in Danish yet.

    Django lets the catalogue of an earlier app win. This one stands below theirs in
    `INSTALLED_APPS`, so that whatever they translate themselves takes its place; and above Django's
    own, whose words for its admin are others.
    """

    name = "wagtail_libfees.danish"
    label = "libfees_danish"
    verbose_name = _("Danish for the admin")

    def ready(self):
        from .labels import name_fields

        name_fields()
