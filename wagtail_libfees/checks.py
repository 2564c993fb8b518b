"""System checks of the package. Each id has one rule and says how to mend it."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from importlib import import_module
from pathlib import Path

import django
import swapper
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, router
from django.db.models import Model
from django.http import HttpResponse
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.test import RequestFactory
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.module_loading import import_string
from wagtail.blocks import Block, StructBlock
from wagtail.fields import StreamField
from wagtail.models import AbstractPage

from .blocks import RateBlock, ReferringBlock
from .conf import DEFAULTS, ORIGIN, libfees_settings
from .danish import CORRECTIONS, DANISH
from .models import FeeSettings, LibfeesPageMixin, PermanentAddress, fee_page_problems
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
# The blocks of a base template that the package's pages fill.
FILLED_BLOCKS = ("title", "extra_head", "content")
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
        check_blocks_of_base,
        check_own_streams,
        check_localize,
        check_embed_origins,
    ):
        checks.register(outliving(check))
    for check in (check_addresses, check_linked_fee_pages):
        checks.register(outliving(check), checks.Tags.database)
    checks.register(outliving(check_fee_pages_deployed), deploy=True)
    checks.register(outliving(check_content_policy), checks.Tags.security, deploy=True)


def outliving(check: Callable) -> Callable:
    """`check`, which tells by W020 what kept it from looking, and takes no other check with it.

    A check that asks for an address asks the cache too, and may find that away.
    """

    @wraps(check)
    def outlived(app_configs, **kwargs):
        try:
            return check(app_configs, **kwargs)
        except DatabaseError:
            # Before the first migration, or in the midst of one.
            return []
        except Exception as error:
            return [
                checks.Warning(
                    f"{check.__name__} could not look: {type(error).__name__}: {error}",
                    hint="See whether what it asks (cache, storage, search) is there.",
                    id="wagtail_libfees.W020",
                )
            ]

    return outlived


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
    senders = [
        path
        for path in settings.MIDDLEWARE
        if re.search("content_?security_?policy|csp", path, re.IGNORECASE)
    ]
    if any(map(_sends_policy, senders)):
        return []
    fault = f"{senders[0]} sends no policy" if senders else "No middleware sends one"
    return [
        checks.Warning(
            f"The public pages have no content security policy: {fault}.",
            hint=(
                "They work with default-src 'self': see \"Content security policy\" in "
                "docs/install.md. Silence this if your web server sends one."
            ),
            id="wagtail_libfees.W019",
        )
    ]


def _sends_policy(path: str) -> bool:
    """Whether a middleware sends a policy that browsers hold to, also where none is set for it.

    One that cannot be asked is believed.
    """
    try:
        middleware = import_string(path)(lambda request: HttpResponse())
        return "Content-Security-Policy" in middleware(RequestFactory().get("/")).headers
    except Exception:
        return True


def check_addresses(app_configs, databases=None, **kwargs):
    """W013: something live has no permanent address, since no signal told that it went live."""
    if router.db_for_read(PermanentAddress) not in (databases or ()):
        return []
    page = next(live_pages_without(), None)
    if page is None:
        return []
    return [
        checks.Warning(
            f"“{page.title}” and perhaps other pages have no permanent address.",
            hint="Run manage.py libfees_addresses.",
            id="wagtail_libfees.W013",
        )
    ]


def check_fee_pages_deployed(app_configs, databases=None, **kwargs):
    """W010 for `check --deploy`, also where no database is named.

    Where one is named it is told once, but for Django 6.1 and later: there a check cannot see the
    difference, and twice is better than never.
    """
    if databases and django.VERSION < (6, 1):
        return []
    return check_linked_fee_pages(app_configs, databases=[router.db_for_read(FeeSettings)])


def check_linked_fee_pages(app_configs, databases=None, **kwargs):
    """W010: the fee page of a site is gone, or borrowers cannot read it.

    A warning, because `migrate` runs the checks of the database and stops at an error.
    """
    if router.db_for_read(FeeSettings) not in (databases or ()):
        return []
    return [
        checks.Warning(
            problem.message,
            hint="Choose one in the fee settings, or run manage.py libfees_restore_takster.",
            id="wagtail_libfees.W010",
        )
        for problem in fee_page_problems()
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


def check_blocks_of_base(app_configs, **kwargs):
    """W034: what a page writes into a block that the base template has not is lost."""
    name = libfees_settings.BASE_TEMPLATE
    try:
        known = block_names(get_template(name).template)
    except (TemplateDoesNotExist, AttributeError):
        # E002 tells the first; another template engine has no such blocks to ask for.
        return []
    lost = [block for block in FILLED_BLOCKS if known is not None and block not in known]
    if not lost:
        return []
    missing = " and no block ".join(map(repr, lost))
    return [
        checks.Warning(
            f"{name!r} has no block {missing}: what the pages of the package write there is lost, "
            "such as noindex, linked data and the calculator's script.",
            hint="Add it: see docs/install.md. Or put a template between that fills the blocks of "
            "yours, and name that in WAGTAIL_LIBFEES['BASE_TEMPLATE'].",
            id="wagtail_libfees.W034",
        )
    ]


def block_names(template) -> set[str] | None:
    """The blocks of a template and of those that it extends; None if it chooses at run time."""
    names = {node.name for node in template.nodelist.get_nodes_by_type(BlockNode)}
    for node in template.nodelist.get_nodes_by_type(ExtendsNode):
        parent = node.parent_name.resolve(Context(), ignore_failures=True)
        if not isinstance(parent, str):
            return None
        above = block_names(get_template(parent).template)
        if above is None:
            return None
        names |= above
    return names


def check_own_streams(app_configs, **kwargs):
    """W032: on a page type without the mixin, rates of 2040 and `{portal}` reach borrowers."""
    models = [model for model in apps.get_models() if issubclass(model, AbstractPage)]
    return [
        checks.Warning(
            f"{model._meta.label}.{field}: {fault}",
            hint=hint,
            obj=model,
            id="wagtail_libfees.W032",
        )
        for model, field, fault, hint in own_stream_faults(models)
    ]


def own_stream_faults(models: Iterable[type[Model]]) -> Iterator[tuple]:
    """`(model, field name, what is wrong, the mend)` for blocks that do not keep their promises."""
    for model in models:
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                is_ours = issubclass(model, LibfeesPageMixin)
                for fault, mend in _stream_faults(field.stream_block, is_ours):
                    yield model, field.name, fault, mend


def _stream_faults(stream: Block, is_ours: bool) -> Iterator[tuple[str, str]]:
    found = list(blocks_below(stream))
    names = sorted({type(block).__name__ for _parent, block in found if has_promises(block)})
    if names and not is_ours:
        fault = f"facts stay in braces in {', '.join(names)}, and rates of any day are shown."
        mend = (
            "wagtail_libfees.models.LibfeesBlocksMixin; or use the blocks that refer to the site's"
        )
        yield fault, f"Let the page type begin with {mend} rates, such as SiteRatesBlock."
    for parent, block in found:
        if isinstance(block, RateBlock) and parent is not stream:
            fault = (
                "stands inside another block, where rates are neither checked nor shown by date."
            )
            yield f"{type(block).__name__} {fault}", "Put it into the stream of the page itself."


def has_promises(block: Block) -> bool:
    """Whether a block is one of ours that needs its page to fill facts or to choose by date."""
    ours = type(block).__module__.startswith("wagtail_libfees.blocks.")
    return ours and isinstance(block, StructBlock) and not isinstance(block, ReferringBlock)


def blocks_below(block: Block) -> Iterator[tuple[Block, Block]]:
    """`(parent, block)` for every block inside `block`, but not inside one of ours."""
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *filter(None, [getattr(block, "child_block", None)])]:
        yield block, child
        if not type(child).__module__.startswith("wagtail_libfees."):
            yield from blocks_below(child)


def check_localize(app_configs, **kwargs):
    """W033: wagtail-localize takes pages for something else where the base page is swapped."""
    if not apps.is_installed("wagtail_localize"):
        return []
    known = getattr(import_module("wagtail_localize.models"), "Page", None)
    if known is None or known is swapper.load_model("wagtailcore", "Page"):
        return []
    return [
        checks.Warning(
            "This version of wagtail-localize does not work with a base page of the site's own: "
            "the editor of a page that has been translated answers 500.",
            hint="Leave wagtail_localize out of INSTALLED_APPS, with wagtail.locales in the place "
            "of wagtail_localize.locales, and translate by wagtail.contrib.simple_translation, "
            "until its issue 949 is solved.",
            id="wagtail_libfees.W033",
        )
    ]


def check_embed_origins(app_configs, **kwargs):
    """E006: what is no origin would be ignored by browsers, or say something else to them."""
    return [
        checks.Error(
            f"WAGTAIL_LIBFEES['EMBED_ORIGINS'] names {origin!r}, which is no origin.",
            hint="Write it as 'https://catalogue.example', with no path.",
            id="wagtail_libfees.E006",
        )
        for origin in libfees_settings.EMBED_ORIGINS
        if not ORIGIN.fullmatch(str(origin))
    ]
