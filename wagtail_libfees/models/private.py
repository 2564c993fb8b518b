"""Pages that only staff may read, whatever an editor does or forgets."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.models import PageViewRestriction


class PrivatePageMixin(models.Model):
    """Private by construction, in two independent ways.

    `serve()` refuses everyone without access to the admin, and a view restriction on the page,
    kept in place by signals, takes it out of `.public()`: the API, search and sitemaps.
    """

    # A shared password is no staff login.
    private_page_options = ["login", "groups"]

    class Meta:
        abstract = True

    def may_read(self, user) -> bool:
        """Whether `user` may read this page. A login is not enough: borrowers can have one too."""
        return user.is_active and user.has_perm("wagtailadmin.access_admin")

    def serve(self, request, *args, **kwargs):
        """Answer staff; send others to the login page, or refuse them if they are logged in."""
        if not self.may_read(request.user):
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path(), staff_login_url())
        response = super().serve(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_sitemap_urls(self, request=None):
        """None: a private page is in no sitemap."""
        return []

    def ensure_restricted(self) -> None:
        """Put a login restriction on the page if it has none of its own."""
        if not PageViewRestriction.objects.filter(page_id=self.pk).exists():
            PageViewRestriction.objects.create(
                page_id=self.pk, restriction_type=PageViewRestriction.LOGIN
            )


def staff_login_url() -> str:
    """The login page that Wagtail sends a reader of a restricted page to."""
    return getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", reverse("wagtailcore_login"))
