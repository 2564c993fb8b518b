from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibfeesPagesConfig(AppConfig):
    name = "wagtail_libfees.pages"
    label = "libfees_pages"
    verbose_name = _("Library fee pages")
    default_auto_field = "django.db.models.BigAutoField"
