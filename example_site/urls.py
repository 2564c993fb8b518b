"""Addresses of the example site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from wagtail_libfees.views.fees_text import llms_txt

from .api import api_router
from .demo.users import login_allowed
from .demo.views import log_in_as
from .views import EveryLanguage, robots, search

handler500 = "example_site.views.server_error"

# A form that is larger than the server takes gets a sentence for an answer.
handler400 = "wagtail_libfees.views.refused.bad_request"

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("admin/", include("wagtail_libfees.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("libfees/", include("wagtail_libfees.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": EveryLanguage}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("llms.txt", llms_txt, name="llms"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

if login_allowed():
    urlpatterns.append(path("demo/<str:username>/", log_in_as, name="demo_login"))

urlpatterns += i18n_patterns(
    # An address in the language of the page: /soeg/ and /en/search/.
    path(_("search/"), search, name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
