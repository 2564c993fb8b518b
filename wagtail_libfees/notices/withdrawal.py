"""A translated notice is public only while its source is.

When the source is unpublished, expires, is deleted, or is hidden from the public by a restriction
on it or above it, its live translations are taken back; when the source is public again, so are
they, as they were. What Wagtail itself unpublishes no banner, page, feed, search or API shows, so
this is the one place that says it.
"""

from __future__ import annotations

import logging

from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction, Revision

from ..conf import libfees_settings
from ..editorial.publishing import PublishRefusedError
from ..fee_page.settings.fee_page_link import is_public

logger = logging.getLogger(__name__)


class WithdrawnWithSourceMixin(models.Model):
    """Remembers the version that was taken back with the source; None: none was."""

    withdrawn_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True


def has_hidden_source(notice) -> bool:
    """Whether `notice` translates another one that not everyone may read now."""
    return notice.source_page.pk != notice.pk and not is_public(notice.source_page)


def is_left_alone(notice) -> bool:
    """Whether `notice` was taken back with a notice that is deleted, and is a draft since."""
    waits = notice.withdrawn_revision_id is not None and not notice.live
    return waits and notice.source_page.pk == notice.pk


def translations_of(notice):
    """The translations of `notice` if it is a source; none for a translation."""
    pages = type(notice).objects.filter(translation_key=notice.translation_key)
    is_source = notice.source_page.pk == notice.pk
    return pages.exclude(pk=notice.pk).filter(alias_of=None) if is_source else pages.none()


def named_with_language(notice) -> str:
    """The title of `notice` and the language that it is in, as an editor reads them."""
    names = {"title": notice.title, "language": notice.locale.get_display_name()}
    return _("“%(title)s” (%(language)s)") % names


def follow_source(source) -> None:
    """Take the translations of `source` back, or bring them back, as it is public or not."""
    if is_public(source):
        for translation in translations_of(source).exclude(withdrawn_revision=None):
            bring_back(translation)
    else:
        withdraw_translations(source)


def withdraw_translations(source) -> None:
    """Take back the live translations of `source`."""
    for translation in translations_of(source).live():
        revision = translation.live_revision or translation.save_revision(clean=False)
        translation.unpublish(log_action=True)
        type(translation).objects.filter(pk=translation.pk).update(withdrawn_revision=revision)


def bring_back(translation) -> None:
    """Publish the version of `translation` that was taken back; a newer draft stays a draft."""
    revision = translation.withdrawn_revision
    type(translation).objects.filter(pk=translation.pk).update(withdrawn_revision=None)
    if translation.live:
        return
    try:
        revision.publish(log_action=True)
    except PublishRefusedError:
        # Its words may not be published any more: the desk has it as a draft with findings.
        logger.warning("The notice “%s” could not be published with its source.", translation)


def follow_restriction(page) -> None:
    """Somebody has changed who may read `page` and what stands below it."""
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None:
        return
    for notice in model.objects.live().filter(path__startswith=page.path):
        if notice.source_page.pk == notice.pk:
            follow_source(notice)


def restricted_page(restriction: PageViewRestriction):
    """The page of a restriction; None while the page itself is being deleted."""
    pages = PageViewRestriction._meta.get_field("page").related_model.objects
    return pages.filter(pk=restriction.page_id).first()
