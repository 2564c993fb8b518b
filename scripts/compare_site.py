"""Record what the example site answers, and compare: the proof that a move changed nothing.

    PYTHONHASHSEED=0 python scripts/compare_site.py record before.json
    PYTHONHASHSEED=0 python scripts/compare_site.py compare before.json

Every public address and every page's form in the admin is asked, at one fixed instant and on the
database of the demo (`make demo-data`). What differs from call to call by nature is left out.
"""

import difflib
import json
import os
import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INSTANT = "2026-11-29 12:00:00"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
UNNAMED = ["/sitemap.xml"]
# Tokens against forgery, ids that are made anew for each empty row of a form, numbers of blocks in
# the order of their import, the name of one kind of log entry that Wagtail takes from a set, and
# its mark of the installed apps on each static file.
CHANGING = [
    (re.compile(r'(csrfmiddlewaretoken[^>]*value=|CSRF_TOKEN[\\"]*: )[\\]*"[^"]*"'), r"\1"),
    (re.compile(UUID), "UUID"),
    (re.compile(r"blockdef-\d+"), "blockdef"),
    (re.compile(r"(?:page|model) log entries"), "log entries"),
    (re.compile(r"\?v=[0-9a-f]{8}"), "?v="),
]


def addresses():
    """Each address to ask, public ones first."""
    from wagtail.models import Page

    pages = list(Page.objects.filter(depth__gt=1).order_by("pk"))
    yield from (address for page in pages if (address := page.get_url()))
    yield from UNNAMED
    yield from named_addresses(pages)
    yield from page_forms(pages)
    yield from settings_forms()
    yield from snippet_forms()


def named_addresses(pages):
    """Each name without arguments, and those of the package that take a page, for every page."""
    from django.urls import get_resolver

    for name, pattern in sorted(named_patterns(get_resolver()), key=lambda named: named[0]):
        yield from reversed_name(name)
        if pattern.lookup_str.startswith("wagtail_libfees") or "libfees" in name:
            for page in pages:
                yield from reversed_name(name, page.pk)


def named_patterns(resolver, namespaces=()):
    """(name with its namespaces, pattern) below `resolver`; none that ends the session."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from named_patterns(pattern, inner)
        elif pattern.name and not pattern.name.endswith("logout"):
            yield ":".join([*namespaces, pattern.name]), pattern


def reversed_name(name, *page_id):
    """The address of `name`, if it takes these arguments and no others."""
    from django.urls import NoReverseMatch, reverse

    try:
        yield reverse(name, kwargs={"page_id": page_id[0]} if page_id else None)
    except NoReverseMatch:
        return


def page_forms(pages):
    """The form that edits each page, and the one that adds each type where it may be added."""
    from django.urls import reverse
    from wagtail.models import get_page_models

    yield from (reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages)
    for model in get_page_models():
        parents = model.allowed_parent_page_models()
        for parent in (page for page in pages if page.specific_class in parents):
            names = [model._meta.app_label, model._meta.model_name, parent.pk]
            yield reverse("wagtailadmin_pages:add", args=names)


def settings_forms():
    """The form of each kind of settings, for each site where it belongs to one."""
    from django.urls import reverse
    from wagtail.contrib.settings.models import BaseSiteSetting
    from wagtail.contrib.settings.registry import registry
    from wagtail.models import Site

    sites = list(Site.objects.order_by("pk"))
    for model in registry:
        names = [model._meta.app_label, model._meta.model_name]
        yield reverse("wagtailsettings:edit", args=names)
        if issubclass(model, BaseSiteSetting):
            yield from (reverse("wagtailsettings:edit", args=[*names, site.pk]) for site in sites)


def snippet_forms():
    """The form that edits each snippet; their lists and empty forms have names of their own."""
    from django.urls import reverse
    from wagtail.snippets.models import get_snippet_models

    for model in get_snippet_models():
        edit = model.snippet_viewset.get_url_name("edit")
        for snippet in model._default_manager.order_by("pk"):
            yield reverse(edit, args=[snippet.pk])


def answers(wanted=None):
    """{address: [status, body]} of `wanted`, or of all addresses."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    public, editor = (Client(raise_request_exception=False) for _ in range(2))
    editor.force_login(get_user_model().objects.filter(is_superuser=True).first())
    found = {}
    for address in wanted or dict.fromkeys(addresses()):
        client = editor if address.startswith(("/admin", "/django-admin")) else public
        # The keys of rich text's blocks are drawn by chance.
        random.seed(address)
        response = client.get(address)
        found[address] = [response.status_code, steady(body_of(response))]
    return found


def body_of(response):
    """Where a response sends to, and its text; nothing of a page that names lines of the code."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode("utf-8", "replace")
    if response.status_code >= 500 or "<code>DEBUG = True</code>" in text:
        return ""
    return response.get("Location", "") + text


def steady(body):
    """`body` without what is another at each call."""
    for pattern, instead in CHANGING:
        body = pattern.sub(instead, body)
    return body


def differences(before, after):
    """Lines that tell what has changed, address by address."""
    for address, (status, body) in before.items():
        if after[address] == [status, body]:
            continue
        yield f"{address}: {status} -> {after[address][0]}"
        changed = difflib.unified_diff(
            body.split("\n"), after[address][1].split("\n"), n=0, lineterm=""
        )
        yield from list(changed)[2:42]


def asked(wanted=None):
    """`answers`, at the fixed instant; what the asking writes, such as a session, is not kept."""
    from django.conf import settings
    from django.db import transaction
    from freezegun import freeze_time

    settings.ALLOWED_HOSTS = ["*"]
    with freeze_time(INSTANT), transaction.atomic():
        found = answers(wanted)
        transaction.set_rollback(True)
    return found


def main(action, file):
    """Record into `file`, or compare with it; 1 if anything differs."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings")
    import django

    django.setup()
    if action == "record":
        Path(file).write_text(json.dumps(asked()), encoding="utf-8")
        return 0
    before = json.loads(Path(file).read_text(encoding="utf-8"))
    found = list(differences(before, asked(before)))
    sys.stdout.write("\n".join([*found, f"{len(before)} addresses compared."]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
