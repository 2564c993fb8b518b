"""Every address that the resolver of the example knows, filled with a library's things.

An address with an argument that no rule here fills is an error: say what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from .libraries import START, Library

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")

# What a number in an address is, by a part of the route and the name of the argument; the first
# that fits.
IDS = (
    ("importer/watched", "pk", "libfees_imports.watchedsource"),
    ("importer/", "pk", "libfees_imports.importrun"),
    ("libfees/terms", "pk", "wagtail_libfees.outdatedterm"),
    ("/branch/", "pk", "wagtail_libfees.branch"),
    ("/ownfact/", "pk", "wagtail_libfees.ownfact"),
    ("/searchsynonym/", "pk", "wagtail_libfees.searchsynonym"),
    ("libfees-helped", "pk", "wagtail_libfees.answerrating"),
    ("libfees-searches", "pk", "wagtail_libfees.unansweredsearch"),
    ("locales/", "pk", "wagtailcore.locale"),
    ("sites/", "pk", "wagtailcore.site"),
    ("settings/", "pk", "wagtailcore.site"),
    ("users/", "pk", "auth.user"),
    ("groups/", "pk", "auth.group"),
    ("collections/", "pk", "wagtailcore.collection"),
    ("collections/", "collection_id", "wagtailcore.collection"),
    ("workflows/tasks/", "pk", "wagtailcore.task"),
    ("workflows/", "pk", "wagtailcore.workflow"),
    ("documents/", "pk", "wagtaildocs.document"),
    ("images/", "pk", "wagtailimages.image"),
    ("pages/", "pk", "wagtailcore.page"),
    ("wagtaildocs/document", "object_id", "wagtaildocs.document"),
    ("wagtailimages/image", "object_id", "wagtailimages.image"),
    ("auth/group", "object_id", "auth.group"),
    ("auth/user", "object_id", "auth.user"),
    ("auth/user", "id", "auth.user"),
    ("taggit/tag", "object_id", "taggit.tag"),
    ("editing-sessions/", "object_id", "wagtailcore.page"),
    ("django-admin/r/", "object_id", "wagtailcore.page"),
    ("", "restriction_id", "wagtailcore.pageviewrestriction"),
    ("", "page_view_restriction_id", "wagtailcore.pageviewrestriction"),
    ("", "page_id", "wagtailcore.page"),
    ("", "parent_page_id", "wagtailcore.page"),
    ("", "page_to_move_id", "wagtailcore.page"),
    ("", "parent_id", "wagtailcore.page"),
    ("", "page_pk", "wagtailcore.page"),
    ("", "site_id", "wagtailcore.site"),
    ("", "revision_id", "wagtailcore.revision"),
    ("", "translation_id", "wagtail_localize.translation"),
    ("", "translation_source_id", "wagtail_localize.translationsource"),
    ("", "string_segment_id", "wagtail_localize.stringsegment"),
    ("", "overridable_segment_id", "wagtail_localize.overridablesegment"),
    ("", "document_id", "wagtaildocs.document"),
    ("", "doc_id", "wagtaildocs.document"),
    ("", "image_id", "wagtailimages.image"),
    ("", "uploaded_file_id", "wagtailcore.uploadedfile"),
    ("", "redirect_id", "wagtailredirects.redirect"),
    ("", "task_state_id", "wagtailcore.taskstate"),
    ("", "task_id", "wagtailcore.task"),
    ("", "workflow_pk", "wagtailcore.workflow"),
    ("", "workflow_state_id", "wagtailcore.workflowstate"),
    ("", "session_id", "wagtailadmin.editingsession"),
)
WORDS = {
    "action_name": ["copy", "publish", "unpublish", "delete", "approve"],
    "action": ["delete", "move", "publish", "unpublish", "add_to_collection", "set_active_state"],
    "channel": ["website", "poster"],
    "file": ["qr-svg"],
    "filter_spec": ["original"],
    "kind": ["overdue"],
    "mode": ["default"],
    "number": ["0"],
    "step": ["rates", "contact"],
    "token": ["odd"],
    "uidb64": ["odd"],
    "url": [""],
}
PAGE_TYPES = [("libfees_pages", "staffguidepage"), ("libfees_pages", "paymentfaqpage")]
SNIPPETS = [
    ("wagtail_libfees", "branch"),
    ("wagtail_libfees", "ownfact"),
    ("wagtail_libfees", "searchsynonym"),
]
# The pairs of app and model in an address, by a part of the route.
MODELS = (
    ("snippet", SNIPPETS),
    ("settings/", [("wagtail_libfees", "feesettings")]),
    ("tag-autocomplete/", [("taggit", "tag")]),
    ("editing-sessions/", [("wagtailcore", "page")]),
    ("tasks/add/", [("wagtailcore", "groupapprovaltask")]),
    ("pages/", PAGE_TYPES),
)
APP_NAMES = ("app_label", "app_name", "content_type_app_name")
MODEL_NAMES = ("model_name", "content_type_model_name")


@dataclass(frozen=True)
class Address:
    """An address with arguments; `route` names it, with the names of its arguments."""

    route: str
    path: str
    ids: str = ""

    @property
    def in_admin(self) -> bool:
        return self.route.startswith(("admin/", "django-admin/"))


def routes() -> list[str]:
    """The routes of the installation, each once; of two that are the same the first answers."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns)))


def _walk(patterns, before="") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route


def addresses(library: Library) -> Iterator[Address]:
    """Every address with the things of `library`."""
    for route in routes():
        for path, ids in _filled(route, library):
            yield Address(route, f"/{path}", ids)


def one_of_each(library):
    """An address of each route, that of the staff guide where there is one."""
    guide = f"/{library.things['wagtailcore.page'][3].pk}/"
    by_route = {}
    for each in addresses(library):
        if each.route not in by_route or guide in each.path:
            by_route[each.route] = each
    return by_route.values()


def is_ours(address):
    """Whether the package answers it; Wagtail's own search answers 500 without its engine."""
    words = ("libfees", "api/v2", "sitemap", "(?:")
    return any(word in address.route for word in words)


def _filled(route: str, library: Library) -> Iterator[tuple[str, str]]:
    """The paths of a route, and the ids that a list of theirs may be asked about."""
    special = _special(route, library)
    if special is not None:
        yield from ((path, "") for path in special)
        return
    if "bulk/" in route:
        for label in bulk_models():
            app, model = label.split(".")
            for action in bulk_action_registry.actions[app][model]:
                filled = route.replace("<str:app_label>", app).replace("<str:model_name>", model)
                yield filled.replace("<str:action>", action), _ids(label, library)
        return
    names = ARGUMENT.findall(route)
    pairs = [None]
    if any(name in APP_NAMES for name in names):
        pairs = next(found for part, found in MODELS if part in route)
    for pair in pairs:
        choices = [_values(route, name, pair, library) for name in names]
        for values in product(*choices):
            path = route
            for value in values:
                path = ARGUMENT.sub(str(value), path, count=1)
            yield path, _ids(_listed(path), library)


def bulk_models() -> list[str]:
    """The models that Wagtail has bulk actions for."""
    bulk_action_registry._scan_for_bulk_actions()
    found = bulk_action_registry.actions
    return [f"{app}.{model}" for app, models in found.items() for model in models]


def _listed(path: str) -> str:
    """The model of which an address without a number lists things."""
    for part, label in (
        ("/branch/", "wagtail_libfees.branch"),
        ("/ownfact/", "wagtail_libfees.ownfact"),
        ("/searchsynonym/", "wagtail_libfees.searchsynonym"),
        ("documents/", "wagtaildocs.document"),
        ("images/", "wagtailimages.image"),
    ):
        if part in path:
            return label
    return "wagtailcore.page"


def _ids(label: str, library: Library) -> str:
    """A query that names the things of a model."""
    return "&".join(f"id={pk}" for pk in library.ids(label))


def _values(route: str, name: str, pair, library: Library) -> list:
    if name in APP_NAMES:
        return [pair[0]]
    if name in MODEL_NAMES:
        return [pair[1]]
    if name == "content_type_id":
        return [ContentType.objects.get(app_label="wagtailcore", model="page").pk]
    if name == "pk" and pair:
        label = ".".join(pair) if pair in SNIPPETS else "wagtailcore.site"
        return library.ids(label)
    if name in WORDS:
        return WORDS[name]
    if name == "destination_id":
        return [library.site.root_page_id]
    for part, argument, label in IDS:
        if name == argument and part in route:
            # One that is not there, of what neither library has.
            return library.ids(label) or [9_999_999]
    raise LookupError(f"tests/doors/addresses.py does not say what {name} is in {route}")


def _special(route: str, library: Library) -> list[str] | None:
    """The paths of a route that is written as a pattern; None if it is none."""
    pages = library.things["wagtailcore.page"]
    if route == r"documents/(\d+)/(.*)$":
        return [f"documents/{doc.pk}/{doc.filename}" for doc in library.things[DOCUMENT]]
    if r"(?:[\w\-]+/)*" in route:
        return [urlsplit(page.full_url).path.removeprefix("/") for page in pages]
    if "revisions/compare" in route:
        return [
            f"admin/pages/{page.pk}/revisions/compare/{way}/"
            for page in pages
            for way in ("live...latest", "earliest...latest")
        ]
    before = route.split("(")[0]
    if "(?P<key>" in route:
        keys = [address.key for address in library.things["wagtail_libfees.permanentaddress"]]
        return [before + key for key in keys]
    if "(?P<app_label>" in route:
        return [before + "auth/", before + "wagtaildocs/"]
    if "(?P<url>" in route:
        return [before + "nothing/"]
    if ".*" in route:
        return [route.split(".*")[0] + "nothing/"]
    return [route.rstrip("$")] if route.endswith("$") else None


DOCUMENT = "wagtaildocs.document"
SEARCH = f"q={START}"
