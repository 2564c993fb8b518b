"""The fee page: a real table, three kinds of nothing, the rates of today, one home per amount."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from freezegun import freeze_time
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests import factories
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db

ROWS = [(1, 7, 20), (8, None, 70)]


@pytest.fixture(autouse=True)
def _noon():
    with freeze_time("2026-11-20T11:00:00Z"):
        yield


@pytest.fixture
def home():
    return factories.site().root_page


def read(client, page, block=".libfees-overdue"):
    """The blocks of one kind on a page."""
    return BeautifulSoup(client.get(page.url).content, "lxml").select(block)


def words(element):
    return " ".join(element.get_text().replace("\N{NO-BREAK SPACE}", " ").split())


def cells(table):
    return [[words(cell) for cell in row.select("th, td")] for row in table.select("tr")]


# The table


def test_groups_with_the_same_bands_stand_side_by_side(client, home):
    page = factories.takster_page(
        home,
        factories.overdue(
            factories.group("Børn", (1, 7, 10), (8, None, 40)), factories.group("Voksne", *ROWS)
        ),
    )
    [table] = read(client, page, ".libfees-overdue table")
    assert [row[1:] for row in cells(table)] == [
        ["Børn", "Voksne"],
        ["10 kr.", "20 kr."],
        ["40 kr.", "70 kr."],
    ]
    assert "1-7" in cells(table)[1][0].replace("–", "-")


def test_groups_with_bands_of_their_own_have_a_table_of_their_own(client, home):
    page = factories.takster_page(
        home,
        factories.overdue(
            factories.group("Børn", (1, 14, 10), (15, None, 40)), factories.group("Voksne", *ROWS)
        ),
    )
    tables = read(client, page, ".libfees-overdue table")
    assert [cells(table)[0][1:] for table in tables] == [["Børn"], ["Voksne"]]


def test_a_table_has_a_caption_and_headers_for_columns_and_rows(client, home):
    page = factories.takster_page(home)
    [table] = read(client, page, ".libfees-overdue table")
    assert words(table.caption)
    assert [th["scope"] for th in table.select("thead th")] == ["col", "col"]
    assert [th["scope"] for th in table.select("tbody th")] == ["row", "row"]
    assert len(table.select("tbody td")) == 2


def test_a_group_that_is_free_stands_beside_the_others(client, home):
    page = factories.takster_page(
        home,
        factories.overdue(
            factories.group("Børn", fee_free=True, bands=[]), factories.group("Voksne", *ROWS)
        ),
    )
    [table] = read(client, page, ".libfees-overdue table")
    free, paid = cells(table)[1][1:]
    assert free != paid == "20 kr."


def test_groups_that_are_all_free_are_named_without_a_table(client, home):
    page = factories.takster_page(
        home, factories.overdue(factories.group("Børn", fee_free=True, bands=[]))
    )
    [block] = read(client, page)
    assert block.select("table") == []
    assert "Børn" in words(block.ul)


def test_who_gets_the_bill_stands_below_the_table_and_in_the_answer(client, home):
    billed = {"bill_to": "guardian", "own_bill_from": 15, "bill_by": "digital_post"}
    page = factories.takster_page(
        home,
        factories.overdue(
            factories.group("Børn", *ROWS, age_from=0, age_to=15, **billed),
            factories.group("Unge", *ROWS, age_from=16, age_to=17, **billed),
            factories.group("Voksne", *ROWS, age_from=18),
        ),
    )
    [block] = read(client, page)
    assert [words(item) for item in block.select("ul li")] == [
        (
            "Børn, Unge: En forælder eller værge får regningen, indtil låneren er fyldt 15 år. "
            "Derefter får låneren den selv. Den kommer i Digital Post."
        )
    ]
    for asked, said in [
        ("age=14", "En forælder eller værge får regningen. Den kommer i Digital Post."),
        ("age=15", "Låneren får selv regningen. Den kommer i Digital Post."),
        ("group=Børn", "indtil låneren er fyldt 15 år"),
        ("age=40", ""),
    ]:
        query = f"?due=2026-11-01&returned=2026-11-09&{asked}"
        [answer] = BeautifulSoup(client.get(page.url + query).content, "lxml").select("#answer")
        assert said in words(answer)
        assert bool(said) == ("får" in words(answer))


def test_words_of_an_editor_are_no_markup(client, home):
    page = factories.takster_page(home, factories.overdue(factories.group("<i>Voksne</i>")))
    assert "<i>Voksne" not in client.get(page.url).content.decode()


# Fee-free, nothing and unknown


def three_kinds(home):
    return factories.takster_page(
        home,
        factories.overdue(
            factories.group("Voksne", (1, 3, "free"), (4, 7, 0), (8, 14, None), (15, None, 70))
        ),
        factories.other_fees(("Kort", "free"), ("Print", 0), ("Lokale", None)),
    )


def test_fee_free_nothing_and_unknown_differ_on_the_page(client, home):
    page = three_kinds(home)
    [table] = read(client, page, ".libfees-overdue table")
    free, zero, unknown, paid = [row[1] for row in cells(table)[1:]]
    assert (zero, paid) == ("0 kr.", "70 kr.")
    assert len({free, zero, unknown}) == 3
    assert not any(character.isdigit() for character in free + unknown)
    [other] = read(client, page, ".libfees-other table")
    free, zero, unknown = [row[1] for row in cells(other)[1:]]
    assert zero == "0 kr."
    assert len({free, zero, unknown}) == 3


def test_fee_free_nothing_and_unknown_differ_in_the_api(client, home):
    page = three_kinds(home)
    data = client.get(f"/api/v2/pages/{page.pk}/?fields=*").json()
    bands = data["body"][0]["value"]["groups"][0]["bands"]
    assert [(band["state"], band["amount"]) for band in bands] == [
        ("fee_free", None),
        ("known", "0.00"),
        ("unknown", None),
        ("known", "70.00"),
    ]
    rates = data["rates"]["card"]["overdue"][0]["groups"][0]["bands"]
    stated = [(band["fee_free"], band["amount"]) for band in rates]
    assert stated[0] == (True, None)
    assert (stated[1][0], Decimal(stated[1][1])) == (False, Decimal(0))
    assert stated[2] == (False, None)


@pytest.mark.parametrize(
    ("language", "shown"), [("da", "1.234,50 kr."), ("en", "1,234.50"), ("da", "20 kr.")]
)
def test_amounts_are_written_as_the_language_has_it(client, home, language, shown):
    page = factories.takster_page(
        home, factories.overdue(factories.group("Voksne", (1, 7, 20), (8, None, "1234.50")))
    )
    if language == "en":
        page = factories.translated(page, slug="fees")
    [block] = read(client, page)
    assert shown in words(block)


# The day


def versions(home):
    return factories.takster_page(
        home,
        factories.overdue(
            factories.group("Voksne", (1, None, 11)), heading="Nu", last=date(2026, 12, 31)
        ),
        factories.overdue(
            factories.group("Voksne", (1, None, 22)), heading="Næste år", first=date(2027, 1, 1)
        ),
    )


@pytest.mark.parametrize(
    ("moment", "amount"),
    [
        ("2026-11-20T11:00:00Z", "11 kr."),
        ("2026-12-31T22:59:59Z", "11 kr."),
        ("2026-12-31T23:00:00Z", "22 kr."),
        ("2027-06-01T12:00:00Z", "22 kr."),
    ],
)
def test_the_rates_of_the_day_are_shown_from_midnight_in_copenhagen(client, home, moment, amount):
    page = versions(home)
    with freeze_time(moment):
        [block] = read(client, page)
        assert amount in words(block)
        body = client.get(f"/api/v2/pages/{page.pk}/?fields=body").json()["body"]
        shown = [b["value"]["groups"][0]["bands"][0]["amount"] for b in body]
        assert shown == [amount.replace(" kr.", ".00")]


def test_summer_time_has_its_midnight_too(client, home):
    page = factories.takster_page(
        home,
        factories.overdue(factories.group("Voksne", (1, None, 11)), last=date(2026, 6, 30)),
        factories.overdue(factories.group("Voksne", (1, None, 22)), first=date(2026, 7, 1)),
    )
    for moment, amount in (("2026-06-30T21:59:59Z", 11), ("2026-06-30T22:00:00Z", 22)):
        with freeze_time(moment):
            assert f"{amount} kr." in words(read(client, page)[0])


def test_rates_that_have_ended_leave_the_page_without_rates(client, home):
    page = factories.takster_page(home, factories.overdue(last=date(2026, 11, 19)))
    assert read(client, page) == []


# One home for an amount


def localized(page):
    """The English page that wagtail-localize makes from `page`, and the translation."""
    source, _ = TranslationSource.update_or_create_from_instance(page)
    if not page.get_parent().has_translation(factories.locale("en")):
        factories.translated(page.get_parent(), slug="front")
    made, _ = Translation.objects.get_or_create(source=source, target_locale=factories.locale("en"))
    return publish_translation(made), made


def publish_translation(made):
    """The translated page with what is translated so far, live."""
    made.save_target(publish=False)
    page = made.get_target_instance()
    page.get_latest_revision().publish()
    return made.get_target_instance()


def translate(made, danish, english):
    """What an editor does with one text of a translation."""
    segment = made.source.stringsegment_set.get(string__data=danish)
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=made.target_locale,
        context=segment.context,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        data=english,
    )
    publish_translation(made)


def change_bands(page, change):
    """Publish `page` with its stored bands changed."""
    page = TaksterPage.objects.get(pk=page.pk)
    raw = list(page.body.get_prep_value())
    change(raw[0]["value"]["groups"][0]["value"]["bands"])
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()


@pytest.fixture
def danish(home):
    page = factories.takster_page(home, factories.overdue(factories.group("Voksne", *ROWS)))
    page.save_revision().publish()
    return TaksterPage.objects.get(pk=page.pk)


def change_amount(bands):
    bands[1]["value"]["amount"] = "95"


def test_a_new_amount_is_on_the_english_page_at_once(client, danish):
    english, _ = localized(danish)
    assert "70" in words(read(client, english)[0])
    change_bands(danish, change_amount)
    [block] = read(client, english)
    assert "95" in words(block)
    assert "70" not in words(block)


def test_a_new_amount_is_in_the_english_api_at_once(client, danish):
    english, _ = localized(danish)
    change_bands(danish, change_amount)
    data = client.get(f"/api/v2/pages/{english.pk}/?fields=*").json()
    body = data["body"][0]["value"]["groups"][0]["bands"][1]
    rate = data["rates"]["card"]["overdue"][0]["groups"][0]["bands"][1]
    assert Decimal(body["amount"]) == Decimal(95)
    assert Decimal(rate["amount"]) == Decimal(95)


def test_a_new_band_is_on_the_english_page_at_once(client, danish):
    english, _ = localized(danish)

    def add(bands):
        bands[1]["value"]["to_day"] = 14
        band = {**bands[1]["value"], "from_day": 15, "to_day": None, "amount": "133"}
        bands.append({"type": "item", "value": band, "id": str(uuid4())})

    change_bands(danish, add)
    [table] = read(client, english, ".libfees-overdue table")
    assert len(table.select("tbody tr")) == 3
    assert "133" in words(table)


def test_translated_words_stay_when_an_amount_changes(client, danish):
    english, made = localized(danish)
    translate(made, "Voksne", "Adults")
    change_bands(danish, change_amount)
    [block] = read(client, english)
    assert "Adults" in words(block)
    assert "Voksne" not in words(block)
    assert "95" in words(block)
    assert "Voksne" in words(read(client, danish)[0])


def test_a_draft_of_the_danish_page_changes_nothing(client, danish):
    english, _ = localized(danish)
    raw = list(danish.body.get_prep_value())
    change_amount(raw[0]["value"]["groups"][0]["value"]["bands"])
    danish.body = danish.body.stream_block.to_python(raw)
    danish.save_revision()
    assert "70" in words(read(client, english)[0])


def test_an_amount_in_the_english_copy_does_not_count(client, danish):
    english = factories.translated(danish, slug="fees")
    change_bands(english, change_amount)
    assert "70" in words(read(client, english)[0])


def test_rates_of_an_unpublished_danish_page_are_on_no_page(client, danish):
    english, _ = localized(danish)
    danish.unpublish()
    assert read(client, english) == []
    response = client.get(english.url)
    assert response.status_code == 200
    assert "70 " not in words(BeautifulSoup(response.content, "lxml").select_one("article"))
    data = client.get(f"/api/v2/pages/{english.pk}/?fields=*").json()
    assert data["body"] == []
    assert data["rates"]["card"]["overdue"] == []


def test_a_block_that_the_danish_page_lost_is_gone_in_english_too(client, danish):
    english = factories.translated(danish, slug="fees")
    danish.body = [factories.text("Uden takster")]
    danish.save_revision().publish()
    assert read(client, english) == []


def test_the_english_page_names_its_fixed_words_in_english(client, danish):
    english = factories.translated(danish, slug="fees")
    with translation.override("en"):
        [table] = read(client, english, ".libfees-overdue table")
    assert words(table.caption) == "What you owe in all, by days overdue"
    assert words(read(client, danish, ".libfees-overdue table")[0].caption) != words(table.caption)
