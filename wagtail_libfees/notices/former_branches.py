"""What a notice says of a branch that was deleted: never more than it said before.

A notice without branches is about the whole library. So one whose branch is deleted takes another
language of that branch, or else keeps its key and its name: it is about a former branch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import ProtectedError, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..clock import today
from ..conf import libfees_settings
from .branches import Branch


class DeletedBranch(models.Model):
    """What is known of a branch that was deleted, in one language: drafts name it by its id."""

    branch_id = models.PositiveBigIntegerField(unique=True)
    key = models.CharField(max_length=36, db_index=True)
    language = models.CharField(max_length=100)
    name = models.CharField(max_length=100)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name


class FormerBranchesMixin(models.Model):
    """Keeps what a notice said of branches that were deleted since.

    `former_branches` are their translation keys, the same in every language. Somebody has to say
    what the notice is about now, unless it `keeps_former_branches`.
    """

    former_branches = models.JSONField(default=list, blank=True, editable=False)
    keeps_former_branches = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def former_branch_names(self) -> list[str]:
        """What the branches that were deleted were called, in the notice's language if known."""
        keys = self.former_branches
        return former_names(keys, self.locale.language_code) if keys else []

    @property
    def lacks_branches(self) -> bool:
        """Whether a branch was deleted and nobody has said what the notice is about now."""
        return bool(self.former_branches) and not self.keeps_former_branches

    def with_content_json(self, content):
        """The page of a revision; a branch that it names and that was deleted is not lost."""
        page = super().with_content_json(content)
        named = list(page.branches.all())
        missing = set(content.get("branches") or ()) - {branch.pk for branch in named}
        if missing:
            page.take_back_branches(named, missing)
        return page

    def take_back_branches(self, named: list[Branch], missing: Collection[int]) -> None:
        """Set, in memory, `named` and what the ids in `missing` have become."""
        deleted = {found.branch_id: found.key for found in _deleted(missing)}
        keys = [deleted.get(pk, f"branch-{pk}") for pk in sorted(missing)]
        others = other_languages(set(deleted.values()))
        self.branches = _each_once(
            [*named, *(_best(others[key], self.locale_id) for key in keys if key in others)]
        )
        self.add_former([key for key in keys if key not in others])

    def add_former(self, keys: Iterable[str], *, keeps: bool = False) -> None:
        """Set, in memory, that the notice is about the former branches with `keys` too."""
        new = [key for key in keys if key not in self.former_branches]
        if new:
            self.former_branches = [*self.former_branches, *new]
            self.keeps_former_branches = keeps

    def write_branches(self, named: Iterable[Branch]) -> None:
        """Write `named` and the former branches into the row, and nothing else.

        Whoever calls it tells that lists of notices are out of date.
        """
        self.branches = list(named)
        self.branches.commit()
        type(self)._default_manager.filter(pk=self.pk).update(
            former_branches=self.former_branches,
            keeps_former_branches=self.keeps_former_branches,
        )


def former_names(keys: Collection[str], language: str) -> list[str]:
    """A name for each of `keys`: in `language`, in any other, or a few words in its place."""
    names: dict[str, str] = {}
    known = [(found.key, found.language, found.name) for found in _deleted_with(keys)]
    if {key for key, *_rest in known} != set(keys):
        # It was to be deleted, and was not.
        known += [
            (str(branch.translation_key), branch.locale.language_code, branch.name)
            for branch in _with_keys(keys).select_related("locale")
        ]
    for key, spoken, name in known:
        if spoken == language or key not in names:
            names[key] = name
    with translation.override(language):
        unknown = _("A branch that is no longer there")
    return [names.get(key, unknown) for key in keys]


def _deleted(ids):
    return DeletedBranch.objects.filter(branch_id__in=ids)


def _deleted_with(keys):
    return DeletedBranch.objects.filter(key__in=keys).order_by("branch_id")


def _with_keys(keys: Iterable[str]):
    """The branches with `keys`; what is no key stands for a branch of which nothing is known."""
    found = [key for key in keys if not key.startswith("branch-")]
    return Branch.objects.filter(translation_key__in=list(map(UUID, found)))


def other_languages(keys: Collection[str], leaving: Collection[int] = ()) -> dict[str, list]:
    """The branches with each of `keys` that stay: all but those with the ids in `leaving`."""
    gone = [*leaving, *_deleted_with(keys).values_list("branch_id", flat=True)]
    found: dict[str, list[Branch]] = {}
    for branch in _with_keys(keys).exclude(pk__in=gone).order_by("pk"):
        found.setdefault(str(branch.translation_key), []).append(branch)
    return found


def _best(branches: list[Branch], locale_id: int) -> Branch:
    """Of the languages of one branch that of the notice, else the first that there was."""
    return next((branch for branch in branches if branch.locale_id == locale_id), branches[0])


def _each_once(branches: Iterable[Branch]) -> list[Branch]:
    return list({branch.pk: branch for branch in branches}.values())


def without_successor(branches: Collection[Branch]) -> list[Branch]:
    """Those of `branches` of which no other language stays when all of them are deleted."""
    others = other_languages({str(b.translation_key) for b in branches}, [b.pk for b in branches])
    return [branch for branch in branches if str(branch.translation_key) not in others]


def notices_left_without(branches: Collection[Branch]) -> list:
    """The notices, live or coming, that name one of `branches` and no language of it that stays.

    Translations that follow their source and aliases are not among them: they are about what it
    is about.
    """
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    lost = {branch.pk for branch in without_successor(branches)}
    if model is None or not lost:
        return []
    naming = model.objects.filter(branches__in=lost).values("pk")
    current = Q(pk__in=naming, live=True) & _not_over(timezone.now())
    found = model.objects.filter(current | Q(pk__in=_scheduled(model, lost)), alias_of=None)
    notices = found.select_related("locale").order_by("title", "pk")
    return [n for n in notices if not (n.live and n.is_over) and not n.follows_source]


def _not_over(moment: datetime) -> Q:
    not_over = Q(to_day__isnull=True) | Q(to_day__gte=today())
    return not_over & (Q(expire_at__isnull=True) | Q(expire_at__gt=moment))


def _scheduled(model, lost: Collection[int]) -> list[int]:
    """The ids of the notices with a version that waits for its day and names one of `lost`."""
    waiting = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
        approved_go_live_at__isnull=False,
    )
    return [
        int(revision.object_id)
        for revision in waiting
        if lost.intersection(revision.content.get("branches") or ())
        and not revision.as_object().is_over
    ]


def keep_what_notices_say(branch: Branch, origin) -> None:
    """Called before `branch` is deleted, in that transaction; `origin` is what was asked to go.

    Raises `ProtectedError` when the branch itself was, and a live or coming notice would be left
    without it. Every notice that names it then names another language of it, or its former self.
    """
    is_asked = isinstance(origin, Branch) or getattr(origin, "model", None) is Branch
    if is_asked and (notices := notices_left_without([branch])):
        titles = ", ".join(notice.title for notice in notices)
        raise ProtectedError(
            _(
                "“%(branch)s” is named by notices that borrowers read now or soon: %(notices)s. "
                "Choose first what they are about without it."
            )
            % {"branch": branch.name, "notices": titles},
            set(notices),
        )
    key = str(branch.translation_key)
    DeletedBranch.objects.update_or_create(
        branch_id=branch.pk,
        defaults={"key": key, "language": branch.locale.language_code, "name": branch.name},
    )
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    others = other_languages({key}).get(key)
    for notice in model.objects.filter(branches=branch) if model else ():
        named = [each for each in notice.branches.all() if each.pk != branch.pk]
        if others:
            named.append(_best(others, notice.locale_id))
        else:
            notice.add_former([key])
        notice.write_branches(_each_once(named))
