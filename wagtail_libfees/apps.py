from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class LibfeesConfig(AppConfig):
    name = "wagtail_libfees"
    label = "wagtail_libfees"
    verbose_name = _("Library fees")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, path_numbers, signal_handlers
        from .fee_page import settings_panels
        from .notices import signal_handlers as notice_signals
        from .quality import checks as _quality_checks  # noqa: F401 - registers them

        checks.register_checks()
        path_numbers.register_path_numbers()
        signal_handlers.register_signal_handlers()
        notice_signals.register_notice_signals()
        settings_panels.use_settings_form()
        # Where an app registers what it adds: docs/extend.md.
        autodiscover_modules("libfees")
