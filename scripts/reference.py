#!/usr/bin/env python3
"""Writes the pages of the reference that the code tells itself: docs/tags.md and so on.

    python -m scripts.reference

`tests/test_docs.py` fails while a page says something else than the code.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
TAG_LIBRARIES = {
    "libfees_tags": (
        *("libfees_head", "libfees_names", "libfees_notices", "libfees_parts", "libfees_tags"),
    ),
    "libfees_questions": ("libfees_questions",),
}
# What sites use; the other tags are for the package's own templates, and may change.
PUBLIC_TAGS = (
    *("libfees_head", "libfees_breadcrumbs", "libfees_languages", "libfees_notices"),
    *("libfees_notices_boundary", "libfees_notices_stamp", "libfees_in_short", "libfees_rates"),
    *("libfees_calculator", "libfees_pay", "libfees_contact", "libfees_latest_notices"),
    *("libfees_fee_page_url", "libfees_settings_of_site", "libfees_text", "libfees_richtext"),
    *(
        "libfees_name",
        "libfees_names",
        "libfees_href",
        "libfees_host",
        "libfees_amount",
        "libfees_date",
    ),
    *("libfees_faq", "libfees_found_questions"),
)
MIXINS = (
    *("LibfeesBlocksMixin", "LibfeesPageMixin", "TaksterPageMixin", "PaymentFAQPageMixin"),
    *("StaffGuidePageMixin", "ServiceNoticeIndexPageMixin", "ServiceNoticePageMixin"),
)


def page(title: str, about: str, parts: Iterator[str]) -> str:
    """A page of Markdown; it says itself that a script wrote it."""
    by = "<!-- Written by scripts/reference.py from the code. -->"
    return "\n\n".join([f"# {title}", by, about, *parts]) + "\n"


def prose(thing: object) -> str:
    """The docstring of `thing` as paragraphs of one line each."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join(re.sub(r"\s*\n\s*", " ", each) for each in paragraphs)


def tags() -> Iterator[str]:
    for library, modules in TAG_LIBRARIES.items():
        yield f"## `{{% load {library} %}}`"
        for module in (import_module(f"wagtail_libfees.templatetags.{name}") for name in modules):
            for name in PUBLIC_TAGS:
                function = vars(module).get(name)
                if getattr(function, "__module__", "") != module.__name__:
                    continue
                if name in module.register.filters:
                    yield f"### `|{name}`\n\n{prose(function)}"
                else:
                    yield f"### `{{% {name}{arguments(function)} %}}`\n\n{prose(function)}"


def arguments(function: Callable) -> str:
    """What a template may write behind the name of a tag."""
    told = ""
    for name, parameter in inspect.signature(function).parameters.items():
        if name in {"context", "parser", "token"}:
            continue
        has_default = parameter.default is not inspect.Parameter.empty
        default = '""' if parameter.default in ("", None) else parameter.default
        told += f" {name}={default}" if has_default else f" {name}"
    return told


def blocks() -> Iterator[str]:
    from wagtail.blocks import StructBlock

    from wagtail_libfees import blocks as module

    found = [getattr(module, name) for name in module.__all__]
    offered = [
        block
        for block in found
        if isinstance(block, type)
        and issubclass(block, StructBlock)
        and getattr(block._meta_class, "template", None)
    ]
    for heading, refers in (("For any StreamField", True), ("With the mixin", False)):
        rows = [
            f"| `{block.__name__}` | {block().label} | {block().meta.description} |"
            for block in offered
            if issubclass(block, module.ReferringBlock) is refers
        ]
        yield f"## {heading}\n\n| block | called | what it is |\n|---|---|---|\n" + "\n".join(rows)


def mixins() -> Iterator[str]:
    from wagtail_libfees import models

    for mixin in (getattr(models, name) for name in MIXINS):
        fields = ", ".join(f"`{field.name}`" for field in mixin._meta.local_fields)
        lists = [n for n in vars(mixin) if n.endswith(("_panels", "_search_fields", "_api_fields"))]
        yield f"## `{mixin.__name__}`\n\n{prose(mixin)}"
        if fields:
            yield f"Fields: {fields}."
        if lists:
            yield "For the page type: " + ", ".join(f"`{name}`" for name in lists) + "."
        methods = [
            f"- `{name}{method_arguments(member)}`: {prose(member)}"
            for name, member in vars(mixin).items()
            if inspect.isfunction(member) and not name.startswith("_") and inspect.getdoc(member)
            if member.__qualname__.startswith(mixin.__name__)
        ]
        if methods:
            yield "\n".join(each.replace("\n\n", " ") for each in methods)


def method_arguments(method: Callable) -> str:
    return re.sub(r"\(self(, )?", "(", str(inspect.signature(method))).split(" ->")[0]


def signals() -> Iterator[str]:
    source = (ROOT / "wagtail_libfees" / "signals.py").read_text(encoding="utf-8")
    for told, name in re.findall(r"((?:^# .*\n)+)(\w+) = Signal\(\)", source, re.MULTILINE):
        words = " ".join(line.removeprefix("# ") for line in told.splitlines())
        sent, _stop, what = words.partition(". ")
        yield f"## `{name}`\n\n{what}\n\nWith {sent}."


def commands() -> Iterator[str]:
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import BaseCommand

    usual = {action.dest for action in BaseCommand().create_parser("", "")._actions}
    for name, app in sorted(get_commands().items()):
        if not name.startswith("libfees_"):
            continue
        command = load_command_class(app, name)
        parser = command.create_parser("manage.py", name)
        rows = [option_line(action) for action in parser._actions if action.dest not in usual]
        yield f"## `{name}`\n\n{command.help}" + ("\n\n" + "\n".join(rows) if rows else "")


def option_line(action) -> str:
    """An option or argument of a command, with what it takes and what it does."""
    takes = action.metavar if isinstance(action.metavar, str) and action.option_strings else ""
    name = " ".join(filter(None, [", ".join(action.option_strings) or action.dest, takes]))
    one_of = ", ".join(f"`{choice}`" for choice in action.choices or ())
    told = " ".join(filter(None, [action.help, one_of and f"One of {one_of}."]))
    return f"- `{name}`: {told}"


PAGES: dict[str, Callable[[], str]] = {
    "tags.md": lambda: page(
        "Template tags",
        "What the templates of a site may use; these names and arguments are promised. The context "
        "needs the `request`. Examples: [parts on your own pages](parts.md).",
        tags(),
    ),
    "blocks.md": lambda: page(
        "Blocks",
        "From `wagtail_libfees.blocks`; names and stored values are promised. Show each with "
        "`{% include_block %}`, which hands the request on.",
        blocks(),
    ),
    "mixins.md": lambda: page(
        "Mixins for page types",
        "From `wagtail_libfees.models`. Fields, lists of panels and methods are promised, and "
        "methods may be overridden; names that begin with `_` are not. How to use them: "
        "[page types of your own](own-pages.md).",
        mixins(),
    ),
    "signals.md": lambda: page(
        "Signals",
        prose(import_module("wagtail_libfees.signals")) + " How to listen: "
        "[extending](extend.md#signals).",
        signals(),
    ),
    "commands.md": lambda: page(
        "Commands",
        "Names, options and JSON are promised. Those of imports are there while "
        "`wagtail_libfees.imports` is installed.",
        commands(),
    ),
}


def written(name: str) -> str:
    """The page `name` of docs/ as the code tells it."""
    from django.utils import translation

    with translation.override("en"):
        return PAGES[name]()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings")
    django.setup()
    for name in PAGES:
        (ROOT / "docs" / name).write_text(written(name), encoding="utf-8")


if __name__ == "__main__":
    main()
