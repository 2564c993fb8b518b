"""The texts of the admin's scripts."""

from django.apps import apps
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from . import CORRECTIONS, DANISH


class AdminScriptCatalog(JavaScriptCatalog):
    """Catalogues for scripts, of which a later one wins.

    Wagtail and wagtail-localize name their own package to Django and no other, so an app cannot add
    to their catalogues by being installed.
    """

    def get_paths(self, packages):
        """The folders of those packages that are installed."""
        return super().get_paths([name for name in packages if apps.is_installed(name)])


admin_catalog = AdminScriptCatalog.as_view(packages=[DANISH, "wagtail.admin", CORRECTIONS])
# Loaded after the other, which has our texts for it already.
localize_catalog = AdminScriptCatalog.as_view(packages=["wagtail_localize", CORRECTIONS])


def admin_script_catalog(request):
    """The catalogue of the admin in the language that the editor has chosen for it."""
    return get_localized_response(admin_catalog, request)


def localize_script_catalog(request):
    """What the translation editor loads besides."""
    return get_localized_response(localize_catalog, request)
