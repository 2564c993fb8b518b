"""Ending a live notice before its time: at once, in every language, and with a way back.

Only the end is written, over what readers see now; a draft that somebody is writing stays one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import models, transaction
from django.utils import timezone
from django.utils.html import linebreaks
from wagtail.models import Revision
from wagtail.rich_text import RichText

from ..clock import COPENHAGEN
from ..editorial.publishing import publishing_unchecked

_SALT = "wagtail_libfees.notices.ending"


class WithdrawnMixin(models.Model):
    """Remembers that the notice was not just over: the library took back what it said."""

    withdrawn = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn, and has not been shown anew since."""
        return self.withdrawn and self.is_over


@dataclass(frozen=True, slots=True)
class Step:
    """What ending did to one page: the live version before and after, and the draft before."""

    page_id: int
    before: int
    after: int
    draft: int | None = None


class UndoError(Exception):
    """Somebody has published the notice since; nothing was undone."""


@transaction.atomic
def end_now(notice, user) -> str:
    """End `notice`, the source of its translations, at this minute; returns the way back.

    The caller has asked whether `user` may publish it.
    """
    return _token([_publish(notice, user, _end)])


@transaction.atomic
def withdraw(notice, words: Mapping[int, str], user) -> str:
    """End `notice`, and tell readers `words`, by the id of each page, as its latest update.

    Returns the way back. The caller has asked whether `user` may publish all of them.
    """
    moment = _this_minute()

    def take_back(page) -> None:
        _end(page)
        page.withdrawn = True
        _tell(page, words[page.pk], moment)

    steps = [_publish(notice, user, take_back)]
    model = type(notice)
    for translation in model.objects.filter(pk__in=words.keys() - {notice.pk}):
        # Its end is the source's, which is live already.
        text = words[translation.pk]
        steps.append(_publish(translation, user, lambda page, text=text: _tell(page, text, moment)))
    return _token(steps)


@transaction.atomic
def undo_ending(model, token: str, user) -> list[int]:
    """Publish what was live before, and put drafts back on top; returns the ids of the pages.

    Raises `UndoError` if `token` is none, or something was published since.
    """
    steps = steps_of(token)
    rows = {row.pk: row for row in _locked(model, [step.page_id for step in steps])}
    if any(_live_revision(rows, step) != step.after for step in steps):
        raise UndoError
    for step in steps:
        _go_live(Revision.objects.get(pk=step.before).as_object(), user)
        if step.draft is not None:
            draft = Revision.objects.get(pk=step.draft).as_object()
            draft.save_revision(user=user, changed=True, clean=False)
    return [step.page_id for step in steps]


def steps_of(token: str) -> list[Step]:
    """What a way back leads over; raises `UndoError` if `token` is none of ours."""
    try:
        return [Step(*step) for step in signing.loads(token, salt=_SALT)]
    except signing.BadSignature:
        raise UndoError from None


def _token(steps: list[Step]) -> str:
    plain = [[step.page_id, step.before, step.after, step.draft] for step in steps]
    return signing.dumps(plain, salt=_SALT)


def _live_revision(rows, step: Step) -> int | None:
    row = rows.get(step.page_id)
    return row.live_revision_id if row is not None and row.live else None


def _locked(model, ids):
    return model.objects.select_for_update().filter(pk__in=ids)


def _publish(page, user, change) -> Step:
    """Change what is live of `page`, and then the draft above it if there is one."""
    row = _locked(type(page), [page.pk]).get()
    before = row.live_revision or row.save_revision(user=user, changed=False, clean=False)
    draft = row.latest_revision if row.has_unpublished_changes else None
    change(row)
    after = _go_live(row, user)
    if draft is not None:
        above = draft.as_object()
        change(above)
        above.save_revision(user=user, changed=True, clean=False)
    return Step(page.pk, before.pk, after.pk, draft.pk if draft else None)


def _go_live(page, user) -> Revision:
    """Publish `page` as it is in memory. What stands in it was published before."""
    if page.is_urgent:
        page.confirm(user)
    revision = page.save_revision(user=user, clean=False)
    with publishing_unchecked():
        revision.publish(user=user)
    return revision


def _this_minute() -> datetime:
    return timezone.now().astimezone(COPENHAGEN).replace(second=0, microsecond=0)


def _end(page) -> None:
    """Let the notice end at this minute; one that has just begun is shown for a minute."""
    end = max(_this_minute(), page.window.start.astimezone(COPENHAGEN) + timedelta(minutes=1))
    page.to_day, page.to_time = end.date(), end.time()


def _tell(page, text: str, moment: datetime) -> None:
    """Add `text`, plain words, as an update."""
    told = RichText(linebreaks(text, autoescape=True))
    entry = {"day": moment.date(), "time": moment.time(), "text": told}
    page.updates.append(("update", entry))
