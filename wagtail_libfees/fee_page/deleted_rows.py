"""What goes away with a page, kept so that it comes back with the page: revisions, links, work.

Django's own collector says what a delete takes along: the revisions with the unpublished draft,
redirects, subscriptions, and rows of other apps. wagtail-localize deletes by the translation key
what it knows of a page. All of it is kept as Django serializes rows, by primary key.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, models, router, transaction
from django.db.models.deletion import Collector
from modelcluster.models import get_all_child_relations
from wagtail.models import AbstractPage, Comment, ReferenceIndex, Revision

from .settings.models import FeeSettings

logger = logging.getLogger(__name__)

# Made anew whenever a page is saved.
_INDEXES = {"modelsearch", "wagtailsearch"}
# What the row of a page says of its revisions.
ROW_FIELDS = (
    "latest_revision",
    "live_revision",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
)


def rows_deleted_with(page: AbstractPage) -> dict[str, Any]:
    """What deleting `page` would take along, as JSON: `row`, `rows`, `links` and more.

    `row` has fields of the page itself, `rows` whole rows, `links` the fields of other rows that
    would be emptied, `beside` the ids of the pages before and behind it, and `below` the titles of
    those below it, which do not come back.
    """
    base = page.page_ptr if hasattr(page, "page_ptr") else page
    collector = Collector(using=router.db_for_write(type(base), instance=base), origin=base)
    collector.collect([base])
    rows = [*_deleted(collector, page), *_translation_rows(page)]
    return {
        "row": {name: _value(page, name) for name in ROW_FIELDS},
        "rows": json.loads(serializers.serialize("json", rows)),
        "links": list(_links(collector, base)),
        "beside": _beside(page),
        "below": list(page.get_descendants().values_list("title", flat=True)[:20]),
    }


def put_back(page: AbstractPage, kept: dict[str, Any]) -> None:
    """Put back what `rows_deleted_with` kept of `page`, which exists again under its old key.

    What is there already stays as it is. What needs a row that is gone for good, such as the
    revision of a user who is deleted, does without it where it can, and else stays away.
    """
    with transaction.atomic():
        _put_back_rows(kept["rows"])
        _put_back_links(page, kept["links"])
        row = {name: value for name, value in kept["row"].items() if _is_there(name, value)}
        type(page).objects.filter(pk=page.pk).update(
            **{type(page)._meta.get_field(name).attname: value for name, value in row.items()}
        )


def _beside(page: AbstractPage) -> list[int | None]:
    """The ids of the page before `page` below the same parent, and of the one behind it."""
    if page.is_root():
        return [None, None]
    before, behind = page.get_prev_sibling(), page.get_next_sibling()
    return [before.pk if before else None, behind.pk if behind else None]


def _value(page: AbstractPage, name: str) -> Any:
    field = page._meta.get_field(name)
    value = field.value_from_object(page)
    return value if value is None or isinstance(value, int) else field.value_to_string(page)


def _deleted(collector: Collector, page: AbstractPage) -> Iterator[models.Model]:
    """The rows that go, without the page's own and those that are part of its content."""
    own = {type(page), *type(page)._meta.all_parents, *_content_models(type(page)), ReferenceIndex}
    for model, instances in collector.data.items():
        if _is_kept(model, own):
            yield from instances
    for queryset in collector.fast_deletes:
        if _is_kept(queryset.model, own):
            yield from queryset


def _is_kept(model: type[models.Model], own: set[type[models.Model]]) -> bool:
    return model not in own and model._meta.app_label not in _INDEXES


def _content_models(model: type[models.Model]) -> Iterator[type[models.Model]]:
    """The models whose rows a page carries in its own content, such as comments."""
    for relation in get_all_child_relations(model):
        if relation.related_model is Comment:
            # A page of content that is brought back has none.
            continue
        yield relation.related_model
        yield from _content_models(relation.related_model)


def _translation_rows(page: AbstractPage) -> Iterator[models.Model]:
    """What wagtail-localize knows of the translations of a page."""
    if not apps.is_installed("wagtail_localize"):
        return
    from wagtail_localize import models as localize

    key = page.translation_key
    yield from localize.TranslatableObject.objects.filter(pk=key)
    for model, path in (
        (localize.TranslationSource, "object_id"),
        (localize.Translation, "source__object_id"),
        (localize.TranslationContext, "object_id"),
        (localize.TranslationLog, "source__object_id"),
        (localize.StringTranslation, "context__object_id"),
        (localize.SegmentOverride, "context__object_id"),
        (localize.StringSegment, "context__object_id"),
        (localize.TemplateSegment, "context__object_id"),
        (localize.RelatedObjectSegment, "context__object_id"),
        (localize.OverridableSegment, "context__object_id"),
    ):
        yield from model.objects.filter(**{path: key})


def _links(collector: Collector, base: AbstractPage) -> Iterator[dict[str, Any]]:
    """The fields of other rows that name the page and would be emptied."""
    for (field, value), found in collector.field_updates.items():
        # The fee settings are chosen again by who brings the page back, and that is logged.
        if value is not None or field.model is FeeSettings:
            continue
        for row in (row for rows in found for row in _each(rows)):
            if getattr(row, field.attname) == base.pk:
                yield {"model": field.model._meta.label, "pk": row.pk, "field": field.name}


def _each(rows: Any) -> Iterable[models.Model]:
    return [rows] if isinstance(rows, models.Model) else rows


def _put_back_rows(rows: list[dict[str, Any]]) -> None:
    coming = {(row["model"], str(row["pk"])) for row in rows}
    waiting = rows
    while waiting:
        # A database that checks at once wants what is pointed at before what points.
        left = [row for row in waiting if not _put_back_row(row, coming)]
        if len(left) == len(waiting):
            for row in left:
                logger.warning("%s %s could not be put back.", row["model"], row["pk"])
            return
        waiting = left


def _put_back_row(row: dict[str, Any], coming: set[tuple[str, str]]) -> bool:
    """Whether the row is there now."""
    try:
        (found,) = serializers.deserialize("python", [row], ignorenonexistent=True)
    except (DeserializationError, ValueError):
        # An app that is gone, or a field that reads its values in another way today.
        return False
    instance = found.object
    there = type(instance)._base_manager.filter(pk=instance.pk)
    if there.exists():
        if getattr(instance, "enabled", None) is True:
            there.update(enabled=True)
        return True
    for field in instance._meta.concrete_fields:
        if not _target_is_there(instance, field, coming):
            if not field.null:
                return False
            setattr(instance, field.attname, None)
    try:
        with transaction.atomic():
            found.save()
    except DatabaseError:
        return False
    return True


def _target_is_there(instance, field, coming: set[tuple[str, str]]) -> bool:
    """Whether what a foreign key names exists, or is about to."""
    value = getattr(instance, field.attname)
    if not field.is_relation or value is None:
        return True
    target = field.remote_field.model
    if (target._meta.label_lower, str(value)) in coming:
        return True
    return target._base_manager.filter(**{field.target_field.name: value}).exists()


def _put_back_links(page: AbstractPage, links: list[dict[str, Any]]) -> None:
    for link in links:
        try:
            model = apps.get_model(link["model"])
            field = model._meta.get_field(link["field"])
        except LookupError:
            continue
        empty = model._base_manager.filter(pk=link["pk"], **{f"{field.name}__isnull": True})
        empty.update(**{field.attname: page.pk})


def _is_there(name: str, value: Any) -> bool:
    """Whether a value of the page's row can be set."""
    if not name.endswith("_revision"):
        return value is not None
    return value is not None and Revision.objects.filter(pk=value).exists()
