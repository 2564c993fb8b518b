"""Pages that only staff may read, whatever an editor does or forgets."""

from django.conf import settings
from django.contrib.auth.models import Group
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

    The restriction is to groups, those of staff: a reader has access to the admin by a group.
    """

    # A shared password is no staff login, and the page API lists a page that is restricted to
    # "login" for everyone who is logged in, borrowers too.
    private_page_options = ["groups"]

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
        """Restrict the page to the groups of staff, unless an editor chose groups for it."""
        own = PageViewRestriction.objects.filter(page_id=self.pk)
        if own.filter(restriction_type=PageViewRestriction.GROUPS).exists():
            return
        restriction = own.first() or PageViewRestriction(page_id=self.pk)
        restriction.restriction_type = PageViewRestriction.GROUPS
        restriction.save()
        restriction.groups.set(staff_groups())


def staff_groups():
    """The groups with access to the admin."""
    return Group.objects.filter(
        permissions__codename="access_admin", permissions__content_type__app_label="wagtailadmin"
    )


def staff_login_url() -> str:
    """The login page that Wagtail sends a reader of a restricted page to."""
    return getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", reverse("wagtailcore_login"))
