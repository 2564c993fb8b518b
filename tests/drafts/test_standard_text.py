"""A new fee page from the standard text, and a newer standard text on an older page."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from tests import factories as make
from tests.drafts.newer_text import newer
from wagtail_libfees.blocks.base import RICH_TEXT_FEATURES
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.standard_text import (
    State,
    new_staff_guide,
    new_takster_page,
    parts_of,
    take_over,
)
from wagtail_libfees.editorial import standard_text
from wagtail_libfees.editorial.fact_text import html_fact_names
from wagtail_libfees.editorial.facts import registered_facts
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.editorial.standard_text import (
    fingerprint,
    guide_blocks,
    standard_blocks,
    standard_sections,
)
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage

LANGUAGES = ["da", "en"]


def states(page):
    return {part.section.key: part.state for part in parts_of(again(page))}


def again(page):
    """The page as it is stored."""
    return TaksterPage.objects.get(pk=page.pk)


# The text itself


PORTAL = pytest.mark.parametrize("portal", [True, False])


@PORTAL
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_knows_the_present_wording(language, portal):
    found = standard_sections(language, portal=portal)
    wrong = [s.key for s in found if s.former[-1] != fingerprint(s.words)]
    assert wrong == [], "Append the new fingerprint to HISTORY; take none out."


@PORTAL
def test_every_language_has_every_section(portal):
    danish, english = (standard_sections(language, portal=portal) for language in LANGUAGES)
    assert [s.key for s in danish] == [s.key for s in english]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_portal_no_text_names_one(language):
    assert "{portal}" not in str([s.words for s in standard_sections(language, portal=False)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_in_the_text_exists(language):
    named = {name for s in standard_sections(language) for name in html_fact_names(s.words["text"])}
    assert named <= set(registered_facts())
    assert {"municipality", "portal", "phone_payment", "recall_days"} <= named


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_is_anybodys_but_the_day_on_which_counting_begins(language):
    text = " ".join(s.words["text"] for s in standard_sections(language))
    assert re.findall(r"\d+", text) == ["1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_editor_gives_the_text_back_as_it_was(language):
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    for section in [*standard_sections(language), *standard_sections(language, portal=False)]:
        stored = converter.to_database_format(converter.from_database_format(section.words["text"]))
        assert section.version_of({**section.words, "text": stored}) == section.version, section.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_block_id_is_there_twice(language):
    def ids(raw):
        if isinstance(raw, list):
            return [found for item in raw for found in ids(item)]
        if isinstance(raw, dict):
            own = [raw["id"]] if "id" in raw else []
            return own + [found for value in raw.values() for found in ids(value)]
        return []

    found = ids(standard_blocks(language))
    assert len(found) == len(set(found))


# A new page


@pytest.mark.django_db
class TestNewPage:
    def test_it_is_a_draft_with_the_standard_text(self):
        home = make.site().root_page
        page = new_takster_page(home, make.admin())
        page = TaksterPage.objects.get(pk=page.pk)
        assert not page.live
        assert page.title == "Takster"
        assert page.latest_revision.user.username == "admin"
        assert set(states(page).values()) == {State.CURRENT}
        assert [child.block_type for child in page.body][:3] == ["text", "overdue_fees", "text"]

    def test_it_speaks_the_language_of_its_place(self):
        make.site()
        page = new_takster_page(make.home_page(code="en"))
        assert page.title == "Fees and charges"
        assert page.locale.language_code == "en"
        assert "Borrowing is free" in str(page.body)

    def test_another_language_begins_in_english(self):
        make.site()
        assert new_takster_page(make.home_page(code="de")).title == "Fees and charges"

    def test_no_amount_is_stated(self):
        page = new_takster_page(make.site().root_page)
        card = page.rate_card
        amounts = [b.amount for fees in card.overdue for g in fees.groups for b in g.bands]
        amounts += [e.amount for e in card.exclusions]
        amounts += [f.amount for fees in card.reminders for f in fees.fees]
        assert len(amounts) == 11
        assert set(amounts) == {None}

    def test_it_cannot_be_published_before_the_municipality_has_said_its_facts(self):
        site = make.site()
        page = new_takster_page(site.root_page)
        codes = {error.code for error in publishing_errors(page)}
        assert "fact_gap" in codes
        assert "fact_unknown" not in codes

    def test_two_of_them_have_their_own_addresses(self):
        home = make.site().root_page
        assert new_takster_page(home).slug != new_takster_page(home).slug

    def test_it_is_refused_to_someone_who_may_not_add_pages(self):
        home = make.site().root_page
        with pytest.raises(DraftError):
            new_takster_page(home, make.staff("kigger"))
        assert TaksterPage.objects.count() == 0

    def test_it_is_refused_where_no_fee_page_can_stand(self):
        home = make.site().root_page
        with pytest.raises(DraftError):
            new_takster_page(make.takster_page(home), make.admin())

    def test_a_full_set_of_facts_and_amounts_makes_it_publishable(self):
        site = make.site()
        page = new_takster_page(site.root_page)
        settings = FeeSettings(
            site=site,
            fee_page=page,
            payment_routes=[make.payment_route(name="Fjordbetaling")],
            municipality_name="Fjordby Kommune",
            municipality_genitive="Fjordby Kommunes",
            considered_lost_days=30,
            advance_notice_days=3,
            recall_days=14,
            registration_delay_hours=72,
        )
        point = {"phone": "12 34 56 78", "name": "Opkrævningen", "email": "", "url": ""}
        settings.contact_points = [
            ("point", {**point, "matter": "reason"}),
            ("point", {**point, "matter": "payment"}),
        ]
        settings.save()
        raw = list(page.body.get_prep_value())
        for child in raw:
            value = child["value"]
            for number, group in enumerate(value.get("groups", [])):
                for step, band in enumerate(group["value"]["bands"]):
                    band["value"]["amount"] = str((number + 1) * (step + 1) * 10)
            if child["type"] == "exclusion":
                value["amount"] = "200"
            for fee in value.get("fees", []):
                fee["value"]["amount"] = "150"
        page.body = page.body.stream_block.to_python(raw)
        assert publishing_errors(page) == []
        page.save_revision().publish()
        html = Client().get(page.url).content.decode()
        assert "Fjordby Kommunes Fjordbetaling" in html
        assert "{" not in html.split("<main")[1].split("</main>")[0]

    @pytest.mark.parametrize("profile", ["other_page", "invoice", "desk", "none"])
    def test_without_a_portal_none_is_asked_for(self, profile):
        site = make.site()
        make.fee_settings(site, portal={"kind": profile})
        page = new_takster_page(site.root_page)
        assert "{portal}" not in str(page.body.get_prep_value())
        assert set(states(page).values()) == {State.CURRENT}

    def test_every_debt_has_one_fee_for_a_reminder(self):
        page = new_takster_page(make.site().root_page)
        [reminders] = page.rate_card.reminders
        for debt in (1, 499, 500, 501, 10_000):
            assert sum(fee.holds(Decimal(debt)) for fee in reminders.fees) == 1

    def test_it_can_be_sent_to_translation(self):
        from wagtail_localize.models import Translation, TranslationSource

        site = make.site()
        page = new_takster_page(site.root_page)
        make.translated(site.root_page)
        source, _ = TranslationSource.update_or_create_from_instance(page)
        texts = [segment.string.data for segment in source.stringsegment_set.all()]
        assert any("{portal}" in text for text in texts)
        Translation.objects.create(source=source, target_locale=make.locale("en")).save_target(
            publish=False
        )
        translated = TaksterPage.objects.get(locale__language_code="en")
        assert len(translated.body) == len(page.body)


# A newer standard text


@pytest.mark.django_db
class TestNewer:
    @pytest.fixture
    def page(self):
        return new_takster_page(make.site().root_page, make.admin())

    def test_a_part_never_changed_here_is_offered_with_a_diff(self, page, monkeypatch):
        newer(monkeypatch)
        found = {part.section.key: part for part in parts_of(page)}
        assert found["recall"].state is State.OLDER
        assert found["paid"].state is State.CURRENT
        diff = found["recall"].diff
        assert "minder dig nu to" in "".join(p.text for p in diff if p.how != "deleted")
        assert "kun én gang" in "".join(p.text for p in diff if p.how != "inserted")

    def test_taking_it_over_changes_that_part_and_nothing_else(self, page, monkeypatch):
        newer(monkeypatch)
        before = list(page.body.get_prep_value())
        assert take_over(page, ["recall", "paid"], make.admin("anden")) == 1
        draft = again(page).get_latest_revision_as_object()
        after = list(draft.body.get_prep_value())
        differing = [new for old, new in zip(before, after, strict=True) if old != new]
        assert [child["value"]["text"] for child in differing] == [
            "<p>Vi minder dig nu to gange.</p>"
        ]
        assert states(page)["recall"] is State.CURRENT
        assert not draft.live

    def test_a_part_changed_here_is_left_alone(self, page, monkeypatch):
        raw = list(page.body.get_prep_value())
        for child in raw:
            if "én gang" in str(child["value"].get("heading")):
                child["value"]["text"] += "<p>Hos os også.</p>"
        page.body = page.body.stream_block.to_python(raw)
        page.save_revision()
        newer(monkeypatch)
        assert states(page)["recall"] is State.CHANGED
        assert take_over(page, ["recall"]) == 0

    def test_a_part_that_was_taken_out_comes_back_only_if_it_is_chosen(self, page):
        gone = "Vi skriver kun én gang"
        raw = [c for c in page.body.get_prep_value() if c["value"].get("heading") != gone]
        page.body = page.body.stream_block.to_python(raw)
        page.save_revision()
        assert states(page)["recall"] is State.ABSENT
        assert take_over(page, []) == 0
        assert take_over(page, ["recall"]) == 1
        assert states(page)["recall"] is State.CURRENT

    @pytest.mark.parametrize("key", [s.key for s in standard_sections("da") if s.block])
    def test_it_comes_back_where_it_was(self, page, key):
        before = list(page.body.get_prep_value())
        page.body = page.body.stream_block.to_python(
            [child for child in before if child["id"] != standard_text.section_id(key)]
        )
        page.save_revision()
        assert take_over(page, [key]) == 1
        after = again(page).get_latest_revision_as_object().body.get_prep_value()
        assert [child["id"] for child in after] == [child["id"] for child in before]

    def test_who_gives_up_the_portal_is_offered_the_words_without_it(self, page):
        make.fee_settings(page.get_site(), portal={"kind": "netbank"})
        offered = {key for key, state in states(page).items() if state is State.OLDER}
        assert offered == {"payment", "paid"}
        assert take_over(page, offered) == 2
        assert "{portal}" not in str(again(page).get_latest_revision_as_object().body)
        make.fee_settings(page.get_site(), portal="X")
        assert states(page)["paid"] is State.OLDER

    def test_the_introduction_too(self, page, monkeypatch):
        newer(monkeypatch, "intro", "<p>Ny indledning.</p>")
        assert states(page)["intro"] is State.OLDER
        assert take_over(page, ["intro"]) == 1
        assert again(page).get_latest_revision_as_object().intro == "<p>Ny indledning.</p>"

    def test_what_the_editor_stores_counts_as_unchanged(self, page):
        page.intro = page.intro.replace("<p>", '<p data-block-key="abc12">')
        page.save_revision()
        assert states(page)["intro"] is State.CURRENT

    def test_nothing_taken_over_makes_no_revision(self, page):
        count = page.revisions.count()
        assert take_over(page, ["recall"]) == 0
        assert page.revisions.count() == count

    def test_it_is_refused_to_someone_who_may_not_edit(self, page, monkeypatch):
        newer(monkeypatch)
        with pytest.raises(DraftError):
            take_over(page, ["recall"], make.staff("kigger"))

    def test_a_locked_page_is_left_alone(self, page, monkeypatch):
        newer(monkeypatch)
        TaksterPage.objects.filter(pk=page.pk).update(locked=True)
        with pytest.raises(DraftError):
            take_over(page, ["recall"], make.staff("anden", "change_page"))


def test_a_page_without_the_standard_text_has_no_part_of_it(db):
    page = make.takster_page(make.site().root_page)
    assert set(states(page).values()) == {State.ABSENT}


def test_the_language_of_an_unknown_code():
    assert standard_text.spoken("da-DK") == "da"
    assert standard_text.spoken("pl") == "en"


# The staff guide


def test_the_guide_says_the_same_in_every_language():
    danish, english = (guide_blocks(language) for language in LANGUAGES)

    def shape(part):
        if isinstance(part, dict):
            return {name: shape(inner) for name, inner in part.items()}
        if isinstance(part, list):
            return [shape(inner) for inner in part]
        return sorted(html_fact_names(part)) if isinstance(part, str) and "{" in part else None

    assert shape(danish) == shape(english)
    assert [block["id"] for block in danish] == [block["id"] for block in english]
    names = set(html_fact_names(str(danish)))
    assert names <= registered_facts().keys()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_is_ready_when_the_settings_and_the_rates_are(language):
    site = make.site()
    home = site.root_page if language == "da" else make.translated(site.root_page, language)
    guide = new_staff_guide(home)
    assert {found.code for found in publishing_errors(guide)} == {"fact_gap"}
    group = make.group("Børn", age_from=0, age_to=17, bill_to="guardian")
    limit = {"heading": "", "amount": Decimal("200"), "inclusive": True, **make.validity()}
    exclusion = ("exclusion", limit)
    fee_page = make.takster_page(site.root_page, make.overdue(group), exclusion)
    point = {"matter": "payment", "name": "Opkrævningen"}
    make.fee_settings(
        site,
        fee_page=fee_page,
        registration_delay_hours=72,
        contact_points=[("point", point), ("point", {"matter": "reason", "name": "Biblioteket"})],
    )
    guide = type(guide).objects.get(pk=guide.pk)
    assert publishing_errors(guide) == []
