"""The roles of a library, and what each may do. docs/roles.md shows the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import swapper
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Site,
)

from .conf import libfees_settings
from .models.private_pages import READ_STAFF_GUIDE, staff_of
from .sites import is_in_site

_WRITE = ("add", "change")
_PUBLISH = (*_WRITE, "publish", "lock")
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

_SYNONYMS = tuple(f"wagtail_libfees.{verb}_searchsynonym" for verb in ("add", "change", "delete"))


@dataclass(frozen=True)
class Role:
    """A group. Permissions are "app.codename", those of pages only the action: their names follow
    the page model, which a site can swap.

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
        pages=(*_PUBLISH, "unlock", "bulk_delete"),
        collection=_UPLOAD,
        site=("wagtail_libfees.change_feesettings", *_TERMS, *_BRANCHES, *_OWN_FACTS, *_SYNONYMS),
        everywhere=(
            ACCESS,
            "wagtail_libfees.publish_urgent_notice",
            "wagtail_localize.submit_translation",
        ),
    ),
    Role(
        "Redaktør",
        pages=_PUBLISH,
        collection=_UPLOAD,
        site=(*_OWN_FACTS, *_SYNONYMS),
        everywhere=(
            ACCESS,
            "wagtail_libfees.publish_urgent_notice",
            "wagtail_localize.submit_translation",
        ),
    ),
    Role("Formidler", pages=_WRITE, collection=_CHOOSE, everywhere=(ACCESS,)),
    # Reads the staff guide of the own library, and has no right in the admin.
    Role("Medarbejder", pages=(), collection=(), site=(READ_STAFF_GUIDE,)),
)

_added: dict[str, tuple[str, ...]] = {}


def add_to_roles(permission: str, *names: str) -> None:
    """Let the roles with these names have a permission of another app, everywhere."""
    for name in names:
        _added[name] = (*_added.get(name, ()), permission)


@dataclass(frozen=True)
class Grant:
    """One thing that is given: to which group, and in words."""

    group: str
    what: str


def set_up_roles(site: Site, *, several: bool, dry_run: bool) -> Iterator[Grant]:
    """Give the roles of `site` what they lack; yields what was, or would be, given.

    `several`: the installation has more than one site, so groups and a collection are the site's
    own. The groups that `ROLE_GROUPS` maps to a role get the same. Nothing is ever taken away.
    """
    host = host_of(site)
    collection = _collection(host, dry_run) if several else Collection.get_first_root_node()
    for role in ROLES:
        everywhere = (*role.everywhere, *_added.get(role.name, ()))
        for name in role_group_names(role, site, several=several):
            group = _group(name, dry_run)
            yield from _grant_everywhere(everywhere, group, name, dry_run)
            yield from _grant(role, group, name, site, collection, dry_run)


def role_group_names(role: Role, site: Site, *, several: bool) -> list[str]:
    """The names of the groups that have `role` on `site`: its own, then those mapped to it.

    `ROLE_GROUPS` names the role as its own group is called. Raises `ImproperlyConfigured` if it is
    no dictionary of lists.
    """
    own = _group_name(role, host_of(site), several)
    mapped = mapped_groups().get(own, [])
    return [own, *(name for name in mapped if name != own)]


def mapped_groups() -> dict[str, list[str]]:
    """The groups of a single sign-on by the role that they have."""
    stated = libfees_settings.ROLE_GROUPS
    lists = isinstance(stated, dict) and all(
        isinstance(names, (list, tuple)) for names in stated.values()
    )
    if not lists:
        raise ImproperlyConfigured(
            "WAGTAIL_LIBFEES['ROLE_GROUPS'] is a dictionary of lists of names of groups."
        )
    return {role: list(names) for role, names in stated.items()}


def roles_unknown(sites: list[Site]) -> list[str]:
    """What `ROLE_GROUPS` maps to that is no role of one of `sites`: a slip, and no rights."""
    several = len(sites) > 1
    known = {_group_name(role, host_of(site), several) for site in sites for role in ROLES}
    return [name for name in mapped_groups() if name not in known]


def follow_translation(source, target) -> None:
    """Give the roles the rights on `target`, a front page in a new language, that they have on
    `source`, the front page of a site.
    """
    site = Site.objects.filter(root_page__translation_key=source.translation_key).first()
    if site is None:
        return
    several = Site.objects.count() > 1
    names = [n for role in ROLES for n in role_group_names(role, site, several=several)]
    given = GroupPagePermission.objects.filter(page_id=site.root_page_id, group__name__in=names)
    for right in given:
        GroupPagePermission.objects.get_or_create(
            group_id=right.group_id, page_id=target.pk, permission_id=right.permission_id
        )


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
    for role in ROLES:
        group = Group.objects.filter(name=_group_name(role, host_of(site), several)).first()
        for page in _pages_of(group):
            if not is_in_site(page, site):
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
        *(
            (GroupPagePermission, "page", page, _of_pages(role.pages))
            for page in _front_pages(site)
        ),
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


def _of_pages(actions: tuple[str, ...]) -> tuple[str, ...]:
    options = swapper.load_model("wagtailcore", "Page")._meta
    return tuple(
        f"{options.app_label}.{get_permission_codename(action, options)}" for action in actions
    )


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


@dataclass(frozen=True)
class Ability:
    """Something one may do, and the permission that lets one; `where` is what it is given for."""

    label: str
    where: str
    permission: str


ABILITIES = (
    Ability(_("Open the admin"), "everywhere", ACCESS),
    Ability(_("Read the staff guide"), "staff", READ_STAFF_GUIDE),
    Ability(_("Write pages, as drafts"), "pages", "change"),
    Ability(_("Publish, unpublish and delete pages"), "pages", "publish"),
    Ability(_("Delete pages that have pages below"), "pages", "bulk_delete"),
    Ability(_("Send pages to translation"), "everywhere", "wagtail_localize.submit_translation"),
    Ability(_("Publish urgent notices"), "everywhere", "wagtail_libfees.publish_urgent_notice"),
    Ability(_("Upload images"), "collection", "wagtailimages.add_image"),
    Ability(_("Upload documents"), "collection", "wagtaildocs.add_document"),
    Ability(_("Import questions and rates"), "everywhere", "libfees_imports.add_importrun"),
    Ability(_("Change the fee settings"), "site", "wagtail_libfees.change_feesettings"),
    Ability(_("Change branches"), "site", "wagtail_libfees.change_branch"),
    Ability(_("Change outdated terms"), "site", "wagtail_libfees.change_outdatedterm"),
    Ability(_("Change own facts"), "site", "wagtail_libfees.change_ownfact"),
    Ability(_("Change synonyms"), "site", "wagtail_libfees.change_searchsynonym"),
)


def abilities() -> list[Ability]:
    """What there is to be allowed in this installation, which may lack an app."""
    return [each for each in ABILITIES if each.where == "pages" or _permissions((each.permission,))]


def groups_of(site: Site, *, several: bool) -> list[Group]:
    """The groups with a role on `site`, in the order of the roles; then others with rights."""
    names = [n for role in ROLES for n in role_group_names(role, site, several=several)]
    found = {group.name: group for group in Group.objects.filter(name__in=names)}
    roles = [found[name] for name in names if name in found]
    here = Group.objects.filter(
        Q(page_permissions__page__in=_front_pages(site)) | Q(site_permissions__site=site)
    )
    others = here.exclude(name__in=names).distinct().order_by("name")
    return [*roles, *others]


def may(group: Group, ability: Ability, site: Site) -> bool:
    """Whether `group` is allowed `ability` on `site`: of pages, in every language of it."""
    if ability.where == "staff":
        return staff_of(site.root_page).filter(pk=group.pk).exists()
    if ability.where == "everywhere":
        return may_everywhere(group, ability.permission)
    if ability.where == "site":
        everywhere = may_everywhere(group, ability.permission)
        return everywhere or _may_on_site(group, ability.permission, site)
    (permission, *_more) = _permissions(
        _of_pages((ability.permission,)) if ability.where == "pages" else (ability.permission,)
    )
    if ability.where == "collection":
        return GroupCollectionPermission.objects.filter(group=group, permission=permission).exists()
    return all(_may_on_page(group, permission, page) for page in _front_pages(site))


def may_everywhere(group: Group, label: str) -> bool:
    """Whether `group` has the permission itself, and not just for a site or a page."""
    return group.permissions.filter(pk__in=[each.pk for each in _permissions((label,))]).exists()


def _may_on_site(group, label: str, site: Site) -> bool:
    return GroupSitePermission.objects.filter(
        group=group, site=site, permission__in=_permissions((label,))
    ).exists()


def _may_on_page(group, permission, page) -> bool:
    above = page.get_ancestors(inclusive=True)
    return GroupPagePermission.objects.filter(
        group=group, permission=permission, page__in=above
    ).exists()


def _front_pages(site: Site):
    return site.root_page.get_translations(inclusive=True)
