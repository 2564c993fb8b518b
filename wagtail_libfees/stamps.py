"""Marks that change whenever what is kept in caches may say something else by now."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import models, transaction
from django.utils import timezone

# What saving a draft writes to the page; readers see none of it.
DRAFT_FIELDS = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}
)


@dataclass(frozen=True)
class Stamp:
    """A mark, and when it was set; empty until the first change."""

    value: str = ""
    changed_at: datetime | None = None


class ChangeStamp(models.Model):
    """What every process reads to learn whether what it keeps still holds.

    It is in the database, because that is what all processes share whichever cache they have, and
    because it becomes visible together with the change that it announces. Each change adds a row,
    and the mark stands for all rows: no transaction waits for the row of another one, so two long
    ones cannot wait for each other. Rows are random, not a count: a count that was rolled back
    would come again with another meaning.
    """

    value = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self):
        return self.value

    @classmethod
    def current(cls) -> Stamp:
        """The mark as it is now; one query of very few rows, and it writes nothing."""
        found = list(cls.objects.order_by("pk").values_list("value", "changed_at"))
        if not found:
            return Stamp()
        values = "".join(value for value, _moment in found)
        mark = hashlib.sha256(values.encode()).hexdigest()[:32]
        return Stamp(mark, max(moment for _value, moment in found))

    @classmethod
    def renew(cls) -> None:
        """Set another mark; when the transaction is through, the rows before it go.

        A row of a transaction that began earlier and ends later stays until the next change: it
        was not there to be deleted, and without it that change would be announced to nobody.
        """
        added = cls.objects.create(value=uuid.uuid4().hex, changed_at=timezone.now())
        former = cls.objects.filter(pk__lt=added.pk)
        # No handler listens to these rows: one statement, where `delete` would read them first.
        transaction.on_commit(partial(former._raw_delete, added._state.db), robust=True)


class NoticeStamp(ChangeStamp):
    """The mark of the lists of notices."""


class PageStamp(ChangeStamp):
    """The mark of the rendered texts of pages."""
