"""What `wagtail_libfees.admin_urls` mounts before Wagtail's admin."""

from django.apps import apps
from django.urls import path
from django.views.decorators.cache import never_cache

from .views import admin_script_catalog, localize_script_catalog

# The login page needs texts too, so they ask for no permission; neither does Wagtail's own view.
urlpatterns = [
    path("jsi18n/", never_cache(admin_script_catalog), name="libfees_script_catalog"),
]

if apps.is_installed("wagtail_localize"):
    catalog = never_cache(localize_script_catalog)
    urlpatterns += [path("localize/jsi18n/", catalog, name="libfees_localize_script_catalog")]
