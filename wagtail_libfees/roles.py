"""The three roles of a library, and what each may do. docs/roles.md shows the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Site,
)

_WRITE = ("add_page", "change_page")
_PUBLISH = (*_WRITE, "publish_page", "lock_page")
_CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
_UPLOAD = (
    *_CHOOSE,
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
)
_TERMS = tuple(f"wagtail_libfees.{verb}_outdatedterm" for verb in ("add", "change", "delete"))
_BRANCHES = tuple(f"wagtail_libfees.{verb}_branch" for verb in ("add", "change", "delete"))
_OWN_FACTS = tuple(f"wagtail_libfees.{verb}_ownfact" for verb in ("add", "change", "delete"))


@dataclass(frozen=True)
class Role:
    """A group of the admin. Permissions are "app.codename", those of pages only the codename.

    One that an installation does not have, such as documents, is passed over.
    """

    name: str
    pages: tuple[str, ...]
    collection: tuple[str, ...]
    site: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()


ACCESS = "wagtailadmin.access_admin"

ROLES = (
    Role(
        "Lokal administrator",
        pages=(*_PUBLISH, "unlock_page", "bulk_delete_page"),
        collection=_UPLOAD,
        site=("wagtail_libfees.change_feesettings", *_TERMS, *_BRANCHES, *_OWN_FACTS),
        everywhere=(
            ACCESS,
            "wagtail_libfees.add_importrun",
            "wagtail_libfees.publish_urgent_notice",
        ),
    ),
    Role(
        "Redaktør",
        pages=_PUBLISH,
        collection=_UPLOAD,
        site=_OWN_FACTS,
        everywhere=(
            ACCESS,
            "wagtail_libfees.add_importrun",
            "wagtail_libfees.publish_urgent_notice",
        ),
    ),
    Role("Formidler", pages=_WRITE, collection=_CHOOSE, everywhere=(ACCESS,)),
)


@dataclass(frozen=True)
class Grant:
    """One thing that is given: to which group, and in words."""

    group: str
    what: str


def set_up_roles(site: Site, *, several: bool, dry_run: bool) -> Iterator[Grant]:
    """Give the roles of `site` what they lack; yields what was, or would be, given.

    `several`: the installation has more than one site, so groups and a collection are the site's
    own. Nothing is ever taken away.
    """
    host = host_of(site)
    collection = _collection(host, dry_run) if several else Collection.get_first_root_node()
    for role in ROLES:
        name = _group_name(role, host, several)
        group = _group(name, dry_run)
        yield from _grant_everywhere(role.everywhere, group, name, dry_run)
        yield from _grant(role, group, name, site, collection, dry_run)


def host_of(site: Site) -> str:
    """What tells a site from the others: its host, with the port unless that goes without saying.

    It does not where one host has a site on each of the two usual ports.
    """
    usual = site.port in (80, 443)
    others = Site.objects.filter(hostname=site.hostname).exclude(pk=site.pk)
    if usual and not others.filter(port__in=(80, 443)).exists():
        return site.hostname
    return f"{site.hostname}:{site.port}"


def rights_elsewhere(site: Site, *, several: bool) -> Iterator[Grant]:
    """What the groups of `site` may do outside it, and those of a time with one site everywhere.

    A site that was renamed, or an installation that got a second one, leaves such rights behind.
    They are told and not taken away: somebody may have meant them.
    """
    paths = [root.root_path for root in Site.get_site_root_paths() if root.site_id == site.pk]
    for role in ROLES:
        group = Group.objects.filter(name=_group_name(role, host_of(site), several)).first()
        for page in _pages_of(group):
            if not any(page.url_path.startswith(path) for path in paths):
                yield Grant(group.name, page.title)
        old = Group.objects.filter(name=role.name).first() if several else None
        for collection in Collection.objects.filter(group_permissions__group=old).distinct():
            yield Grant(role.name, collection.name)


def _pages_of(group: Group | None):
    """The pages that a group has rights on."""
    model = GroupPagePermission._meta.get_field("page").related_model
    return model.objects.filter(group_permissions__group=group).distinct() if group else []


def _group_name(role: Role, host: str, several: bool) -> str:
    return f"{role.name} ({host})" if several else role.name


def _group(name: str, dry_run: bool) -> Group:
    found = Group.objects.filter(name=name).first()
    return found or (Group(name=name) if dry_run else Group.objects.create(name=name))


def _collection(name: str, dry_run: bool) -> Collection:
    """The collection of a site's images and documents, below the root."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=name).first()
    if found or dry_run:
        return found or Collection(name=name)
    return root.add_child(instance=Collection(name=name))


def _grant_everywhere(labels, group, name, dry_run) -> Iterator[Grant]:
    for permission in _permissions(labels):
        if group.pk is None or not group.permissions.filter(pk=permission.pk).exists():
            if not dry_run:
                group.permissions.add(permission)
            yield Grant(name, _label(permission))


def _grant(role, group, name, site, collection, dry_run) -> Iterator[Grant]:
    wanted: tuple[tuple[Any, str, Any, tuple[str, ...]], ...] = (
        (GroupPagePermission, "page", site.root_page, _of_pages(role.pages)),
        (GroupCollectionPermission, "collection", collection, role.collection),
        (GroupSitePermission, "site", site, role.site),
    )
    for model, field, target, labels in wanted:
        for permission in _permissions(labels):
            if _has(model, group, field, target, permission):
                continue
            if not dry_run:
                model.objects.create(group=group, permission=permission, **{field: target})
            yield Grant(name, f"{_label(permission)}: {target}")


def _has(model, group, field, target, permission) -> bool:
    if group.pk is None or target.pk is None:
        return False
    return model.objects.filter(group=group, permission=permission, **{field: target}).exists()


def _of_pages(codenames: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"wagtailcore.{codename}" for codename in codenames)


def _permissions(labels: tuple[str, ...]) -> list[Permission]:
    """The permissions that this installation has, in the order of `labels`."""
    found = []
    for label in labels:
        app, codename = label.split(".")
        found += Permission.objects.filter(
            content_type__app_label=app, codename=codename
        ).select_related("content_type")
    return found


def _label(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"
