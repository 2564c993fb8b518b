"""Pages that only staff may read, whatever an editor does or forgets."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.models import PageViewRestriction
from wagtail.search import index

# A permission for a site; whoever has it has no right in the admin by it.
READ_STAFF_GUIDE = "wagtail_libfees.read_staff_guide"


class PrivatePageMixin(models.Model):
    """Private by construction, in three independent ways.

    `serve()` refuses everyone who is no staff; a view restriction on the page, kept in place by
    signals, takes it out of `.public()`: the API, search and sitemaps; and no search of the site
    finds it, also one that forgets `.public()`, as that of Wagtail's project template does.

    The restriction is to groups, those of staff: a reader is staff by a group, with access to the
    admin or with the right to read the staff guide of the site.
    """

    # A shared password is no staff login, and the page API lists a page that is restricted to
    # "login" for everyone who is logged in, borrowers too.
    private_page_options = ["groups"]
    # No text of it lies in a cache.
    keeps_text = False

    class Meta:
        abstract = True

    @classmethod
    def get_search_fields(cls):
        """What is indexed: not one word for a search. The admin completes titles, and finds it."""
        return [f for f in super().get_search_fields() if not isinstance(f, index.SearchField)]

    def may_read(self, user) -> bool:
        """Whether `user` may read this page. A login is not enough: borrowers can have one too."""
        if not user.is_active:
            return False
        if user.has_perm("wagtailadmin.access_admin"):
            return True
        return user.is_authenticated and readers_of(self).filter(user=user).exists()

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
        restriction.groups.set({*staff_groups(), *readers_of(self)})


def staff_groups():
    """The groups with access to the admin."""
    return Group.objects.filter(
        permissions__codename="access_admin", permissions__content_type__app_label="wagtailadmin"
    )


def readers_of(page):
    """The groups that may read the staff guide of the site of `page` without the admin."""
    site = page.get_site()
    if site is None:
        return Group.objects.none()
    app, codename = READ_STAFF_GUIDE.split(".")
    return Group.objects.filter(
        site_permissions__site=site,
        site_permissions__permission__codename=codename,
        site_permissions__permission__content_type__app_label=app,
    )


def staff_login_url() -> str:
    """The login page that Wagtail sends a reader of a restricted page to."""
    return getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", reverse("wagtailcore_login"))
