from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LibfeesImportsConfig(AppConfig):
    """The importers: a site that has moved in can leave them out."""

    name = "wagtail_libfees.imports"
    label = "libfees_imports"
    verbose_name = _("Library fee imports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail_libfees.roles import add_to_roles

        from .missing import forget_missing
        from .page_panels import register_page_panels

        register_page_panels()
        add_to_roles("libfees_imports.add_importrun", "Lokal administrator", "Redaktør")
        post_migrate.connect(forget_missing, sender=self, dispatch_uid="libfees_forget_missing")
