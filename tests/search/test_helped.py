"""“Did this help?”: votes without a cookie, counted once each, and what robots send."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from tests import factories
from tests.search.helped_form import OWN, URL, counts, fields_of, vote
from wagtail_libfees.models import AnswerRating, RatingLine
from wagtail_libfees.models.addresses import question_keys
from wagtail_libfees.models.asked_again import count_asked
from wagtail_libfees.models.question_counts import question_counts
from wagtail_libfees.search import helped

pytestmark = pytest.mark.django_db


@pytest.fixture
def faq(site):
    factories.fee_settings(site, ask_if_helped=True)
    return factories.faq_page(
        site.root_page,
        factories.questions(("Hvad koster det?", "<p>Et gebyr.</p>"), ("B?", "<p>b</p>")),
    )


def form(client, faq):
    """The fields of the form under the first answer."""
    return fields_of(client.get(faq.url))


def test_it_is_off_until_the_library_asks(client, site, faq):
    fields = form(client, faq)
    factories.fee_settings(site, ask_if_helped=False)
    assert "libfees-helped" not in client.get(faq.url).content.decode()
    assert vote(client, fields, helped="yes").status_code == 400
    assert not counts()


def test_a_vote_is_counted_when_the_answer_comes_and_needs_no_cookie(faq):
    client = Client(enforce_csrf_checks=True)
    page = client.get(faq.url)
    assert not page.cookies
    assert "csrf" not in page.content.decode()
    answer = vote(client, form(client, faq), helped="yes")
    assert (answer.status_code, answer.cookies) == (303, {})
    assert counts() == [("Hvad koster det?", 1, 0)]
    thanks = client.get(answer.url)
    assert "Tak" in thanks.content.decode()
    assert "no-store" in thanks["Cache-Control"]
    client.get(answer.url)
    assert counts() == [("Hvad koster det?", 1, 0)]


def test_a_no_asks_for_a_line_and_keeps_it_without_persons(client, faq):
    answer = vote(client, form(client, faq), helped="no")
    fields = fields_of(client.get(answer.url))
    vote(client, {**fields, "words": "Jeg er 010190-1234, ring 12 34 56 78\x00 <b>"})
    assert counts() == [("Hvad koster det?", 0, 1)]
    assert RatingLine.objects.get().words == "Jeg er •••, ring ••• <b>"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"question": ""}, 400),
        ({"question": "zzzz9"}, 400),
        ({"question": "<script>" * 1000}, 400),
        ({"helped": "perhaps"}, 400),
        ({"helped": ""}, 400),
        ({"words": "x" * 10_000}, 400),
        ({"question": "' OR 1=1 --\x00"}, 400),
    ],
)
def test_what_is_no_vote_is_a_sentence(client, faq, changed, status):
    response = vote(client, {**form(client, faq), "helped": "yes", **changed})
    assert response.status_code == status
    assert BeautifulSoup(response.content, "html.parser").select_one("h1 + p").get_text(strip=True)
    assert not counts()


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        (OWN, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver:80"}, True),
        ({"Origin": "http://testserver:8000"}, False),
        ({"Origin": "http://testserver:port"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "http://testserver@evil.example"}, False),
        ({"Origin": "testserver"}, False),
        ({"Origin": "null", "Referer": "http://testserver/"}, False),
        ({"Referer": "http://testserver/svar/"}, True),
        ({"Referer": "http://[x"}, False),
        ({}, False),
    ],
)
def test_only_a_page_of_this_site_may_send_it(client, faq, headers, counted):
    fields = form(client, faq)
    response = client.post(URL, {**fields, "helped": "yes"}, headers=headers)
    assert response.status_code == (303 if counted else 403)
    assert bool(counts()) is counted


def test_a_robot_fills_in_what_nobody_sees(client, faq):
    assert vote(client, form(client, faq), helped="yes", website="x").status_code == 303
    assert not counts()


def test_robots_make_no_row_each(client, faq, monkeypatch):
    monkeypatch.setattr(helped, "MOST_IN_A_MINUTE", 5)
    monkeypatch.setattr(helped, "MOST_LINES", 3)
    fields = form(client, faq)
    found = [vote(client, fields, helped="no", words=f"linje {n}").status_code for n in range(8)]
    assert found == [303] * 5 + [429] * 3
    assert counts() == [("Hvad koster det?", 0, 5)]
    kept = RatingLine.objects.order_by("pk").values_list("words", flat=True)
    assert list(kept) == ["linje 0", "linje 1", "linje 2"]


def test_a_flood_of_lines_pushes_out_only_what_was_read(client, faq, monkeypatch):
    monkeypatch.setattr(helped, "MOST_LINES", 4)
    monkeypatch.setattr(helped, "MOST_LINES_IN_A_DAY", 2)
    fields = form(client, faq)
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        with freeze_time(f"{day}T12:00:00Z"):
            for n in range(4):
                vote(client, fields, helped="no", words=f"den {day[-2:]}, linje {n}")
        if day == "2026-11-21":
            RatingLine.objects.filter(words="den 20, linje 0").update(is_read=True)
    kept = RatingLine.objects.order_by("pk").values_list("words", flat=True)
    assert list(kept) == [
        *("den 20, linje 1", "den 21, linje 0", "den 21, linje 1", "den 22, linje 0"),
    ]
    assert counts() == [("Hvad koster det?", 0, 12)]


def test_answers_that_helped_most_stand_first_if_the_library_wants_it(client, faq):
    pairs = [("Hvad koster det?", "<p>Et gebyr.</p>"), ("B?", "<p>b</p>"), ("C?", "<p>c</p>")]
    faq = factories.faq_page(faq.get_parent(), factories.questions(*pairs))
    asked = [item.id for item in faq.body[0].value["questions"].bound_blocks]
    for block_id, votes in zip(asked, (1, 0, 3), strict=True):
        for _vote in range(votes):
            vote(
                client,
                {**form(client, faq), "question": question_keys(faq)[block_id]},
                helped="yes",
            )

    def order():
        page = BeautifulSoup(client.get(faq.url).content, "html.parser")
        return [words.get_text(strip=True) for words in page.select(".libfees-question summary")]

    assert order() == ["Hvad koster det?", "B?", "C?"]
    faq.most_helped_first = True
    faq.save()
    assert order() == ["C?", "Hvad koster det?", "B?"]
    assert list(question_counts(faq).values()) == [
        "hjalp: 1 ja, 0 nej",
        "hjalp: 3 ja, 0 nej",
    ]
    count_asked(faq, asked[1])
    assert question_counts(faq)[asked[1]] == "spurgt igen: 1"


def test_a_question_that_is_not_public_cannot_be_rated(client, site, faq):
    fields = form(client, faq)
    factories.restrict(faq)
    assert vote(client, fields, helped="yes").status_code == 400


def test_what_was_said_goes_with_the_question_and_with_the_page(client, faq):
    fields = form(client, faq)
    vote(client, fields, helped="no", words="mere")
    second = faq.body[0].value["questions"].bound_blocks[1].id
    vote(client, {**fields, "question": question_keys(faq)[second]}, helped="yes")
    faq.save()
    assert len(counts()) == 2
    del faq.body[0].value["questions"][0]
    faq.save()
    assert counts() == [("B?", 1, 0)]
    assert not RatingLine.objects.exists()
    faq.delete()
    assert not counts()


def test_an_editor_reads_what_was_missing(client, editor, site, faq, elsewhere):
    vote(client, form(client, faq), helped="no", words="Hvad med børn?")
    report = editor.get(reverse("libfees_helped"))
    assert "Hvad med børn?" in report.content.decode()
    editor.post(reverse("libfees_helped_read", args=[AnswerRating.objects.get().pk]))
    assert RatingLine.objects.get().is_read
    assert "1 læst linje" in editor.get(reverse("libfees_helped")).content.decode()
    content = editor.get(reverse("libfees_helped"), {"export": "csv"})
    assert "Hvad med børn?" in b"".join(content.streaming_content).decode()
    other = factories.staff("kim", "change_page", "add_page", below=elsewhere.get_site().root_page)
    client.force_login(other)
    assert "Hvad med" not in client.get(reverse("libfees_helped")).content.decode()
