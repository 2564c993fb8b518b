"""Addresses of the example site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from .api import api_router
from .views import search

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("admin/", include("wagtail_libfees.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("libfees/", include("wagtail_libfees.urls")),
    path("sitemap.xml", sitemap),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

urlpatterns += i18n_patterns(
    path("soeg/", search, name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
