"""Publish a page as it last was; newer work on it stays a draft."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import COMMENTS_RELATION_NAME, AbstractPage

from ..editorial.publishing import PublishRefusedError
from ..models import FeePageBackup
from .recreate import free_slug


def publish_again(page: AbstractPage, user) -> tuple[str, ...]:
    """Publish the last public version of `page`; returns what stands against it.

    A page that never was public is published as its draft.
    """
    newer = _unpublished_work(page)
    last = _last_version(page)
    if last is None:
        last, newer = (newer.as_object() if newer else page), None
    last.slug = free_slug(last.slug, page.get_parent(), own=page.pk)
    hindrances = publish(last, user)
    if newer is not None and not hindrances:
        draft = newer.as_object()
        draft.expire_at = draft.go_live_at = None
        draft.slug = free_slug(draft.slug, page.get_parent(), own=page.pk)
        draft.save_revision(user=user, log_action=True, clean=False)
    return hindrances


def publish(page: AbstractPage, user) -> tuple[str, ...]:
    """Publish `page` as it is in memory without a schedule; or say what stands against it."""
    page.expire_at = page.go_live_at = None
    revision = page.save_revision(user=user, log_action=True)
    try:
        with transaction.atomic():
            revision.publish(user=user)
    except PublishRefusedError as exc:
        return tuple(exc.messages)
    return ()


def _last_version(page: AbstractPage) -> AbstractPage | None:
    """`page` as borrowers last read it; None if they never did.

    The row of a page that is not live is no answer: Wagtail's editor writes drafts into it.
    """
    if page.live:
        return page
    kept = FeePageBackup.objects.filter(page_pk=page.pk, content__live=True).first()
    if kept is not None:
        # Its language may be gone meanwhile; the page has one.
        content = {**kept.content, "locale": page.locale_id}
        # Comments are no version's; those of the page stay.
        content.pop(COMMENTS_RELATION_NAME, None)
        return page.with_content_json(content)
    if page.last_published_at is None:
        return None
    published = page.revisions.filter(created_at__lte=page.last_published_at)
    revision = published.order_by("-created_at", "-pk").first()
    return revision.as_object() if revision else page


def _unpublished_work(page: AbstractPage):
    """The latest revision if it is newer than what was last published."""
    latest = page.get_latest_revision()
    published = page.last_published_at
    if latest is None or (published is not None and latest.created_at <= published):
        return None
    return latest
