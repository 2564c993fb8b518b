"""Portal, links, fee pages, questions, translations, reviews and a site's own terms."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from django.utils.html import escape
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.admin.desk.lines import desk_lines
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.editorial.registry import findings, findings_of
from wagtail_libfees.models import OutdatedTerm
from wagtail_libfees.models.reviews import mark_as_reviewed, review_dates
from wagtail_libfees.quality.checks.reviews import months_since

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(site):
    return site.root_page


def faq(parent, *words, **fields):
    pairs = [(f"Spørgsmål {i}?", f"<p>{text}</p>") for i, text in enumerate(words)]
    return factories.faq_page(parent, factories.questions(*pairs), **fields)


def codes(page):
    return [finding.code for finding in findings(page)]


# The portal


@pytest.mark.parametrize(
    ("settings", "words", "found"),
    [
        ({"portal": "Betal din kommune"}, "Betal på Mit Betalingsoverblik", 1),
        ({"portal": "Betal din kommune"}, "Betal på MitBetalingsoverblik", 1),
        ({"portal": "Betal din kommune"}, "Brug Betal din kommune", 0),
        ({"portal": "Mit Betalingsoverblik"}, "MIT BETALINGSOVERBLIK", 0),
        ({"portal": "Mit Betalingsoverblik"}, "MitBetalingsoverblik", 0),
        ({"portal": "Mit Betalingsoverblik"}, "Få overblik over betaling", 0),
        ({"portal": "Fjordby Kommunes Mit Betalingsoverblik"}, "Betal på {name}.", 0),
        ({"portal": "Fjordby Kommunes Mit Betalingsoverblik"}, "MitBetalingsoverblik", 0),
        ({"portal": "Mit Betalingsoverblik (KMD)"}, "Betal på {name}.", 0),
        ({"portal": "Mit Betalingsoverblik (KMD)"}, "Betal på Mit&nbsp;Betalingsoverblik", 0),
        (
            {"portal": "Mit Betalingsoverblik (KMD)"},
            "Betal på {name}, ikke Betal din kommune",
            1,
        ),
        ({"portal": "Fjordby Kommunes portal"}, "{name} hed Mit Betalingsoverblik", 1),
        ({"portal": {"kind": "netbank"}}, "Betal på Mit Betalingsoverblik", 1),
        ({}, "Betal på Mit Betalingsoverblik", 0),
        ({"portal": {"kind": "portal"}}, "Betal på Mit Betalingsoverblik", 0),
    ],
)
def test_portal_named_otherwise(site, home, settings, words, found):
    factories.fee_settings(site, **settings)
    words = words.replace("{name}", str(settings.get("portal", "")))
    assert codes(faq(home, words)).count("other_portal") == found


# Links


def link(page_id):
    return f'<a linktype="page" id="{page_id}">Taksterne</a>'


def test_a_link_to_a_public_page_is_right(home):
    assert codes(faq(home, link(home.pk))) == []


def test_a_link_to_a_deleted_page(home):
    assert codes(faq(home, link(999_999))) == ["link_gone"]


def test_a_link_to_an_unpublished_page(home):
    assert codes(faq(home, link(factories.takster_page(home, live=False).pk))) == [
        "link_unpublished"
    ]


def test_a_link_to_an_expired_page(home):
    expired = factories.takster_page(home, expire_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert codes(faq(home, link(expired.pk))) == ["link_unpublished"]


def test_a_link_to_a_private_page_and_below_one(home):
    guide = factories.staff_guide(home)
    index = factories.notice_index(home)
    factories.restrict(index)
    below = factories.notice(index)
    page = faq(home, link(guide.pk), link(below.pk), link(home.pk))
    assert codes(page) == ["link_private", "link_private"]


def test_staff_may_link_to_staff(home):
    other = factories.staff_guide(home)
    guide = factories.staff_guide(home, factories.questions(("A?", link(other.pk))))
    assert codes(guide) == []


def page_block(page, words="Taksterne"):
    return ("page", {"page": page, "text": words})


def address_block(url, words="Taksterne"):
    return ("address", {"text": words, "url": url})


def fresh(page):
    """The page as the next request reads it."""
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize(
    ("lose", "found"),
    [
        (lambda page: None, []),
        (lambda page: page.delete(), ["link_gone"]),
        (lambda page: page.unpublish(), ["link_unpublished"]),
        (factories.restrict, ["link_private"]),
    ],
    ids=["public", "deleted", "unpublished", "private"],
)
@pytest.mark.parametrize("kind", ["page", "address"])
def test_a_link_block_is_checked_as_a_link_in_text_is(home, kind, lose, found):
    target = factories.takster_page(home, slug="takster")
    by_address = address_block("http://localhost/takster/")
    block = page_block(target.page_ptr) if kind == "page" else by_address
    notice = factories.notice(factories.notice_index(home), links=[block], live=False)
    lose(target)
    if kind == "address" and found == ["link_unpublished"]:
        # What answers nothing says no more than that.
        found = ["link_gone"]
    notice = fresh(notice)
    told = [f for f in findings(notice) if f.code.startswith("link_")]
    assert [finding.code for finding in told] == found
    for finding in told:
        assert finding.excerpt == "Taksterne"
        assert finding.place.field == "links"
        assert finding.place.block_id == notice.links.raw_data[0]["id"]


def test_a_link_block_is_told_after_the_page_was_shown(home):
    target = factories.takster_page(home)
    block = page_block(target.page_ptr, "")
    notice = factories.notice(factories.notice_index(home), links=[block], live=False)
    target.delete()
    notice = fresh(notice)
    notice.to_content()
    assert [f.code for f in findings(notice) if f.code.startswith("link_")] == ["link_gone"]


def test_the_desk_tells_of_a_link_block_whose_page_is_deleted(home):
    target = factories.takster_page(home)
    notice = factories.notice(factories.notice_index(home), links=[page_block(target.page_ptr)])
    factories.notice(notice.get_parent(), links=[page_block(target.page_ptr)], live=False)
    chief = factories.admin()

    def told(user):
        return [line.text for line in desk_lines(user) if "er slettet" in line.text]

    assert told(chief) == []
    target.delete()
    [line] = told(chief)
    assert line.startswith(f"{notice.title}: ")
    assert told(factories.staff("kollega")) == []
    type(notice).objects.filter(pk=notice.pk).update(owner=chief)
    assert len(told(chief)) == 1


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://kommune.example/takster/", []),
        ("http://localhost/", []),
        ("http://localhost/libfees/fee-page/", []),
        ("http://localhost/soeg/?q=gebyr", []),
        ("http://localhost/node/12", ["link_gone"]),
        ("http://andenby.example/node/12", ["link_gone"]),
        ("http://localhost/node/12?a=1&b=2#c", ["link_gone"]),
        ("http://[localhost/node/12", []),
        ("//localhost/node/12", ["link_gone"]),
    ],
)
def test_addresses_on_the_sites_of_the_installation(home, url, found):
    factories.site("andenby.example", default=False)
    point = {"matter": "Regning", "name": "Biblioteket", "url": url}
    contact = ("contact", {"heading": "", "points": [point]})
    typed = factories.questions(("A?", f'<p><a href="{escape(url)}">Taksterne</a></p>'))
    for block in (contact, typed):
        page = factories.faq_page(home, block, live=False)
        assert [code for code in codes(fresh(page)) if code.startswith("link_")] == found


def test_links_of_many_pages_are_looked_up_at_once(home, django_assert_max_num_queries):
    pages = [faq(home, link(home.pk), live=False) for _ in range(10)]
    with django_assert_max_num_queries(12):
        findings_of(pages)


# Fee pages


def test_several_live_fee_pages(home):
    first, second = factories.takster_page(home), factories.takster_page(home, title="Priser")
    assert "several_fee_pages" in codes(first)
    assert "several_fee_pages" in codes(second)
    draft = factories.takster_page(home, live=False)
    assert "several_fee_pages" not in codes(draft)


def test_a_translation_and_a_draft_and_another_site_are_no_second_fee_page(home):
    page = factories.takster_page(home)
    factories.translated(page)
    factories.takster_page(home, live=False)
    factories.takster_page(factories.site("sandby.example", default=False).root_page)
    assert "several_fee_pages" not in codes(page)


# Questions


def test_a_question_twice_on_a_page(home):
    page = factories.faq_page(
        home, factories.questions(("Må jeg?", "Ja"), ("må jeg", "Nej"), ("Hvorfor?", "Fordi"))
    )
    assert codes(page) == ["question_twice"]


def test_a_question_on_another_page_of_the_site(home):
    factories.faq_page(home, factories.questions(("Må jeg?", "Ja")), title="Den anden")
    page = factories.faq_page(home, factories.questions(("Må jeg?", "Nej")))
    [finding] = findings(page)
    assert finding.code == "question_twice"
    assert "Den anden" in finding.message


def test_the_same_question_elsewhere_is_no_doublet(home):
    page = factories.faq_page(home, factories.questions(("Må jeg?", "Ja")))
    factories.faq_page(home, factories.questions(("Må jeg?", "Ja")), live=False)
    factories.staff_guide(home, factories.questions(("Må jeg?", "Ja")))
    other = factories.site("sandby.example", default=False)
    factories.faq_page(other.root_page, factories.questions(("Må jeg?", "Ja")))
    factories.translated(page)
    assert codes(page) == []


# Translations


@pytest.fixture
def translation(home):
    with freeze_time("2026-01-01 12:00"):
        source = faq(home, "Ja", live=False)
        source.save_revision().publish()
        translated = factories.translated(source)
        translated.save_revision().publish()
    return type(translated).objects.get(pk=translated.pk)


def republish(page, **changes):
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_translation_behind_its_source(translation, home):
    assert "translation_behind" not in codes(translation)
    source = translation.get_translation(home.locale)
    with freeze_time("2026-02-01 12:00"):
        republish(source, intro="<p>Nyt</p>")
    assert "translation_behind" in codes(translation)
    assert "translation_behind" not in codes(source)
    with freeze_time("2026-03-01 12:00"):
        republish(translation, intro="<p>New</p>")
    assert "translation_behind" not in codes(type(translation).objects.get(pk=translation.pk))


def test_a_source_published_without_new_words(translation, home):
    with freeze_time("2026-02-01 12:00"):
        republish(translation.get_translation(home.locale), show_source=True)
    assert "translation_behind" not in codes(translation)


# Reviews


@pytest.mark.parametrize(
    ("months", "now", "found"),
    [(12, "2026-12-31", False), (12, "2027-01-01", True), (None, "2040-01-01", False)],
)
def test_a_page_that_nobody_has_reviewed(site, home, months, now, found):
    factories.fee_settings(site, review_interval_months=months)
    page = faq(home, "Ja", first_published_at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    with freeze_time(f"{now} 12:00"):
        assert ("not_reviewed" in codes(page)) is found


def test_a_review_counts_and_publishes_nothing(site, home):
    factories.fee_settings(site, review_interval_months=12)
    page = faq(home, "Ja", first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert "not_reviewed" in codes(page)
    user = factories.admin()
    mark_as_reviewed(page, user)
    mark_as_reviewed(page, user)
    assert "not_reviewed" not in codes(page)
    assert review_dates([page.pk]) == {page.pk: timezone.localdate()}
    assert page.get_latest_revision() is None


@pytest.mark.parametrize(
    ("day", "now", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2025, 12, 1), date(2026, 1, 1), 1),
        (date(2026, 1, 2), date(2026, 1, 1), -1),
    ],
)
def test_months_between(day, now, months):
    assert months_since(day, now) == months


# Terms


def test_a_dead_term_stops_publishing(home):
    assert [error.code for error in publishing_errors(faq(home, "Log på med NemID"))] == [
        "outdated_term"
    ]


@pytest.mark.parametrize("of", ["this", "all"])
def test_a_site_has_terms_of_its_own(site, home, of):
    OutdatedTerm.objects.create(
        site=site if of == "this" else None, term="Bogbussen", replacement="Biblioteksbussen"
    )
    [finding] = findings(faq(home, "Tag bogbussen hjem"))
    assert (finding.code, finding.excerpt) == ("outdated_term", "bogbussen")
    other = factories.site("sandby.example", default=False)
    expected = [] if of == "this" else ["outdated_term"]
    assert codes(faq(other.root_page, "Tag bogbussen hjem")) == expected


def test_a_site_can_say_that_a_word_is_right(site, home):
    OutdatedTerm.objects.create(site=site, term="nemid", severity="off")
    assert codes(faq(home, "Log på med NemID")) == []
