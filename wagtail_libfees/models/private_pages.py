"""Pages that only staff may read, whatever an editor does or forgets."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.models import GroupPagePermission, GroupSitePermission, PageViewRestriction, Site
from wagtail.search import index

# A permission for a site; whoever has it has no right in the admin by it.
READ_STAFF_GUIDE = "wagtail_libfees.read_staff_guide"


class PrivatePageMixin(models.Model):
    """Private by construction, in three independent ways.

    `serve()` refuses everyone who is no staff; a view restriction on the page, kept in place by
    signals, takes it out of `.public()`: the API, search and sitemaps; and no search of the site
    finds it, also one that forgets `.public()`, as that of Wagtail's project template does.

    The restriction is to groups, those of the staff of this library: see `staff_of`.
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
        """Whether `user` is staff of this library. A login is not enough: borrowers have one."""
        if not user.is_active:
            return False
        if user.is_superuser or (_is_one_library() and user.has_perm("wagtailadmin.access_admin")):
            return True
        return staff_of(self).filter(user=user).exists()

    def serve(self, request, *args, **kwargs):
        """Answer staff; send others to the login page, or refuse them if they are logged in."""
        if not self.may_read(request.user):
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path(), staff_login_url())
        response = super().serve(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_markdown(self) -> str:
        """Nothing: what programs read is public."""
        return ""

    def get_sitemap_urls(self, request=None):
        """None: a private page is in no sitemap."""
        return []

    def ensure_restricted(self) -> None:
        """Restrict the page to the staff of its library, unless an editor chose groups for it."""
        own = PageViewRestriction.objects.filter(page_id=self.pk)
        if own.filter(restriction_type=PageViewRestriction.GROUPS).exists():
            return
        restriction = own.first() or PageViewRestriction(page_id=self.pk)
        restriction.restriction_type = PageViewRestriction.GROUPS
        restriction.save()
        restriction.groups.set(staff_of(self))


def staff_of(page):
    """The groups of the staff of the library that `page` belongs to.

    They have a right on the page or on one above it, or a right for its site, such as that to read
    the staff guide. Where there is one site, all that have access to the admin are its staff.
    """
    above = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    own = Q(pk__in=GroupPagePermission.objects.filter(page__path__in=above).values("group"))
    site = page.get_site()
    if site is not None:
        own |= Q(pk__in=GroupSitePermission.objects.filter(site=site).values("group"))
    if _is_one_library():
        admin = Permission.objects.filter(
            codename="access_admin", content_type__app_label="wagtailadmin"
        )
        own |= Q(permissions__in=admin)
    return Group.objects.filter(own).distinct()


def _is_one_library() -> bool:
    return Site.objects.count() < 2


def staff_login_url() -> str:
    """The login page that Wagtail sends a reader of a restricted page to."""
    return getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", reverse("wagtailcore_login"))
