"""Dates without a year, links that say nothing: what is found, and what is right."""

import pytest

from tests import factories
from wagtail_libfees.editorial.registry import findings

pytestmark = pytest.mark.django_db


def found(words, code):
    page = factories.faq_page(
        factories.site().root_page, factories.questions(("Hvad?", f"<p>{words}</p>"))
    )
    return [finding.excerpt for finding in findings(page) if finding.code == code]


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("Fra 15. juni gælder nye regler", ["15. juni"]),
        ("Fra den 1. november", ["1. november"]),
        ("Fra den 1.&nbsp;nov<b>em</b>ber", ["1. november"]),
        ("Fra og med mandag d. 1. november", ["1. november"]),
        ("Fra 1 June", ["1 June"]),
        ("Den 1/9 åbner vi", ["1/9"]),
        ("Fra d. 15/6", ["15/6"]),
        ("Fra 15. juni. Reglen er fra 2024.", ["15. juni"]),
        ("Fra 15.juni", ["15.juni"]),
        ("Fra 15 juni", ["15 juni"]),
        ("Fra 15.&nbsp;juni", ["15. juni"]),
        ("Fra 15. <b>juni</b>", ["15. juni"]),
        ("Fra 15. jun.", ["15. jun"]),
        ("Fra 1. sept. gælder det", ["1. sept"]),
        ("From June 15 on", ["June 15"]),
        ("From June 15th", ["June 15th"]),
        ("From 15th June", ["15th June"]),
        ("From the 1st of May", ["1st of May"]),
        ("Open June 15-20", ["June 15"]),
        # The number that follows is no year.
        ("Fra 15. juni, 20 kr. pr. bog", ["15. juni"]),
        ("Fra 15. juni 14 dage", ["15. juni"]),
        ("Fra 15. juni 10-14 har vi åbent", ["15. juni"]),
        ("Fra 15. juni kl. 10", ["15. juni"]),
        ("Fra 15. juni koster det 2000 kr.", ["15. juni"]),
        ("Fra 15. juni åbner vi kl. 2000", ["15. juni"]),
        ("Fra 15. juni (2 uger)", ["15. juni"]),
        ("Fra den 24.-26. december", ["26. december"]),
        ("Fra 15. juni 2026", []),
        ("Fra 15. jun. 2026", []),
        ("Fra 15. juni, 2026", []),
        ("Fra 15. juni '26", []),
        ("Fra 15. juni 26", []),
        ("From June 15, 2026", []),
        ("In June 2026", []),
        ("Fra 15. juni i år", []),
        # The same day every year.
        ("Vi holder lukket juleaften den 24. december", []),
        ("Grundlovsdag den 5. juni holder vi lukket", []),
        ("Nytårsaftensdag den 31. december er der lukket", []),
        ("We are closed on Christmas Eve, 24 December", []),
        # No dates.
        ("4. maj-kollegiet", []),
        ("Children under 15 may borrow", []),
        ("Bind 1 Jan Guillou", []),
        ("They may 15 times", []),
        ("I april 20 kr.", []),
        ("In April 20 days", []),
        ("Fra 1. januar til 31. december 2026", []),
        ("I 2026 er det den 1. maj", []),
        ("Den 1/9 2026", []),
        ("Den 1/9-2026", []),
        ("Den 01.09.2026", []),
        ("1. januar hvert år", []),
        ("Hver 1. maj", []),
        ("Årligt den 1. april", []),
        ("1/2 time før", []),
        ("Åbent 24/7", []),
        ("Ring på 12 34 56 78", []),
        ("i juni", []),
        ("2. maj-udvalg 2026", []),
        ("40. juni", []),
    ],
)
def test_dates_without_a_year(words, dates):
    assert found(words, "date_without_year") == dates


def link(words):
    return f'<a href="https://fjordby.example/">{words}</a>'


@pytest.mark.parametrize(
    "words",
    [
        *(
            "her",
            "HER",
            "Her.",
            "klik her",
            "Klik <b>her</b>",
            "Læs mere her",
            "here",
            "Click here!",
        ),
        *(
            "her,",
            "(her)",
            "[her]",
            "”her”",
            "her ›",
            "her&nbsp;&gt;",
            "Læs mere her »",
            "h&shy;er",
        ),
        *("Læs mere", "Se mere", "Mere", "Read more", "Learn more", "more", "her\u200b", "læs her"),
        *("Klik", "click", "Klik på linket", "via dette link", "på dette link", "this page"),
        *("denne side", "Gå til siden", "Hent", "Download", "→", "", "&nbsp;", "<b></b>"),
    ],
)
def test_a_link_that_says_nothing(words):
    assert len(found(f"Betal {link(words)}", "link_text")) == 1


@pytest.mark.parametrize(
    "words",
    [
        link("Betal her i portalen"),
        link("Herning Bibliotek"),
        link("Læs om gebyrer"),
        "klik her",
        "Du kan betale HER og nu",
        link("https://fjordby.example/her"),
        link("Her finder du taksterne"),
        link("Læs mere om gebyrer"),
        link("Se her, hvad det koster"),
        link("her i Fjordby"),
        link("Herfølge Bibliotek"),
        link("Hent PDF med taksterne"),
        link("Betal"),
        link("Mere om gebyrer"),
        link("Siden om gebyrer"),
        link('<embed embedtype="image" alt="Kort over byen" id="1">'),
        '<a id="gebyrer"></a>',
    ],
)
def test_a_link_that_says_where_it_leads(words):
    assert found(words, "link_text") == []


@pytest.mark.parametrize(
    "address",
    ["https://kk.dk/betal", "http://betaling.example/", "www.kk.dk", "kk.dk/min-side", "(https://kk.dk)"],
)  # fmt: skip
def test_a_link_called_by_its_address(address):
    assert found(f'<a href="https://kk.dk/">{address}</a>', "link_raw") == [address]


@pytest.mark.parametrize(
    "name", ["borger.dk", "Mit Betalingsoverblik", "biblioteket@kk.dk", "og/eller", "Book 1.2/3"]
)
def test_a_link_called_by_a_name(name):
    assert found(f'<a href="https://kk.dk/">{name}</a>', "link_raw") == []


@pytest.mark.parametrize(
    ("question", "is_statement"),
    [
        ("Jeg kan ikke låne mere?", True),
        ("Jeg har spørgsmål til selve betalingen?", True),
        ("Jeg vil klage over min regning?", True),
        ("Låneren har spørgsmål til selve betalingen?", True),
        ("Min regning er forkert?", True),
        ("Jeg har fået en rykker. Jeg vil gerne tale med nogen om den?", True),
        ("I cannot borrow any more?", True),
        ("I have a question about my bill?", True),
        ("My bill is wrong?", True),
        ("Hvorfor kan jeg ikke låne mere?", False),
        ("Kan jeg betale på biblioteket?", False),
        ("Skal vi betale?", False),
        ("Jeg har fundet bogen. Hvad gør jeg nu?", False),
        ("Jeg har fundet bogen, hvad gør jeg nu?", False),
        ("Jeg har betalt, kan jeg låne igen?", False),
        ("Du har betalt, ikke?", False),
        ("Man kan vel betale med MobilePay eller hvad?", False),
        ("Mine lån?", False),
        ("Udfordring?", False),
        ("Brok og kritik?", False),
        ("Klar til at betale?", False),
        ("Fandt du ikke svaret?", False),
        ("Jeg kan ikke låne mere", False),
        ("I hvilke tilfælde skal jeg betale?", False),
        ("Du og jeg?", False),
        ("Why can I not borrow?", False),
        ("I have found the book. What do I do?", False),
        ("I have found the book, what do I do?", False),
        ("Is my bill wrong?", False),
        ("What if I disagree with my bill?", False),
        ("Ready to pay?", False),
    ],
)
def test_a_statement_with_a_question_mark(question, is_statement):
    page = factories.faq_page(
        factories.site().root_page, factories.questions((question, "<p>Svar.</p>"))
    )
    told = [finding.excerpt for finding in findings(page) if finding.code == "statement_asked"]
    assert told == ([question] if is_statement else [])


@pytest.mark.parametrize(
    ("words", "ranges"),
    [
        ("Ring kl. 10-14", ["10-14"]),
        ("Ring kl. 9.30-14.30 på hverdage", ["9.30-14.30"]),
        ("Åbent 10:00-17:00", ["10:00-17:00"]),
        ("Afleverer du 8-14 dage for sent", ["8-14"]),
        ("For børn på 7-13 år", ["7-13"]),
        ("Det koster 20-230 kr.", ["20-230"]),
        ("Within 2-3 weeks", ["2-3"]),
        ("Ring kl. 10–14", []),
        ("Ring kl. 10 til 14", []),
        ("Ring på 33-66-30-00", []),
        ("Den 10-11-2026", []),
        ("Regning 2026-4711", []),
        ("Reglen står i § 21-23", []),
        ("Sæsonen 2026-2027", []),
        ("Se https://kk.dk/10-14 kr.", []),
        ("En 7-13-årig låner", []),
        ("Lokale 3-4", []),
        ("ISIL DK-710100", []),
        ("Sag 10-14-16 dage", []),
    ],
)
def test_a_range_with_a_hyphen(words, ranges):
    assert found(words, "range_hyphen") == ranges


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Du er spærret. Er kontoen blokeret, så ring.", ["blokeret"]),
        ("Afleveringsfristen er den dato. Afleveringsdatoen ser du her.", ["Afleveringsdatoen"]),
        ("You are blocked. Barred borrowers pay first.", ["Barred"]),
        ("See the due date. The return date is on the receipt.", ["return date"]),
        # One name, whichever.
        ("Er kontoen blokeret, så ring.", []),
        ("Afleveringsdatoen ser du på kvitteringen.", []),
        ("Du er spærret, til du har betalt. Spærringen ophæves.", []),
        # Something else.
        ("Du er spærret. Det er udelukket, at vi glemmer dig.", []),
        ("Afleveringsfristen er datoen for aflevering.", []),
    ],
)
def test_two_names_of_one_thing(words, names):
    assert found(words, "two_names") == names
