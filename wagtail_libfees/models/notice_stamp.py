"""A mark that changes whenever what the notices say may have changed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils import timezone

_ONLY_ROW = 1


@dataclass(frozen=True)
class Stamp:
    """A mark, and when it was set; empty until the first change."""

    value: str = ""
    changed_at: datetime | None = None


class NoticeStamp(models.Model):
    """The one row that every process reads to learn whether its list of notices still holds.

    It is in the database, because that is what all processes share whichever cache they have, and
    because it becomes visible together with the change that it announces. The mark is random, not
    a count: a count that was rolled back would come again with another meaning.
    """

    value = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    def __str__(self):
        return self.value

    @classmethod
    def current(cls) -> Stamp:
        """The mark as it is now; one query, and it writes nothing."""
        found = cls.objects.filter(pk=_ONLY_ROW).values_list("value", "changed_at").first()
        return Stamp(*found) if found else Stamp()

    @classmethod
    def renew(cls) -> None:
        """Set another mark."""
        fields = {"value": uuid.uuid4().hex, "changed_at": timezone.now()}
        cls.objects.update_or_create(pk=_ONLY_ROW, defaults=fields)
