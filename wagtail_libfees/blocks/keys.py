"""What makes a version of rates, or an entry of it, the same one over the years: its key.

Wagtail gives every block of a stream and every entry of a list an id, a UUID. A copy for a later
day has the id of what it continues with that day behind it: `<uuid>-20270101`. So ids stay
unique on the page, they pass through forms, revisions and wagtail-localize as any id does, and
the UUID in front, the key, tells what is the same rate in another year, in every language. A trial
that a file brings, after which the rates that it continues come back, has its last day too.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Container, Iterator
from datetime import date
from typing import Any

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TRIAL = re.compile(rf"{UUID.pattern}-[0-9]{{8}}-[0-9]{{8}}")


def key_of(block_id: str | None) -> str:
    """The key of a block or list entry with this id; an id of another form is its own key."""
    found = UUID.match(block_id or "")
    return found[0] if found else block_id or ""


def continued_id(key: str, day: date | None, taken: Container[str] = ()) -> str:
    """The id of what continues `key` from `day` on (None: without a day); not one of `taken`.

    What has no key that can be an id's begins with a new one.
    """
    if not UUID.fullmatch(key):
        key = str(uuid.uuid4())
    wanted = key if day is None else f"{key}-{day:%Y%m%d}"
    return wanted if wanted not in taken else str(uuid.uuid4())


def trial_id(block_id: str, last: date) -> str:
    """The id of a version that ends on `last`, as whoever made it said; `block_id` is its other."""
    return f"{block_id}-{last:%Y%m%d}"


def is_trial(block_id: str | None) -> bool:
    """Whether the version with this id was made as one after which others come back."""
    return _TRIAL.fullmatch(block_id or "") is not None


def ids_in(raw: Any) -> Iterator[str]:
    """The ids of the blocks and list entries of stored stream data."""
    if isinstance(raw, list):
        for item in raw:
            yield from ids_in(item)
    elif isinstance(raw, dict):
        if _has_id(raw):
            yield raw["id"]
        for value in raw.values():
            yield from ids_in(value)


def continued_ids(raw: Any, day: date, taken: Container[str]) -> dict[str, str]:
    """The id of what continues it from `day` on, for each block and list entry of `raw`."""
    return {found: continued_id(key_of(found), day, taken) for found in ids_in(raw)}


def with_ids(raw: Any, ids: dict[str, str]) -> Any:
    """A copy of stored stream data with the ids that `ids` has for those of `raw`."""
    if isinstance(raw, list):
        return [with_ids(item, ids) for item in raw]
    if isinstance(raw, dict):
        copied = {name: with_ids(value, ids) for name, value in raw.items()}
        return {**copied, "id": ids.get(raw["id"], raw["id"])} if _has_id(raw) else copied
    return raw


def _has_id(raw: dict[str, Any]) -> bool:
    return "id" in raw and "type" in raw
