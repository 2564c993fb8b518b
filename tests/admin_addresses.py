"""The addresses of the package in the admin, from Django's resolver."""

from django.urls import get_resolver


def admin_addresses():
    """(name, names of the arguments) of each address of the package in the admin."""
    return sorted(set(_walk(get_resolver().url_patterns)))


def _walk(patterns, route="", namespace="", arguments=()):
    for pattern in patterns:
        here = f"{route}{pattern.pattern}"
        names = (*arguments, *pattern.pattern.converters)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner, names)
        elif here.startswith("admin/") and _is_ours(here, pattern.callback):
            yield f"{namespace}{pattern.name}", names


def _is_ours(route, view):
    view_class = getattr(view, "view_class", None) or view
    return "libfees" in route or view_class.__module__.startswith("wagtail_libfees")
