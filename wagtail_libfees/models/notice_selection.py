"""Which notices a page of a site shows now."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale, Site

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.notices import COPENHAGEN, in_order


def notices_for(site: Site | None, language: str, moment=None) -> list:
    """The notices that a page of `site` shows in `language`, in the banner's order.

    A notice that has no public translation into `language` is shown in the site's own language.
    `moment` is a time with zone; default: now.
    """
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None or site is None:
        return []
    moment = moment or timezone.now()
    found = _candidates(model, site, moment.astimezone(COPENHAGEN).date())
    return in_order(
        notice
        for notice in _one_per_translation(found, language, site.root_page.locale.language_code)
        if notice.window.contains(moment)
    )


def _candidates(model, site, day):
    """The public notices of `site`, in any language, whose days include `day`."""
    roots = [path.root_path for path in Site.get_site_root_paths() if path.site_id == site.pk]
    below = Q()
    for root in roots:
        below |= Q(url_path__startswith=root)
    return (
        model.objects.live()
        .public()
        .filter(below, Q(to_day__isnull=True) | Q(to_day__gte=day), from_day__lte=day)
        .select_related("locale")
    )


def _one_per_translation(notices, language, fallback):
    """One notice of each set of translations: in `language`, else in the `fallback` language."""
    chosen = {}
    for notice in notices:
        code = notice.locale.language_code
        if code == language or (code == fallback and notice.translation_key not in chosen):
            chosen[notice.translation_key] = notice
    return chosen.values()


def active_language() -> str:
    """The code of the content language that is active."""
    return Locale.get_active().language_code
