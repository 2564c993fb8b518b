"""A notice holds at the same time in every language."""

from datetime import date, time

import pytest
from wagtail_localize.models import Translation, TranslationSource

from tests import factories
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    index = factories.notice_index(factories.site().root_page)
    return factories.notice(index, to_day=date(2026, 2, 1))


def edit(page, **fields):
    """Publish a change of the latest draft, as the editor does."""
    draft = ServiceNoticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def row(page):
    return ServiceNoticePage.objects.get(pk=page.pk)


def test_a_change_of_the_source_is_in_every_language_at_once(notice):
    english = factories.translated(notice, title="Closed")
    branch = factories.branch("Havnen")
    edit(
        notice,
        title="Lukket igen",
        severity="warning",
        to_day=date(2026, 3, 1),
        to_time=time(12),
        services=["desk"],
        branches=[branch],
        show_again=True,
    )
    english = row(english)
    assert (english.severity, english.to_day, english.to_time) == (
        "warning",
        date(2026, 3, 1),
        time(12),
    )
    assert (english.services, list(english.branches.all())) == (["desk"], [branch])
    assert english.dismissal_version == 1
    assert (english.title, row(notice).title) == ("Closed", "Lukket igen")


def test_a_draft_of_the_source_changes_no_translation(notice):
    english = factories.translated(notice)
    draft = row(notice)
    draft.to_day = date(2026, 3, 1)
    draft.save_revision()
    assert row(english).to_day == date(2026, 2, 1)


def test_a_translation_cannot_hold_longer_than_its_source(notice):
    english = factories.translated(notice)
    edit(english, to_day=date(2027, 1, 1), severity="urgent", title="Closed for long")
    assert (row(english).to_day, row(english).severity) == (date(2026, 2, 1), "information")
    assert row(english).title == "Closed for long"


def test_an_old_draft_of_a_translation_has_the_window_of_today(notice):
    english = factories.translated(notice)
    old = row(english).save_revision()
    edit(notice, to_day=date(2026, 3, 1))
    row(english).revisions.get(pk=old.pk).publish()
    assert row(english).to_day == date(2026, 3, 1)


def test_a_translation_of_what_is_not_published_keeps_its_own(notice):
    english = factories.translated(notice)
    row(notice).unpublish()
    draft = row(english)
    draft.to_day = date(2026, 5, 1)
    draft.save_revision()
    assert row(english).get_latest_revision_as_object().to_day == date(2026, 5, 1)


def test_a_notice_that_is_in_one_language_only_is_its_own_source(notice):
    edit(notice, to_day=date(2026, 5, 1))
    assert row(notice).to_day == date(2026, 5, 1)


def test_an_english_notice_of_its_own_passes_nothing_on(notice):
    english = factories.translated(notice.get_parent().specific, slug="notices")
    own = factories.notice(english, "Only English", locale=factories.locale("en"))
    edit(own, to_day=date(2026, 5, 1))
    assert row(own).to_day == date(2026, 5, 1)
    assert row(notice).to_day == date(2026, 2, 1)


def test_wagtail_localize_translates_words_and_not_dates(notice):
    notice.text = "<p>Tekst</p>"
    notice.save()
    source, _ = TranslationSource.get_or_create_from_instance(notice)
    english = factories.locale("en")
    notice.get_parent().copy_for_translation(english, copy_parents=True)
    translation = Translation.objects.create(source=source, target_locale=english)
    words = set(source.stringsegment_set.values_list("context__path", flat=True))
    assert {"title", "lead", "text"} <= {path.split(".")[0] for path in words}
    assert not any(path.split(".")[0] in ("from_day", "kind", "services") for path in words)
    translation.save_target(publish=False)
    made = translation.get_target_instance()
    assert (made.to_day, made.locale) == (notice.to_day, english)
