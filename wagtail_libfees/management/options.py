"""The site and the user that the options of a command name."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..sites import site_host


def find_site(host: str | None) -> Site:
    """The site with this host name (`name` or `name:port`), or the default site."""
    sites = list(Site.objects.select_related("root_page"))
    if host is None:
        wanted = [site for site in sites if site.is_default_site]
    else:
        wanted = [site for site in sites if host.lower() in (site.hostname, _with_port(site))]
    if len(wanted) == 1:
        return wanted[0]
    known = ", ".join([_with_port(site) for site in wanted] or [site_host(site) for site in sites])
    if wanted:
        raise CommandError(
            _("Several sites have this host name; say one of: %(known)s.") % {"known": known}
        )
    if host is None:
        raise CommandError(_("There is no default site; say --site."))
    raise CommandError(
        _("There is no site “%(host)s”; known are: %(known)s.") % {"host": host, "known": known}
    )


def _with_port(site: Site) -> str:
    return f"{site.hostname}:{site.port}"


def find_user(name: str | None):
    """The user of this name; None for no name."""
    if name is None:
        return None
    model = get_user_model()
    try:
        return model._default_manager.get_by_natural_key(name)
    except model.DoesNotExist as exc:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": name}) from exc
