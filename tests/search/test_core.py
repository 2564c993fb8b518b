"""The search itself: forms of words, synonyms, the ranking of forty searches, and the marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search import asked, corpus, everyday, fresh, other_library
from tests.search.queries import COLD, LATER, QUERIES
from wagtail_libfees.search.core import (
    IndexedQuestion,
    QuestionIndex,
    Synonyms,
    marked_html,
    marked_text,
)
from wagtail_libfees.search.core.stems import stem
from wagtail_libfees.search.core.thesaurus import topics
from wagtail_libfees.search.core.words import words_of
from wagtail_libfees.search.published import LEAST_SURE

# language, words that have one stem
SAME = [
    ("da", "gebyr gebyret gebyrer gebyrerne gebyrets"),
    ("da", "bøde bøden bøder bøderne"),
    ("da", "låne låner lånt lånte"),
    ("da", "betale betaler betalt betalte betaling betalingen"),
    ("da", "aflevere afleverer afleveret aflevering afleveringen"),
    ("da", "regning regningen regninger regningerne"),
    ("da", "erstatte erstatter erstatning erstatninger"),
    ("da", "spærre spærret spærring"),
    ("da", "påminde påmindelse påmindelsen påmindelser"),
    ("da", "bog bogen bøger bøgerne"),
    ("da", "barn barnet børn børnene"),
    ("en", "fee fees"),
    ("en", "borrow borrows borrowed borrowing borrower borrowers"),
    ("en", "pay pays paid paying payment payments"),
    ("en", "replace replaces replaced replacement replacements"),
    ("en", "library libraries"),
    ("en", "instalment instalments"),
    ("en", "lose lost"),
]
# language, words that have not
OTHER = [("da", "regning", "regn"), ("da", "bog", "bøde"), ("en", "bill", "billion")]


@pytest.mark.parametrize(("language", "words"), SAME)
def test_forms_of_a_word_have_one_stem(language, words):
    assert len({stem(word, language) for word in words.split()}) == 1


@pytest.mark.parametrize(("language", "one", "other"), OTHER)
def test_other_words_have_another(language, one, other):
    assert stem(one, language) != stem(other, language)


def test_words_are_read_without_hyphens_and_apostrophes():
    assert words_of("Nem-ID, e‑Boks, can’t & fi\u00adks_2") == [
        "nemid",
        "eboks",
        "cant",
        "fiks",
        "2",
    ]


is_beside = pytest.mark.skipif(
    other_library.SOURCE is None, reason="the seeds are not beside the repository"
)
# The searches, and the parts of them that have the right answer first and among three. Those for
# the cold ones are no aim, but what must not get worse.
TABLES = [
    pytest.param(QUERIES, tuple, 0.95, 0.95, id="forty"),
    pytest.param(LATER, tuple, 0.95, 0.95, id="later"),
    pytest.param(COLD, tuple, 0.9, 0.95, id="cold"),
    pytest.param(fresh.OPEN + fresh.HELD_OUT, tuple, 0.9, 0.95, id="fresh"),
    pytest.param(everyday.OPEN + everyday.WEIGHED, tuple, 0.9, 0.95, id="everyday"),
    pytest.param(everyday.HELD_OUT, tuple, 0.9, 0.95, id="everyday, held out"),
    pytest.param(asked.LOOKED_AT, tuple, 0.95, 0.95, id="looked at"),
    pytest.param(asked.COUNTED, tuple, 0.9, 0.95, id="counted"),
    pytest.param(asked.UNSEEN, tuple, 0.9, 0.95, id="unseen"),
    pytest.param(
        other_library.OTHER_LOOKED_AT,
        other_library.entries,
        0.95,
        0.95,
        id="other library",
        marks=is_beside,
    ),
    pytest.param(
        other_library.OTHER_UNSEEN,
        other_library.entries,
        0.9,
        0.95,
        id="other library, unseen",
        marks=is_beside,
    ),
]


@pytest.mark.parametrize(("table", "entries", "least_first", "least_three"), TABLES)
def test_the_question_that_is_meant_comes_first(table, entries, least_first, least_three):
    indexes = {language: corpus.index(language, entries()) for language in ("da", "en")}
    first = three = 0
    missed = []
    for language, typed, meant in table:
        found = [hit.entry.key for hit in indexes[language].search(typed)]
        first += bool(meant & set(found[:1]))
        three += bool(meant & set(found[:3]))
        if not meant & set(found[:1]):
            missed.append((typed, found[:3]))
    assert first >= least_first * len(table), missed
    assert three >= least_three * len(table), missed


def test_a_search_that_nothing_answers_has_no_sure_hit():
    indexes = {language: corpus.index(language) for language in ("da", "en")}

    def are_sure(searches):
        hits = [indexes[language].search(typed) for language, typed, *_meant in searches]
        return sum(any(hit.sure >= LEAST_SURE for hit in found) for found in hits)

    assert are_sure(fresh.NO_ANSWER_OPEN + fresh.NO_ANSWER_HELD_OUT) <= 4
    assert are_sure(asked.NO_ANSWER) <= 2
    answered = [*QUERIES, *LATER, *COLD, *fresh.OPEN, *fresh.HELD_OUT]
    answered += [*everyday.OPEN, *everyday.WEIGHED, *everyday.HELD_OUT]
    answered += [*asked.LOOKED_AT, *asked.COUNTED, *asked.UNSEEN]
    assert are_sure(answered) >= 0.9 * len(answered)


@pytest.mark.parametrize(
    "typed",
    ["parkering", "åbningstider", "wifi", "parkering ved biblioteket", "foredrag om vikinger"],
)
def test_what_no_question_is_about_finds_none(typed):
    assert corpus.index("da").search(typed) == []


HOSTILE = [
    "",
    " ",
    "?!",
    "<script>alert(1)</script>",
    "'; DROP TABLE wagtailcore_page; --",
    "gebyr OR 1=1",
    "\x00gebyr\x00",
    "a" * 10_000,
    "gebyr " * 2_000,
    "%_*()[]\\",
    "𝓰𝓮𝓫𝔂𝓻 🤖 ﷽",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_a_search(typed):
    assert isinstance(corpus.index("da").search(typed), list)


@given(st.text(max_size=300), st.sampled_from(["da", "en", "de"]))
def test_any_text_is_a_search(typed, language):
    entry = IndexedQuestion(1, typed, "Svar om gebyr")
    hits = QuestionIndex([entry], language, Synonyms([("bøde", typed)], language)).search(typed)
    assert all(hit.entry is entry for hit in hits)


def found(questions, typed, groups=(), language="da"):
    entries = [IndexedQuestion(text, text, "") for text in questions]
    index = QuestionIndex(entries, language, Synonyms(groups, language))
    return [hit.entry.key for hit in index.search(typed)]


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("gebyr", "Hvad er et rykkergebyr?"),
        ("rykker", "Hvad er et rykkergebyr?"),
        ("betalingsfrist", "Hvornår er fristen?"),
        ("rykkergebyr", "Hvad er et gebyr?"),
        ("gebry", "Hvad er et gebyr?"),
        ("spaerret", "Hvorfor er jeg spærret?"),
        ("laane", "Kan jeg låne?"),
        ("indbetal", "Hvor er mit indbetalingskort?"),
        ("giro kort", "Hvor er mit indbetalingskort?"),
        ("gebyr online", "Hvad er et gebyr?"),
    ],
)
def test_a_word_is_found_in_another_form(typed, question):
    others = ["Er der åbent?", "Hvem svarer i telefonen?"]
    assert found([*others, question], typed) == [question]


def test_a_typing_error_in_a_short_word_is_another_word():
    assert found(["Hvad med sagen?", "Er det dag?"], "kage") == []


def test_words_of_an_editor_stand_for_each_other_in_every_form():
    groups = [("lånerkort", "bibliotekskort", "kort til biblioteket")]
    questions = ["Hvor får jeg et lånerkort?", "Er der åbent?"]
    assert found(questions, "bibliotekskortene", groups) == questions[:1]
    assert found(questions, "kort til biblioteket", groups) == questions[:1]


def test_a_typing_error_in_a_word_of_an_editor_is_mended():
    questions = ["Er du uenig?", "Er der åbent?"]
    assert found(questions, "klge", [("klage", "uenig")]) == questions[:1]


def test_the_first_letter_tells_which_word_is_meant():
    questions = ["Where is my account?", "What does it count as?"]
    assert found(questions, "acount", language="en") == questions[:1]


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        # In any form and order, and with a typing error.
        ("hunden har spist den", "Hvad koster en ødelagt ting?"),
        ("hundne har spist den", "Hvad koster en ødelagt ting?"),
        ("står der endnu, selv om jeg har betalt", "Hvornår ses min betaling på min konto?"),
        # This form only: who pays has not paid.
        ("hvordan skal jeg betale", "Hvor betaler jeg?"),
        # Two words near each other: “ikke”, and not anywhere.
        ("jeg har altså ikke MitID", "Hvad gør jeg uden NemID?"),
        # Whoever knows the word is asked for it.
        ("pungen er flad", "Kan jeg afdrage min gæld?"),
    ],
)
def test_words_of_a_topic_lead_to_the_question_about_it(typed, question):
    others = [
        "Hvad koster en ødelagt ting?",
        "Hvornår ses min betaling på min konto?",
        "Hvor betaler jeg?",
        "Hvad gør jeg uden NemID?",
        "Kan jeg afdrage min gæld?",
        "Jeg har fundet en ting. Hvad nu?",
    ]
    assert found(others, typed)[:1] == [question]


def test_a_question_about_something_else_besides_comes_later():
    questions = ["Jeg har fundet bogen, som jeg skulle erstatte", "Hvad er en erstatning?"]
    assert found(questions, "erstatte bog")[:1] == questions[1:]
    assert found(questions, "fundet bog")[:1] == questions[:1]


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_written_of_a_topic_is_known_in_what_is_typed(language):
    known = topics(language)
    words = {"da": "rykker ødelagt uenig", "en": "reminder fee damaged disagree"}[language].split()
    assert len(known.of_written(words)) >= 3
    assert known.of_written(words).keys() <= known.of_typed(words).keys()


def test_a_text_about_damage_is_not_about_dogs():
    known = topics("da")
    assert known.of_typed(["hunden"])
    assert not known.of_written(["hunden"])
    assert not topics("de").of_typed(["hunden"])


STEMS = {"gebyr", "bød"}
MARKS = [
    ("<p>Et gebyr.</p>", "<p>Et <mark>gebyr</mark>.</p>"),
    (
        '<a href="/gebyr" title="gebyr > bøde">gebyret</a>',
        '<a href="/gebyr" title="gebyr > bøde"><mark>gebyret</mark></a>',
    ),
    ("B&oslash;de &amp; gebyr &#39;", "B&oslash;de &amp; <mark>gebyr</mark> &#39;"),
    ("<textarea>gebyr</textarea> Bøder", "<textarea>gebyr</textarea> <mark>Bøder</mark>"),
    ("<!-- gebyr -->x", "<!-- gebyr -->x"),
    ("5 < 6 gebyr", "5 < 6 <mark>gebyr</mark>"),
]


@pytest.mark.parametrize(("html", "marked"), MARKS)
def test_marks_stand_in_texts_only(html, marked):
    assert marked_html(html, STEMS, "da") == marked


def test_plain_words_are_escaped_and_marked():
    assert marked_text("<b>gebyr</b> & co", STEMS, "da") == (
        "&lt;b&gt;<mark>gebyr</mark>&lt;/b&gt; &amp; co"
    )


@given(st.text())
def test_marks_are_all_that_is_added(text):
    html = marked_html(text, STEMS, "da")
    assert html.replace("<mark>", "").replace("</mark>", "") == text.replace("<mark>", "").replace(
        "</mark>", ""
    )
