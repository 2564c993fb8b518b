"""Addresses of the example site; those of the package only where it is installed."""

from django.apps import apps
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from example_site.api import api_router

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("", include(wagtail_urls)),
]
if apps.is_installed("wagtail_libfees"):
    urlpatterns = [
        path("admin/", include("wagtail_libfees.admin_urls")),
        path("libfees/", include("wagtail_libfees.urls")),
        *urlpatterns,
    ]
