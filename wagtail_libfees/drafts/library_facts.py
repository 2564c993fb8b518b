"""What a page says of its library, stated where it belongs.

Who may change the fee settings states it there. Who may not, but may make own facts, states it as
one of the same name, which holds until the settings state it. Nobody writes for another library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy

from ..blocks.payment_routes import NAMED, route_errors
from ..editorial.facts import Fact, may_stand_in, without_own
from ..editorial.findings.fact_findings import names_in
from ..editorial.page_text import placed_texts
from ..fee_page.settings.history import log_changes, snapshot
from ..fee_page.settings.library import danish_genitive
from ..models import FeeSettings, OwnFact

GENITIVE = "municipality_genitive"
# The fact -> the field of the settings.
FIELDS = {
    "library": "library_name",
    "municipality": "municipality_name",
    GENITIVE: GENITIVE,
}
# The fact -> what a contact point is about, and its field. Who answers comes before the number.
CONTACTS = {
    "payment_office": ("payment", "name"),
    "phone_payment": ("payment", "phone"),
    "email_payment": ("payment", "email"),
    "phone_library": ("reason", "phone"),
    "email_library": ("reason", "email"),
}
# What is said of the payment portal -> the field of its way of paying. Its kind and address are no
# facts to be typed, but the kind decides which facts a page needs.
ROUTE = {"payment_kind": "kind", "portal": "name", "portal_url": "url"}


@dataclass(frozen=True)
class LibraryFact:
    """A fact that a page names: its value, empty if nobody states it, and who states it.

    `in_settings`: the settings state it, so only who may change them can state another.
    """

    fact: Fact
    value: str
    in_settings: bool


def may_change_settings(site: Site | None, user) -> bool:
    """Whether `user` may change the fee settings of `site`. None may everything."""
    policy = FeeSettings.get_permission_policy()
    return site is not None and (
        user is None or policy.user_has_permission_for_instance(user, "change", site)
    )


def may_make_own_facts(site: Site | None, user) -> bool:
    """Whether `user` may make own facts of `site`."""
    if site is None or user is None:
        return site is not None
    sites = SitePermissionPolicy(OwnFact).sites_user_has_permission_for(user, "add")
    return sites.filter(pk=site.pk).exists()


def library_facts(draft) -> list[LibraryFact]:
    """The facts about the library that the texts of `draft` name, in their order.

    The genitive comes with the name that it is proposed from.
    """
    facts, found = draft.get_facts(), {}
    in_settings = without_own(facts.sources)
    for placed in placed_texts(draft):
        for name in names_in(placed.text):
            fact = facts.known.get(name)
            if fact is not None and (may_stand_in(name) or name in facts.sources.own):
                settled = may_stand_in(name) and bool(fact.read(in_settings))
                found[name] = LibraryFact(fact, facts.plain(name), settled)
    if not facts.plain("municipality") and "municipality" in found:
        found.pop(GENITIVE, None)
    return list(found.values())


@transaction.atomic
def state_facts(site: Site, values: Mapping[str, str], user) -> list[str]:
    """State each fact in `values`, by its name, for `site`; returns those that `user` may not.

    `values` may hold the names of `ROUTE` too. Raises `ValidationError` with the errors by these
    names, and then states nothing.
    """
    if may_change_settings(site, user):
        own = {name: value for name, value in values.items() if not _is_of_settings(name)}
        in_settings = {name: value for name, value in values.items() if name not in own}
        if in_settings:
            _state_in_settings(site, in_settings, user)
            # What stood in for them has no more to say.
            stated = [*in_settings, *_proposed(in_settings)]
            OwnFact.objects.filter(site=site, name__in=stated).delete()
    else:
        own = {**_proposed(values), **values}
    if own and not may_make_own_facts(site, user):
        return list(own)
    for name, value in own.items():
        _state_own(site, name, value)
    return []


def _is_of_settings(name: str) -> bool:
    return name in FIELDS or name in CONTACTS or name in ROUTE


def _proposed(values: Mapping[str, str]) -> dict[str, str]:
    """The genitive of a name that is stated without one."""
    name = values.get("municipality", "")
    return {GENITIVE: danish_genitive(name)} if name else {}


def _state_own(site: Site, name: str, value: str) -> None:
    locale = site.root_page.locale
    fact = OwnFact.objects.filter(site=site, locale=locale, name=name).first()
    fact = fact or OwnFact(site=site, locale=locale, name=name)
    fact.value = value
    try:
        fact.full_clean()
    except ValidationError as exc:
        raise ValidationError({name: exc.messages}) from exc
    fact.save()


def _state_in_settings(site: Site, values: Mapping[str, str], user) -> None:
    settings = FeeSettings.for_site(site)
    before = snapshot(settings)
    for name, value in values.items():
        if name in FIELDS:
            setattr(settings, FIELDS[name], value)
    if not settings.municipality_genitive:
        settings.municipality_genitive = danish_genitive(settings.municipality_name)
    _state_route(settings, {n: values[n] for n in ROUTE if n in values})
    _state_contacts(settings, {n: values[n] for n in CONTACTS if n in values})
    try:
        settings.full_clean()
    except ValidationError as exc:
        raise ValidationError(dict(_by_fact(exc, values))) from exc
    settings.save()
    log_changes(settings, before, user)


def _state_route(settings: FeeSettings, values: Mapping[str, str]) -> None:
    """Put each value into the way of paying that is the portal, or into a new first one.

    Raises `ValidationError` by the names of `ROUTE` for what does not fit together.
    """
    said = {ROUTE[name]: value for name, value in values.items()}
    if not any(said.values()):
        return
    raw = list(settings.payment_routes.get_prep_value())
    route = next((c["value"] for c in raw if c["value"].get("kind") in NAMED), None)
    if route is None:
        route = {"kind": "portal"}
        raw.insert(0, {"type": "route", "value": route})
    route.update((field, value) for field, value in said.items() if value or field != "kind")
    _check_route(route)
    settings.payment_routes = settings.payment_routes.stream_block.to_python(raw)


def _check_route(route: Mapping[str, str]) -> None:
    names = {field: name for name, field in ROUTE.items()}
    if errors := route_errors(route):
        raise ValidationError({names[field]: exc.messages for field, exc in errors.items()})


def _state_contacts(settings: FeeSettings, values: Mapping[str, str]) -> None:
    """Put each value into the first contact point for its matter, or into a new one."""
    raw = list(settings.contact_points.get_prep_value())
    for name, value in values.items():
        matter, field = CONTACTS[name]
        points = [child["value"] for child in raw if child["value"].get("matter") == matter]
        stating = (point for point in points if point.get(field))
        point = next(stating, points[0] if points else None)
        if point is None:
            point = {"matter": matter, "name": _name_of(settings, matter, name)}
            raw.append({"type": "point", "value": point})
        point[field] = value
    settings.contact_points = settings.contact_points.stream_block.to_python(raw)


def _name_of(settings: FeeSettings, matter: str, fact: str) -> str:
    """Whom a new contact point names; the library answers why a bill was sent."""
    if matter == "payment" and fact != "payment_office":
        raise ValidationError({fact: _("Write who answers too.")})
    with translation.override(settings.site.root_page.locale.language_code):
        return settings.library_name or _("The library")


def _by_fact(exc: ValidationError, values: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The errors of the settings by what was stated; others belong to the first of them."""
    facts = {field: name for name, field in FIELDS.items()}
    first = next(iter(values))
    for field, texts in exc.message_dict.items():
        name = facts.get(field, field)
        yield (name if name in values else first), texts
