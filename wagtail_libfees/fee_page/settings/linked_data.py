"""The library as linked data (schema.org): who it is, whom to ask, and when they answer.

What is not stated is left out, and hours are said only where they are understood whole.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Site

from ...blocks.contact_points import channel_order, matter_choices
from ...text.opening_hours import DAYS, opening_hours
from .models import FeeSettings

Node = dict[str, Any]


def library_id(site: Site) -> str:
    """The `@id` of the library of `site`, by which other nodes name it."""
    return f"{site.root_url}#library"


def library_node(site: Site, settings: FeeSettings) -> Node:
    """The library of `site`, with the contact points of its settings in the channels in use.

    The matters are in the active language; names and addresses as an editor typed them.
    """
    channels = channel_order(settings.contact_channels)
    contacts = [_contact(child.value, channels) for child in settings.contact_points]
    node = {
        "@type": "Library",
        "@id": library_id(site),
        "name": settings.library_name or site.site_name,
        "url": site.root_url,
        "parentOrganization": _municipality(settings),
        "contactPoint": [found for found in contacts if found],
        **_place(settings, channels),
    }
    return {name: value for name, value in node.items() if value}


def _municipality(settings: FeeSettings) -> Node | None:
    if not settings.municipality_name:
        return None
    return {"@type": "GovernmentOrganization", "name": settings.municipality_name}


def _contact(point, channels: list[str]) -> Node:
    """One contact point; nothing if it has no way to be reached that the library uses."""
    ways = {
        name: point[field] if channel in channels else ""
        for name, field, channel in (
            ("telephone", "phone", "phone"),
            ("email", "email", "email"),
            ("url", "url", "self_service"),
        )
    }
    if not any(ways.values()):
        return {}
    matters = {name: str(label) for name, label in matter_choices()}
    node = {
        "@type": "ContactPoint",
        "contactType": matters.get(point["matter"], ""),
        "name": point["name"],
        **ways,
        "hoursAvailable": _hours_of(point, channels),
    }
    return {name: value for name, value in node.items() if value}


def _hours_of(point, channels: list[str]) -> list[Node]:
    """When they answer: the telephone has its own hours, else those of the office count."""
    if "phone" in channels and point.get("phone_hours"):
        return _hours(point["phone_hours"])
    return _hours(point["hours"]) if "in_person" in channels else []


def _place(settings: FeeSettings, channels: list[str]) -> Node:
    """Address and opening hours, from the contact point that bears the library's own name."""
    if "in_person" not in channels or not settings.library_name:
        return {}
    for child in settings.contact_points:
        point = child.value
        if point["address"] and point["name"] == settings.library_name:
            return {
                "address": point["address"],
                "openingHoursSpecification": _hours(point["hours"]),
            }
    return {}


def _hours(text: str) -> list[Node]:
    """Opening hours as schema.org writes them."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [DAYS["en"][day] for day in found.days],
            "opens": found.opens.strftime("%H:%M"),
            "closes": found.closes.strftime("%H:%M"),
        }
        for found in opening_hours(text)
    ]
