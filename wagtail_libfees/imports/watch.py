"""Looking at sources again, and saying what changed there. Imports nothing."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from django.utils import timezone
from django.utils.translation import gettext as _

from ..drafts.errors import DraftError
from ..editorial.national import NATIONAL, NationalFact
from ..text.opening_hours import opening_hours
from .messages import importer_error_message
from .models import ImportRun, WatchedSource
from .origins import Origin, storable_name, storable_text
from .reading.errors import ImporterError
from .reading.guard import guarded
from .reading.records import ParsedFaq
from .sources import is_url, read_any, url_document

logger = logging.getLogger(__name__)

# A round that an editor starts ends in time for the next; the schedule has no such limit.
ROUND_SECONDS = 60
# In a request: with the 20 seconds of its last source it ends before servers give a request up.
REQUEST_SECONDS = 8
# What an editor decides about a source, and what looking at it finds.
_AGREED = ("source", "profile", "page_id", "sha256")
_FOUND = ("checked_at", "sha256", "items", "changed_at", "changes", "error")


def watch(source: str, page, *, profile: str = "auto", run: ImportRun | None = None):
    """Have `source` looked at again for `page`. What `run` found there is known already."""
    watched, _made = WatchedSource.objects.update_or_create(
        source=storable_name(source), page_id=page.pk, defaults={"profile": profile}
    )
    if run is not None:
        _settle(watched, run.sha256, fingerprints(run.records))
    return watched


def watch_anew(source: str, page, profile: str) -> WatchedSource:
    """Have a source watched that can be read, as it is now.

    Raises `ImporterError` if it cannot be read, and `DraftError` if its name may not be stored.
    """
    if not is_url(source):
        # The schedule runs in another folder.
        source = str(Path(source).absolute())
    if storable_name(source) != source:
        raise DraftError(_("Its name is too long, or holds a number like a CPR number; rename it."))
    parsed, origin = read_any(source, profile)
    watched = watch(source, page, profile=profile)
    _settle(watched, origin.sha256, fingerprints(parsed.to_dict()["items"]))
    return watched


def check_source(watched: WatchedSource) -> bool:
    """Read a source again; returns whether it has changed since somebody last dealt with it.

    What goes wrong is kept in `watched.error`; the state stays what it was. Reading takes a while:
    what an editor does with the source meanwhile counts, and this look does not.
    """
    known = {name: getattr(watched, name) for name in _AGREED}
    watched.checked_at = timezone.now()
    try:
        parsed, origin = read_any(watched.source, watched.profile)
    except ImporterError as exc:
        watched.error = storable_text(importer_error_message(exc))
    except Exception as exc:
        # One source must not keep the others from being looked at. Not the message: it may quote
        # text that is not masked yet.
        logger.error("Watched source %s: %s while reading", watched.pk, type(exc).__name__)
        watched.error = _("The source could not be read because of an error in the program.")
    else:
        _take_note(watched, parsed, origin)
    found = {name: getattr(watched, name) for name in _FOUND}
    if not WatchedSource.objects.filter(pk=watched.pk, **known).update(**found):
        return False
    return watched.changed_at is not None


def _take_note(watched: WatchedSource, parsed: ParsedFaq, origin: Origin) -> None:
    """Put down what a source says now."""
    watched.error = ""
    found = fingerprints(parsed.to_dict()["items"])
    if not watched.sha256:
        # The first look: from now on it is known.
        watched.sha256, watched.items = origin.sha256, found
    # The same bytes are the same questions, but other bytes may well be: pages carry dates.
    watched.changes = {} if origin.sha256 == watched.sha256 else differences(watched.items, found)
    watched.changed_at = (watched.changed_at or watched.checked_at) if watched.changes else None


@dataclass(frozen=True)
class Round:
    """What came of looking at many sources: how many were looked at, have changed, are left."""

    looked_at: int
    changed: int
    left: int


def check_sources(sources: Iterable[WatchedSource], seconds: float = ROUND_SECONDS) -> Round:
    """Look at each of `sources` again, until `seconds` are over; one that has begun is ended."""
    waiting = list(sources)
    until, changed, looked_at = monotonic() + seconds, 0, 0
    for source in waiting:
        if monotonic() >= until:
            break
        changed += check_source(source)
        looked_at += 1
    return Round(looked_at, changed, len(waiting) - looked_at)


def national_states() -> dict[str, str]:
    """For each national fact what is wrong with it at its source now; empty if nothing is."""
    pages: dict[str, str] = {}
    states = {}
    for name, fact in NATIONAL.items():
        try:
            if fact.source not in pages:
                pages[fact.source] = _words_at(fact.source)
        except ImporterError as exc:
            states[name] = storable_text(importer_error_message(exc))
        else:
            stands = _is_stated(fact, pages[fact.source])
            states[name] = "" if stands else _("not found at the source")
    return states


@guarded
def _words_at(address: str) -> str:
    document, _origin = url_document(address)
    return "\n".join(block.text for block in document.walk())


def _is_stated(fact: NationalFact, text: str) -> bool:
    """Whether a page still states a fact: its hours line by line, or else its characters."""
    if hours := opening_hours(fact.text):
        found = [opening for line in text.splitlines() for opening in opening_hours(line)]
        return all(opening in found for opening in hours)
    plain = "".join(text.split()).casefold()
    return "".join(fact.text.split()).casefold() in plain


def mark_as_seen(watched: WatchedSource) -> None:
    """Somebody has looked at the change: with the next check the source is known as it is then."""
    _settle(watched, "", {})


def settle_imported(run: ImportRun, page_ids: Iterable[int]) -> None:
    """An import has dealt with what the source says now."""
    for watched in WatchedSource.objects.filter(source=run.source, page_id__in=list(page_ids)):
        _settle(watched, run.sha256, fingerprints(run.records))


def fingerprints(records: Iterable[Mapping]) -> dict[str, str]:
    """A short fingerprint of the words of each question by its source key."""
    return {
        entry["key"]: hashlib.sha256(
            f"{entry['question']}\n{entry['answer_html']}".encode()
        ).hexdigest()[:16]
        for entry in records
    }


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, int]:
    """How many questions are new, changed or gone; nothing for a kind that has none."""
    counts = {
        "new": len(now.keys() - before.keys()),
        "changed": sum(now[key] != before[key] for key in now.keys() & before.keys()),
        "gone": len(before.keys() - now.keys()),
    }
    return {kind: count for kind, count in counts.items() if count}


def _settle(watched, sha256, items):
    watched.sha256, watched.items = sha256, items
    watched.changed_at, watched.changes, watched.error = None, {}, ""
    watched.save()
