from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import jsonschema
import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale, PageViewRestriction, Site

from tests.rate_pages import CARD, fresh, make_fee_page, make_site, save_draft, with_threshold
from tests.rates.factories import between
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.rates import (
    Exclusion,
    RateCard,
    card_document,
    export_csv,
    import_csv,
    import_json,
    json_schema,
)

pytestmark = pytest.mark.django_db

JSON, CSV, SCHEMA = "/libfees/rates.json", "/libfees/rates.csv", "/libfees/rates.schema.json"
NOON = "2026-11-20T11:00:00Z"
VALIDATOR = jsonschema.Draft202012Validator(
    json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


@pytest.fixture(autouse=True)
def noon():
    with freeze_time(NOON) as clock:
        yield clock


@pytest.fixture
def site():
    return make_site()


@pytest.fixture
def takster(site):
    return make_fee_page(site)


@pytest.fixture
def get(client):
    def ask(path=JSON, host="fjordby.example", **headers):
        return client.get(path, headers={"host": host, **headers})

    return ask


def error(response):
    """The one sentence of an answer that is none."""
    assert response["Content-Type"] == "application/json"
    (sentence,) = response.json()["errors"]
    return sentence


def test_the_json_tells_what_is_in_force_what_comes_and_what_was(takster, get):
    answer = get().json()
    day = date(2026, 11, 20)
    card = takster.rate_card
    assert card == CARD
    assert answer == {
        "schema": "http://fjordby.example/libfees/rates.schema.json",
        "as_of": "2026-11-20",
        "site": {"name": "Fjordby", "host": "fjordby.example"},
        "page": takster.full_url,
        "next_change": "2027-01-01",
        "current": card_document(card.as_of(day)),
        "coming": card_document(card.coming(day)),
        "former": card_document(card.former(day)),
    }
    assert answer["page"].startswith("http://fjordby.example/")


@pytest.mark.parametrize("path", [JSON, f"{JSON}?date=2027-06-01", f"{JSON}?date=2000-01-01"])
def test_every_card_is_valid_by_the_schema_that_is_served(takster, get, path):
    served = json.loads(get(SCHEMA).content)
    assert served == json_schema()
    answer = get(path).json()
    for name in ("current", "coming", "former"):
        jsonschema.Draft202012Validator(served).validate(answer[name])
        assert import_json(json.dumps(answer[name])) is not None


def test_a_day_asked_for_moves_all_three_cards(takster, get):
    answer = get(f"{JSON}?date=2027-01-01").json()
    assert (answer["as_of"], answer["next_change"]) == ("2027-01-01", None)
    assert [len(answer[name]["card"]["overdue"]) for name in ("current", "coming", "former")] == [
        1,
        0,
        1,
    ]


@pytest.mark.parametrize(
    ("moment", "first"),
    [("2026-12-31T22:59:59Z", "20"), ("2026-12-31T23:00:00Z", "25")],
    ids=["before midnight", "at midnight"],
)
def test_the_rates_change_at_midnight_in_copenhagen(takster, get, noon, moment, first):
    before = get()
    noon.move_to(moment)
    answer = get(**{"if-none-match": before["ETag"]}).json()
    bands = answer["current"]["card"]["overdue"][0]["groups"][0]["bands"]
    assert bands[0]["amount"] == first


def test_nobody_is_told_not_modified_across_the_midnight(takster, get, noon):
    noon.move_to("2026-12-31T22:59:59Z")
    before = get()
    noon.move_to("2026-12-31T23:00:00Z")
    known = {"if-modified-since": before["Last-Modified"]}
    assert get(**known).status_code == 200
    noon.move_to("2026-12-31T23:00:01Z")
    known = {"if-modified-since": get()["Last-Modified"]}
    assert get(**known).status_code == 304


@pytest.mark.parametrize("path", [JSON, f"{JSON}?date=2026-11-20", CSV, SCHEMA])
def test_who_has_the_answer_is_told_that_it_has_not_changed(takster, get, path):
    first = get(path)
    again = get(path, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"
    assert "no-cache" in again["Cache-Control"]


@pytest.mark.parametrize("path", [JSON, CSV])
def test_last_modified_is_the_publication_and_outdated_by_the_next(takster, get, noon, path):
    first = get(path)
    known = {"if-modified-since": first["Last-Modified"]}
    assert first["Last-Modified"] == "Fri, 20 Nov 2026 11:00:00 GMT"
    assert get(path, **known).status_code == 304
    noon.tick(timedelta(seconds=1))
    save_draft(takster, with_threshold(300))
    assert get(path, **known).status_code == 304
    fresh(takster).get_latest_revision().publish()
    changed = get(path, **known)
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert b"300" in changed.content


def test_the_json_of_a_later_day_is_modified_at_its_midnight(takster, get, noon):
    noon.move_to("2026-11-25T11:00:00Z")
    assert get()["Last-Modified"] == "Tue, 24 Nov 2026 23:00:00 GMT"
    assert get(CSV)["Last-Modified"] == "Fri, 20 Nov 2026 11:00:00 GMT"
    assert get(f"{JSON}?date=2026-11-25")["Last-Modified"] == "Fri, 20 Nov 2026 11:00:00 GMT"


def test_a_cache_asks_before_each_use(takster, get):
    for path in (JSON, CSV, SCHEMA, f"{JSON}?date=x"):
        directives = set(get(path)["Cache-Control"].split(", "))
        assert directives == {"public", "no-cache", "max-age=0"}


@override_settings(
    MIDDLEWARE=[
        "django.middleware.cache.UpdateCacheMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
)
def test_the_cache_of_the_whole_site_does_not_keep_the_rates(takster, get):
    assert "200" in get(CSV).content.decode()
    takster.save_revision(clean=False)
    save_draft(takster, with_threshold(345))
    fresh(takster).get_latest_revision().publish()
    assert "345" in get(CSV).content.decode()


def test_the_csv_has_all_versions_and_is_read_back_as_the_card(takster, get):
    response = get(CSV)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode() == export_csv(takster.rate_card)
    assert import_csv(response.content) == CARD


@pytest.mark.parametrize("delimiter", [";", "%3B"])
def test_the_csv_for_danish_spreadsheets_has_semicolons(takster, get, delimiter):
    response = get(f"{CSV}?delimiter={delimiter}")
    assert response.content.decode() == export_csv(takster.rate_card, ";")


@pytest.mark.parametrize("path", [JSON, CSV, SCHEMA])
def test_any_web_page_may_read_but_not_write(takster, client, path):
    host = {"host": "fjordby.example", "origin": "https://elsewhere.example"}
    preflight = client.options(path, headers={**host, "access-control-request-method": "GET"})
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    response = client.get(path, headers=host)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", [JSON, CSV, SCHEMA])
def test_writing_is_refused_with_a_sentence(takster, path, method):
    strict = Client(enforce_csrf_checks=True, headers={"host": "fjordby.example"})
    response = getattr(strict, method)(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert error(response)


@pytest.mark.parametrize("path", [JSON, CSV, SCHEMA])
def test_head_has_the_headers_without_the_body(takster, client, get, path):
    head = client.head(path, headers={"host": "fjordby.example"})
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get(path)["ETag"]


BAD = [
    *(f"{JSON}?date={value}" for value in ("x", "2027-02-29", "20270101T00", "1999-12-31")),
    *(f"{JSON}?date={value}" for value in ("2101-01-01", "9" * 9999, "%00", "%F0%28", "-1", "0")),
    *(f"{JSON}?site={value}" for value in ("fjordby.example", "ALL", "all%00", "1")),
    f"{JSON}?date=2027-01-01&date=2028-01-01",
    f"{JSON}?dato=2027-01-01",
    f"{JSON}?{'x' * 500}=1",
    f"{JSON}?delimiter=;",
    *(f"{CSV}?delimiter={value}" for value in ("x", "%09", ";;", "'", "%00", "|", "%0A")),
    f"{CSV}?date=2027-01-01",
    f"{CSV}?site=all",
    f"{SCHEMA}?version=2",
]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path[9:60])
def test_a_question_without_sense_is_answered_with_a_sentence(takster, get, path):
    response = get(path)
    assert response.status_code == 400
    assert len(error(response)) < 200
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", [f"{JSON}?date=", f"{JSON}?site=", f"{CSV}?delimiter="])
def test_an_empty_parameter_is_as_good_as_none(takster, get, path):
    assert get(path).status_code == 200


def restrict(page, site):
    PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )


def restrict_front_page(page, site):
    PageViewRestriction.objects.create(
        page=site.root_page, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )


def expire(page, site):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()


def choose_another_type(page, site):
    FeeSettings.objects.update(fee_page=site.root_page, fee_page_url="https://x.example/takster")


def move_out_of_every_site(page, site):
    site.root_page = page.get_root()
    Site.objects.filter(pk=site.pk).delete()
    make_site("fjordby.example", port=8080)


HIDDEN = [
    lambda page, site: page.unpublish(),
    lambda page, site: page.delete(),
    lambda page, site: FeeSettings.objects.all().delete(),
    restrict,
    restrict_front_page,
    expire,
    choose_another_type,
    move_out_of_every_site,
]


@pytest.mark.parametrize("hide", HIDDEN)
@override_settings(WAGTAIL_LIBFEES={"OPEN_DATA_ALL_SITES": True})
def test_rates_that_are_not_public_are_not_told(takster, site, get, hide):
    hide(takster, site)
    for path in (JSON, CSV):
        response = get(path)
        assert response.status_code == 404
        assert error(response)
        assert b"DKK" not in response.content
    assert get(f"{JSON}?site=all").json()["sites"] == []


def test_a_site_without_rates_has_no_open_data_and_gets_no_settings_by_being_asked(site, get):
    assert get().status_code == get(CSV).status_code == 404
    assert not FeeSettings.objects.exists()


def test_without_any_site_there_is_still_a_sentence(get):
    Site.objects.all().delete()
    assert error(get())
    assert get(SCHEMA).status_code == 200


def test_a_draft_is_never_in_the_data(takster, site, get):
    save_draft(takster, with_threshold(777))
    # A key may have these digits inside.
    assert not re.search(rb"\b777\b", get().content + get(CSV).content)


def test_a_page_that_was_never_published_is_not_in_the_data(site, get):
    make_fee_page(site, with_threshold(777), live=False)
    assert get().status_code == 404


def test_no_get_writes(takster, get):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for path in (JSON, f"{JSON}?date=2027-01-01", CSV, SCHEMA, f"{JSON}?date=x"):
            get(path)
    assert all(query["sql"].startswith("SELECT") for query in queries)


def count_queries(get, path):
    get(path)  # Wagtail keeps the roots of the sites
    with CaptureQueriesContext(connection) as queries:
        assert get(path).status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_rates(site, get):
    make_fee_page(site, RateCard(exclusions=(Exclusion(Decimal(1)),)))
    few = count_queries(get, JSON)
    make_fee_page(make_site("stor.example"), CARD)
    many = count_queries(lambda path: get(path, "stor.example"), JSON)
    assert few == many <= 7
    assert count_queries(get, CSV) <= 7


ALL = override_settings(WAGTAIL_LIBFEES={"OPEN_DATA_ALL_SITES": True})


def test_all_sites_are_listed_only_where_that_is_allowed(takster, get):
    response = get(f"{JSON}?site=all")
    assert response.status_code == 404
    assert error(response)


@ALL
def test_all_published_cards_stand_beside_each_other(takster, get):
    make_fee_page(make_site("andeby.example", name=""), with_threshold(300))
    make_fee_page(make_site("draft.example"), with_threshold(777), live=False)
    make_site("empty.example")
    answer = get(f"{JSON}?site=all&date=2027-01-01").json()
    assert [each["site"]["host"] for each in answer["sites"]] == [
        "andeby.example",
        "fjordby.example",
    ]
    assert answer["as_of"] == "2027-01-01"
    assert answer["sites"][1] == {
        name: value
        for name, value in get(f"{JSON}?date=2027-01-01").json().items()
        if name not in ("schema", "as_of")
    }
    for each in answer["sites"]:
        VALIDATOR.validate(each["current"])
    assert not re.search(r"\b777\b", json.dumps(answer))


@ALL
def test_the_list_of_all_sites_has_an_etag_and_no_date(takster, get):
    # A site that leaves the list changes it without any publication.
    first = get(f"{JSON}?site=all")
    assert "Last-Modified" not in first
    assert get(f"{JSON}?site=all", **{"if-none-match": first["ETag"]}).status_code == 304
    takster.unpublish()
    assert get(f"{JSON}?site=all", **{"if-none-match": first["ETag"]}).status_code == 200


@ALL
def test_each_further_site_costs_five_queries(takster, get):
    one = count_queries(get, f"{JSON}?site=all")
    for number in range(3):
        make_fee_page(make_site(f"nr{number}.example"))
    assert count_queries(get, f"{JSON}?site=all") - one <= 3 * 5


@ALL
def test_rates_that_no_file_may_carry_say_so_and_hide_no_other_site(takster, get):
    broken = RateCard(exclusions=(Exclusion(Decimal(1), validity=between("2026-01-01")),))
    other = make_fee_page(make_site("andeby.example"), broken)
    other.body[0].value["adopted_by"] = "Byrådet" * 1000
    other.save()
    for path in (JSON, CSV):
        response = get(path, "andeby.example")
        assert response.status_code == 500
        assert "adopted_by" in error(response)
    listed = get(f"{JSON}?site=all").json()["sites"]
    assert "adopted_by" in listed[0]["errors"][0]
    assert "current" in listed[1]


def test_each_site_tells_its_own_rates_only(takster, get):
    make_fee_page(make_site("andeby.example", name="Andeby"), with_threshold(301))
    assert not re.search(rb"\b301\b", get().content + get(CSV).content)
    answer = get(host="andeby.example")
    assert re.search(rb"\b301\b", answer.content)
    assert answer.json()["site"]["name"] == "Andeby"
    assert answer["ETag"] != get()["ETag"]


def test_two_sites_of_one_host_are_told_apart_by_the_port(takster, client):
    make_fee_page(make_site(port=8080, name="Filial"), with_threshold(301))
    for port, name, host in (("80", "Fjordby", ""), ("8080", "Filial", ":8080")):
        headers = {"host": f"fjordby.example:{port}"}
        answer = client.get(JSON, headers=headers, SERVER_PORT=port).json()
        assert answer["site"] == {"name": name, "host": f"fjordby.example{host}"}


def test_a_forged_host_is_in_no_address(takster, get):
    Site.objects.update(is_default_site=False)
    Site.objects.filter(hostname="fjordby.example").update(is_default_site=True)
    answer = get(host="evil.example")
    assert answer.status_code == 200
    assert b"evil.example" not in answer.content


def test_the_translation_leads_to_the_amounts_of_the_source_page(takster, site, get):
    english = Locale.objects.get_or_create(language_code="en")[0]
    site.root_page.copy_for_translation(english)
    copy = fresh(takster).copy_for_translation(english)
    copy.body = copy.body.stream_block.to_python([])
    copy.save_revision(clean=False).publish()
    FeeSettings.objects.filter(site=site).update(fee_page=copy.page_ptr)
    answer = get().json()
    assert answer["page"] == takster.full_url
    assert answer["current"] == card_document(takster.rate_card.as_of(date(2026, 11, 20)))
    fresh(takster).unpublish()
    assert get().status_code == 404


def test_the_data_do_not_depend_on_the_language_of_the_reader(takster, get):
    danish, english = (get(**{"accept-language": code}) for code in ("da", "en"))
    assert danish.content == english.content


def test_the_published_page_is_seen_at_once_after_publishing(takster, get):
    first = get(f"{JSON}?date=2026-11-20")
    save_draft(takster, with_threshold(250))
    fresh(takster).get_latest_revision().publish()
    answer = get(f"{JSON}?date=2026-11-20", **{"if-none-match": first["ETag"]})
    assert answer.json()["current"]["card"]["exclusions"][0]["amount"] == "250"


def test_a_page_without_a_date_of_publication_has_no_last_modified(takster, get):
    type(takster).objects.update(last_published_at=None)
    assert "Last-Modified" not in get()


def test_the_day_is_copenhagens_whatever_the_time_zone_of_the_server(takster, get, noon):
    noon.move_to(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    with override_settings(TIME_ZONE="America/New_York"):
        assert get().json()["as_of"] == "2027-01-01"
