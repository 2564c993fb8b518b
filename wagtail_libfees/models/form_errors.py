"""Errors in a form of the admin: findings as errors at their fields, and errors as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html, format_html_join
from wagtail.blocks import StructValue
from wagtail.blocks.base import BlockField
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from ..blocks.walk import WHOLE_PAGE, Place
from ..editorial.registry import Finding, Severity

_NESTED = {
    StreamValue: StreamBlockValidationError,
    ListValue: ListBlockValidationError,
    StructValue: StructBlockValidationError,
}


def listed(texts: Iterable[str]) -> ValidationError:
    """An error of a field that is no stream, or of the form: each text a point of its own."""
    texts = list(dict.fromkeys(texts))
    if len(texts) == 1:
        return ValidationError(texts)
    # It stands in a paragraph, where a list of HTML may not.
    lines = format_html_join("", '<span role="listitem">{}</span>', ((text,) for text in texts))
    return ValidationError(format_html('<span role="list" class="libfees-errors">{}</span>', lines))


def in_stream(value: StreamValue, found: Iterable[Finding], before=None) -> ValidationError:
    """The error of a stream that tells each finding at its block, beside what `before` tells."""
    error = before if hasattr(before, "block_errors") else StreamBlockValidationError()
    told: dict[Place, list[str]] = {}
    for finding in found:
        told.setdefault(finding.place, []).append(f"{finding.message} {finding.mend}".strip())
    for place, texts in told.items():
        way = _way_to(value, place) if place.block_id else None
        _tell(error, value, way or [], texts)
    # For whoever prints the errors of the form: Wagtail's own says that there is one.
    error.message = " ".join(dict.fromkeys(text for _place, text in errors_in(error, value)))
    error.params = None
    return error


def _way_to(value: Any, place: Place) -> list[str | int] | None:
    """Positions and names from a value to the place in it; None if its block is not there."""
    for step, (child_id, child) in _parts(value).items():
        if child_id == place.block_id:
            return [step, place.child] if place.child in _parts(child) else [step]
        if (inner := _way_to(child, place)) is not None:
            return [step, *inner]
    return None


def _parts(value: Any) -> dict[str | int, tuple[str | None, Any]]:
    """(id, value) of each part of a value, by position or name; a field of a struct has no id."""
    if isinstance(value, StreamValue):
        return {i: (child.id, child.value) for i, child in enumerate(value)}
    if isinstance(value, ListValue):
        return {i: (child.id, child.value) for i, child in enumerate(value.bound_blocks)}
    if isinstance(value, StructValue):
        return {name: (None, child) for name, child in value.items()}
    return {}


def _tell(error: Any, value: Any, way: list[str | int], texts: list[str]) -> None:
    """Tell `texts` at the end of the way; a field that has an error keeps the one it has."""
    if not way:
        known = list(error.non_block_errors)
        error.non_block_errors += [text for text in dict.fromkeys(texts) if text not in known]
        return
    step, *rest = way
    _id, child = _parts(value)[step]
    kind = next((error for of, error in _NESTED.items() if isinstance(child, of)), None)
    if kind is None:
        error.block_errors.setdefault(step, ValidationError(texts))
        return
    inner = error.block_errors.get(step)
    if not hasattr(inner, "block_errors"):
        inner = error.block_errors[step] = kind()
    _tell(inner, child, rest, texts)


def errors_in(error: Any, value: Any, place: Place = WHOLE_PAGE) -> Iterator[tuple[Place, str]]:
    """Each message of the nested error of a value, with its place."""
    if not hasattr(error, "block_errors"):
        yield from ((place, text) for text in error.messages)
        return
    yield from ((place, text) for text in error.non_block_errors)
    parts = _parts(value)
    for step, inner in error.block_errors.items():
        child_id, child = parts.get(step, (None, None))
        at = place.at_child(step) if isinstance(step, str) else place.at_block(child_id)
        yield from errors_in(inner, child, at)


def unreadable(form) -> list[Finding]:
    """What a form of the page editor cannot take, not even as a draft, each at its field."""
    found = []
    for name, errors in form.errors.as_data().items():
        field, place = form.fields.get(name), Place("" if name == NON_FIELD_ERRORS else name)
        for error in errors:
            value = None
            if isinstance(field, BlockField):
                value = field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
            found += [
                Finding("field_unreadable", Severity.ERROR, text, at)
                for at, text in errors_in(error, value, place)
            ]
    return found
