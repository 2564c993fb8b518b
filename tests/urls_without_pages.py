"""The addresses of a site that shows its pages by another system."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include("wagtail_libfees.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("libfees/", include("wagtail_libfees.urls")),
]
