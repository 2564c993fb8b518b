"""System checks of the package. Each id has one rule and says how to mend it."""

import re
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, router
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from .conf import DEFAULTS, libfees_settings
from .danish import CORRECTIONS, DANISH
from .models import PermanentAddress
from .models.page_parts import KINDS
from .notices.channels import ChannelError, load_channel
from .permanent_addresses import live_pages_without

REFUSED_PUBLISHING = "wagtail_libfees.middleware.RefusedPublishingMiddleware"
IN_DANISH = ("wagtail", "wagtail_localize")
# What Wagtail's project template allows.
FIELDS_OF_A_LONG_FORM = 10_000
# How a base template that writes a part of the head itself gives itself away.
WRITTEN_IN_HEAD = {
    "description": r"""<meta\b[^>]*\bname=["']description["']""",
    "canonical": r"""<link\b[^>]*\brel=["']canonical["']""",
    "languages": r"""<link\b[^>]*\bhreflang=""",
    "open_graph": r"""<meta\b[^>]*\bproperty=["']og:""",
}
PAGE_MODEL_SETTINGS = [name for name in DEFAULTS if name.endswith("_PAGE_MODEL")]


def register_checks() -> None:
    """Bind the checks to Django's registry."""
    for check in (
        check_keys,
        check_base_template,
        check_page_models,
        check_translation_sync,
        check_middleware,
        check_page_cache,
        check_notice_channels,
        check_admin_urls,
        check_danish,
        check_field_limit,
        check_default_cache,
        check_order,
        check_head,
    ):
        checks.register(check)
    checks.register(check_addresses, checks.Tags.database)
    checks.register(check_content_policy, checks.Tags.security, deploy=True)


def check_keys(app_configs, **kwargs):
    """E001: a misspelt key would be silently without effect."""
    return [
        checks.Error(
            f"WAGTAIL_LIBFEES has no key {key!r}.",
            hint=f"Known keys: {', '.join(sorted(DEFAULTS))}.",
            id="wagtail_libfees.E001",
        )
        for key in sorted(set(libfees_settings.stated()) - set(DEFAULTS))
    ]


def check_base_template(app_configs, **kwargs):
    """E002: without its base template no page can be rendered."""
    try:
        get_template(libfees_settings.BASE_TEMPLATE)
    except TemplateDoesNotExist:
        return [
            checks.Error(
                f"The template {libfees_settings.BASE_TEMPLATE!r} does not exist.",
                hint="Set WAGTAIL_LIBFEES['BASE_TEMPLATE'] to the base template of your site.",
                id="wagtail_libfees.E002",
            )
        ]
    return []


def check_page_models(app_configs, **kwargs):
    """E003: a page type that the site names must exist."""
    errors = []
    for name in PAGE_MODEL_SETTINGS:
        try:
            libfees_settings.page_model(name)
        except ImproperlyConfigured as exc:
            errors.append(
                checks.Error(
                    str(exc),
                    hint="Write it as 'app_label.ModelName' and install its app.",
                    id="wagtail_libfees.E003",
                )
            )
    return errors


def check_translation_sync(app_configs, **kwargs):
    """W001: by default a translation goes live with the text of its source."""
    synced = getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True)
    if not apps.is_installed("wagtail_localize") or not synced:
        return []
    return [
        checks.Warning(
            "A page sent to translation goes live before anyone has translated it.",
            hint="Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False.",
            id="wagtail_libfees.W001",
        )
    ]


def check_middleware(app_configs, **kwargs):
    """W002: without the middleware, a refused approval shows the editor an error page."""
    if REFUSED_PUBLISHING in settings.MIDDLEWARE:
        return []
    return [
        checks.Warning(
            "A workflow's approval of a page that cannot be published will show an error page.",
            hint=f"Add {REFUSED_PUBLISHING!r} to the end of MIDDLEWARE.",
            id="wagtail_libfees.W002",
        )
    ]


def check_page_cache(app_configs, **kwargs):
    """W011: Django's page cache would keep a banner past the end of its notices."""
    kept, cut = "UpdateCacheMiddleware", "NoticeBoundaryMiddleware"
    order = [path.rsplit(".", 1)[-1] for path in settings.MIDDLEWARE]
    if kept not in order or (cut in order and order.index(kept) < order.index(cut)):
        return []
    return [
        checks.Warning(
            "The page cache keeps notices that are over.",
            hint=f"Put 'wagtail_libfees.middleware.{cut}' below {kept} in MIDDLEWARE.",
            id="wagtail_libfees.W011",
        )
    ]


def check_admin_urls(app_configs, **kwargs):
    """W012: Wagtail's own views ask too little, and name what belongs to other libraries."""
    guarded = import_module("wagtail_libfees.admin_urls").urlpatterns
    try:
        address = reverse("wagtailadmin_pages:set_privacy", args=[1])
        found = resolve(address).func
    except (NoReverseMatch, Resolver404):
        return []
    if found in [pattern.callback for pattern in guarded]:
        return []
    return [
        checks.Warning(
            "The admin makes the fee page private without asking who depends on it, and shows "
            "editors the names of other libraries' drafts, branches and own facts.",
            hint=(
                "Put path('admin/', include('wagtail_libfees.admin_urls')) in your URLconf, above "
                "Wagtail's own admin and at the same place."
            ),
            id="wagtail_libfees.W012",
        )
    ]


def check_danish(app_configs, **kwargs):
    """W014: above Wagtail, Danish texts hide Wagtail's own; below it, they correct nothing."""
    configs = list(apps.get_app_configs())
    names = [config.name for config in configs]
    translated = [
        number
        for number, config in enumerate(configs)
        if config.name.split(".")[0] in IN_DANISH and (Path(config.path) / "locale").is_dir()
    ]
    wrong = []
    if DANISH in names and names.index(DANISH) < max(translated):
        wrong.append(("hide Wagtail's own", f"Put {DANISH!r} below its apps"))
    if CORRECTIONS in names and names.index(CORRECTIONS) > min(translated):
        wrong.append(("do not replace Wagtail's own", f"Put {CORRECTIONS!r} above its apps"))
    return [
        checks.Warning(
            f"Danish texts for the admin {effect}.",
            hint=f"{place} in INSTALLED_APPS: the texts of an earlier app win.",
            id="wagtail_libfees.W014",
        )
        for effect, place in wrong
    ]


def check_field_limit(app_configs, **kwargs):
    """W015: a form above the limit is answered with 400, and what was typed is lost."""
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is None or limit >= FIELDS_OF_A_LONG_FORM:
        return []
    return [
        checks.Warning(
            f"DATA_UPLOAD_MAX_NUMBER_FIELDS is {limit}: a fee page with many rates, or an FAQ with "
            "many questions, cannot be saved in the editor.",
            hint=f"Set DATA_UPLOAD_MAX_NUMBER_FIELDS = {FIELDS_OF_A_LONG_FORM:_}, as the project "
            "template of Wagtail does.",
            id="wagtail_libfees.W015",
        )
    ]


def check_default_cache(app_configs, **kwargs):
    """W016: Wagtail asks the default cache for each page; Django's for Redis then fails with it."""
    backend = settings.CACHES.get("default", {}).get("BACKEND")
    if backend != "django.core.cache.backends.redis.RedisCache":
        return []
    return [
        checks.Warning(
            "While the Redis server of the default cache is away, every page answers 500.",
            hint="Set its BACKEND to 'wagtail_libfees.cache_backends.ForgivingRedisCache', which "
            "takes the same settings.",
            id="wagtail_libfees.W016",
        )
    ]


def check_content_policy(app_configs, **kwargs):
    """W019: a script that came into a page in spite of all would be run by the browser."""
    middleware = [name.lower().replace("_", "") for name in settings.MIDDLEWARE]
    if any("contentsecuritypolicy" in name or "csp" in name for name in middleware):
        return []
    return [
        checks.Warning(
            "No middleware sends a content security policy.",
            hint=(
                "The public pages work with default-src 'self': see \"Content security policy\" in "
                "docs/install.md. Silence this if your web server sends one."
            ),
            id="wagtail_libfees.W019",
        )
    ]


def check_addresses(app_configs, databases=None, **kwargs):
    """W013: something live has no permanent address, since no signal told that it went live."""
    if router.db_for_read(PermanentAddress) not in (databases or ()):
        return []
    try:
        page = next(live_pages_without(), None)
    except DatabaseError:
        # Before the first migration, or in the midst of one.
        return []
    if page is None:
        return []
    return [
        checks.Warning(
            f"“{page.title}” and perhaps other pages have no permanent address.",
            hint="Run manage.py libfees_addresses.",
            id="wagtail_libfees.W013",
        )
    ]


def check_notice_channels(app_configs, **kwargs):
    """E004: a channel of the site's own must be there and be one."""
    errors = []
    for path in libfees_settings.NOTICE_CHANNELS:
        try:
            load_channel(path)
        except ChannelError as exc:
            errors.append(
                checks.Error(
                    f"WAGTAIL_LIBFEES['NOTICE_CHANNELS']: {exc}",
                    hint="Name a subclass of wagtail_libfees.notices.channels.Channel.",
                    id="wagtail_libfees.E004",
                )
            )
    return errors


def check_order(app_configs, **kwargs):
    """W017: a kind that is misspelt in the order of a fee page would be silently without effect."""
    return [
        checks.Warning(
            f"WAGTAIL_LIBFEES['TAKSTER_ORDER'] names {kind!r}, which is no part of a fee page.",
            hint=f"Known parts: {', '.join(KINDS)}.",
            id="wagtail_libfees.W017",
        )
        for kind in libfees_settings.TAKSTER_ORDER
        if kind not in KINDS
    ]


def check_head(app_configs, **kwargs):
    """E005, W018: a part of the head that is misspelt, or that the base template writes too."""
    parts = libfees_settings.HEAD_PARTS
    errors = [
        checks.Error(
            f"WAGTAIL_LIBFEES['HEAD_PARTS'] names {part!r}, which is no part of a head.",
            hint=f"Known parts: {', '.join(DEFAULTS['HEAD_PARTS'])}.",
            id="wagtail_libfees.E005",
        )
        for part in parts
        if part not in DEFAULTS["HEAD_PARTS"]
    ]
    try:
        source = get_template(libfees_settings.BASE_TEMPLATE).template.source
    except (TemplateDoesNotExist, AttributeError):
        return errors
    return errors + [
        checks.Warning(
            f"The head of the fee page says {part} twice: the base template writes it too.",
            hint=f"Take it out of {libfees_settings.BASE_TEMPLATE!r}, where {{% libfees_head %}} "
            f"writes it for every page, or take {part!r} out of WAGTAIL_LIBFEES['HEAD_PARTS'].",
            id="wagtail_libfees.W018",
        )
        for part, written in WRITTEN_IN_HEAD.items()
        if part in parts and re.search(written, source)
    ]
