"""The import log, what came from where and what it replaced, and the sources that are watched.

Texts come from the importers, which mask CPR numbers before they hand anything over.

Keys to pages and users are no constraints of the database: a site that leaves the app out keeps its
tables, and must still be able to delete a page or a user that they name. `missing` makes up for it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import swapper
from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .reading.plan import Wording

PAGE_MODEL = swapper.get_model_name("wagtailcore", "Page")

# The profile of runs that read fee rates; all others read questions.
FEES = "fees"


class SourceKind(models.TextChoices):
    """How a source reached us."""

    FILE = "file", _("file")
    URL = "url", _("address")
    TEXT = "text", _("pasted text")


class Status(models.TextChoices):
    """Where a run stands. Only DONE has changed pages."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    PARSED = "parsed", _("ready to look at")
    DONE = "done", _("imported as draft")
    FAILED = "failed", _("failed")
    ROLLED_BACK = "rolled_back", _("rolled back")


class ImportRun(models.Model):
    """One import of one source, from reading it to, perhaps, taking it back."""

    source = models.CharField(_("source"), max_length=500)
    source_kind = models.CharField(
        _("kind of source"), max_length=10, choices=SourceKind, default=SourceKind.FILE
    )
    sha256 = models.CharField(_("SHA-256 of the source"), max_length=64, blank=True)
    profile = models.CharField(_("profile"), max_length=50)
    # A template of the importers, and what fills it: it is shown in the language of the reader.
    why = models.CharField(_("why this profile"), max_length=500, blank=True)
    why_params = models.JSONField(default=dict)
    started_at = models.DateTimeField(_("time"), auto_now_add=True)
    # When a task last said something; a task that was killed says nothing more.
    alive_at = models.DateTimeField(_("last sign of life"), auto_now=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("user"),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DONE)
    progress = models.PositiveSmallIntegerField(_("progress in per cent"), default=100)
    error = models.CharField(_("error"), max_length=1000, blank=True)
    # Where it goes: a page to import into, or the parent of a page to be made.
    page = models.ForeignKey(
        PAGE_MODEL,
        on_delete=models.SET_NULL,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    parent = models.ForeignKey(
        PAGE_MODEL,
        on_delete=models.SET_NULL,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    records = models.JSONField(_("questions found"), default=list)
    rejected = models.JSONField(
        _("left aside"),
        default=list,
        help_text=_("What the import did not take over, with the reason and the place."),
    )
    # Source key -> what the editor chose for the question, where it is not the default.
    choices = models.JSONField(_("choices of the editor"), default=dict)
    # Page id -> the latest revision that the editor saw in the preview; {} if there was no page
    # yet. None if nobody looked.
    seen = models.JSONField(_("revisions seen"), null=True, default=None)
    report = models.JSONField(_("report of the rollback"), default=list)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.source} ({self.started_at:%Y-%m-%d %H:%M})"

    @property
    def version(self) -> str:
        """A mark of what was chosen and corrected, for a form to carry; another once that is."""
        stored = json.dumps(self.choices, sort_keys=True)
        return hashlib.sha256(stored.encode()).hexdigest()[:16]

    def choose(self, key: str, choice: dict) -> None:
        """Put down what the editor chose for a question; an empty choice is the default."""
        if choice:
            self.choices[key] = choice
        else:
            self.choices.pop(key, None)

    @property
    def reads_fees(self) -> bool:
        """Whether the run reads fee rates, not questions."""
        return self.profile == FEES


class ImportedPage(models.Model):
    """What a run did to one page as a whole."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(
        PAGE_MODEL,
        on_delete=models.SET_NULL,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=255)
    made = models.BooleanField(_("made by the import"), default=False)
    # The page's latest revision when the run was through: who comes later has touched the page.
    revision_id = models.PositiveBigIntegerField(null=True)
    # Block id -> heading of the groups that the run added.
    groups_made = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")

    def __str__(self):
        return self.title

    @cached_property
    def specific_page(self):
        """The page as its own type; None if it is deleted."""
        return self.page.specific if self.page else None


class ImportedItemQuerySet(models.QuerySet):
    def baselines(self, page) -> list[ImportedItem]:
        """What each question of `page` was when it was last imported, whatever the source.

        Each has `source` and `imported_at` of its run. There is one item per block: a question
        that is renamed at the source has a new key in its old place. What was rolled back is no
        baseline.
        """
        latest = {}
        # Not the runs themselves: each carries the records of its whole source.
        found = self.filter(page_id=page.pk, undone=False).annotate(
            source=models.F("run__source"), imported_at=models.F("run__started_at")
        )
        for item in found.order_by("pk"):
            latest[item.block_id] = item
        return sorted(latest.values(), key=lambda item: item.pk)


class ImportedItem(models.Model):
    """A question as a run found it at the source: the baseline of the next run.

    `block_id` is where the question stands on `page`. `question` and `answer_html` are the words
    of the source; `written` are those that the page has after the run, if `action` is "added" or
    "changed".
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        PAGE_MODEL,
        on_delete=models.SET_NULL,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    key = models.CharField(_("source key"), max_length=100)
    block_id = models.CharField(_("block"), max_length=255)
    kind = models.CharField(_("how the sides differed"), max_length=20)
    action = models.CharField(_("what happened"), max_length=20, blank=True)
    question = models.TextField(_("question"))
    answer_html = models.TextField(_("answer"))
    # What was written instead, where an editor mended the words of the source on the way.
    question_mended = models.TextField(_("mended question"), blank=True)
    answer_mended = models.TextField(_("mended answer"), blank=True)
    question_before = models.TextField(_("question before"), blank=True)
    answer_before = models.TextField(_("answer before"), blank=True)
    place = models.CharField(_("place in the source"), max_length=500, blank=True)
    audience = models.CharField(_("for whom"), max_length=10, blank=True)
    # The source or an earlier import had it for staff: to borrowers only with a confirmation.
    guarded = models.BooleanField(_("text for staff"), default=False)
    # Related links that were added to a question of the page.
    links_added = models.JSONField(default=list, editable=False)
    undone = models.BooleanField(_("rolled back"), default=False)

    objects = ImportedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported question")
        verbose_name_plural = _("imported questions")
        indexes = [
            models.Index(fields=["page", "key"], name="libfees_item_page_key"),
            models.Index(fields=["page", "block_id"], name="libfees_item_page_block"),
        ]

    def __str__(self):
        return self.question[:80]

    @property
    def changed_the_page(self) -> bool:
        """Whether the run wrote something for it."""
        return bool(self.links_added) or self.action in ("added", "changed", "removed")

    @property
    def written(self) -> Wording:
        """The words that the run wrote: as mended, or those of the source."""
        from .reading.plan import Wording

        return Wording(
            self.key,
            self.question_mended or self.question,
            self.answer_mended or self.answer_html,
        )


class WatchedSource(models.Model):
    """A source that a scheduled check reads again. The check imports nothing by itself.

    The address of a page, or the path of a file on the server; paths come from the command line
    only, since whoever may name one may read that file.
    """

    source = models.CharField(_("source"), max_length=500)
    profile = models.CharField(_("profile"), max_length=50, default="auto")
    page = models.ForeignKey(
        PAGE_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("The payment FAQ or staff guide that has its questions from there."),
    )
    added_at = models.DateTimeField(_("watched since"), auto_now_add=True)
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True, editable=False)
    # Of the source as it was when somebody last dealt with it.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # Source key -> fingerprint of the words.
    items = models.JSONField(default=dict, editable=False)
    changed_at = models.DateTimeField(
        _("changed at the source"), null=True, blank=True, editable=False
    )
    changes = models.JSONField(default=dict, editable=False)
    error = models.CharField(_("error"), max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("watched source")
        verbose_name_plural = _("watched sources")
        ordering = ["source", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "page"],
                name="libfees_watched_once",
                violation_error_message=_("This source is watched for this page already."),
            )
        ]

    def __str__(self):
        return self.source
