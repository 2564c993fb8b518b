"""Which things of Wagtail's admin are of the user's library: what one may know the name of."""

from __future__ import annotations

import swapper
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import CollectionMember
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models

from .site_rows import SiteRowViewSet, rows_of


def is_site_row(model) -> bool:
    """Whether `model` is a snippet of ours whose rows belong to sites."""
    return isinstance(getattr(model, "snippet_viewset", None), SiteRowViewSet)


def site_row_models() -> list:
    """The snippets of ours whose rows belong to sites."""
    return [model for model in get_snippet_models() if is_site_row(model)]


def explorable_pages(user) -> QuerySet:
    """The pages that `user` finds in the explorer."""
    return PagePermissionPolicy().explorable_instances(user)


def keep_to_linkable_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """What a page chooser lists: one's own pages, and what the public can read of others."""
    return pages.filter(linkable(request.user))


def linkable(user) -> Q:
    """The pages that `user` may choose as the target of a link."""
    model = swapper.load_model("wagtailcore", "Page")
    public = model.objects.live().public().values("pk")
    return Q(pk__in=explorable_pages(user).values("pk")) | Q(pk__in=public)


def known_things(user, model) -> QuerySet | None:
    """The things of `model` whose names `user` may see; None if Wagtail's own view asks that."""
    if issubclass(model, swapper.load_model("wagtailcore", "Page")):
        return explorable_pages(user)
    if issubclass(model, CollectionMember):
        actions = {"choose", "add", "change", "delete"}
        policy = CollectionPermissionPolicy(model, auth_model=model)
        return policy.instances_user_has_any_permission_for(user, actions)
    return rows_of(user, model) if is_site_row(model) else None
