from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import effort
from wagtail_libfees.imports.reading import parse_faq, read_text
from wagtail_libfees.text.cpr_masking import MASK, mask_cpr, mask_cpr_in_address


@pytest.mark.parametrize(
    "text",
    [
        "010203-1234",
        "010203 1234",
        "0102031234",
        "010203 - 1234",
        "010203–1234",
        "010203\u00a01234",
        "610203-1234",
        "Skriv 311299-9999.",
        "cpr:0102031234",
        "020304-1234 og 050607-4321",
        "01.02.1903-1234",
        "01-02-1903 - 1234",
        "01/02/2003–1234",
        "1.2.1903-1234",
        "1/2-2003-1234",
        "1. 2. 1903 - 1234",
        "1.2.03-1234",
        "01021903-1234",
        "010203/1234",
        "010203 / 1234",
        "010203:1234",
        "cpr:010203:1234",
        "01 02 03 1234",
        # Over two lines.
        "010203-\n1234",
        "010203 -\r\n    1234",
        "01.02.1903-\n1234",
        # Digits and marks of other scripts and widths.
        "\uff10\uff11\uff10\uff12\uff10\uff13\uff0d\uff11\uff12\uff13\uff14",
        "\uff10\uff11\uff10\uff12\uff10\uff13\u3000\uff11\uff12\uff13\uff14",
        "01\U0001d7ce203-1234",
        "\u0660\u0661\u0660\u0662\u0660\u0663-1234",
        "010203\u20151234",
        "Skriv 01 02 03 1234 i feltet",
        # Words that only look like the name of another number.
        "Ringsted 010203 1234",
        "Jean 0102031234",
        "Kortegaard 010203 1234",
        "Hotel 0102031234",
        "Registrering 010203 1234",
        "Sagstrup 0102031234",
        "Jens fik 0102031234",
        "Ordrup 0102031234",
        # The number of the borrower or of the card often is the CPR number.
        "kort 0102031234",
        "lånerkort 0102031234",
        "Lånerkortnummer 010203 1234",
        "Lånernummer: 0102031234",
        "lånerkontonummer 0102031234",
        "kunde 0102031234",
        "MobilePay 0102031234",
        "ring 0102031234",
        "Sag 0102031234",
        "Faktura til 0102031234",
        # A hyphen is believed whatever stands before.
        "Faktura nr. 010203-1234",
        "faktura 010203\u00ad1234",
        # Behind what nobody sees.
        "010203\u200b-1234",
        "0102\u200d03-1234",
        "010203-\ufeff1234",
        "010203\u200b1234",
        "0\u00ad1020\u00ad31234",
        "010203\ue001-1234",
        "010203\x02-1234",
    ],
)
def test_cpr_like_number_is_masked(text: str) -> None:
    masked, offsets = mask_cpr(text)
    assert MASK in masked
    assert not any(character.isdigit() for character in masked)
    assert offsets


@pytest.mark.parametrize(
    "text",
    [
        "70 80 70 10",
        "3366 3000",
        "01072019",
        "den 01.07.2019",
        "01.07.2019-2023",
        "01-07-2019 – 2023",
        "01.07.2019-31.12.2023",
        "01.07.2019 1200",
        "1.7.2019-2023",
        "1/7-2019 - 1/8-2019",
        "1.7.19 - 1200",
        "1.7.2019-31.12.2023",
        "01072019-2023",
        "01072019-31122023",
        "12.1.1.2019-1234",
        "version 3.1.1.90-1234",
        "afsnit 1.2.03-1234.5",
        "Faktura 010203/1234",
        "010203/12345",
        "010203/1234/5",
        "12/010203/1234",
        "010203: 1234 bøger",
        "010203\n1234 kr.",
        "1/2-2003\n1234",
        "30.1.1 - 1234",
        "\uff11\uff12\uff13\uff14 kr.",
        "978-87-010203-1",
        "ISBN 978-87-0102-034-1",
        "+45 20 30 40 50",
        "12 12 12 12 12",
        "faktura nr. 0102031234",
        "Fakturanr. 0102031234",
        "betalings-id: 0102031234",
        "990203-1234",
        "011303-1234",
        "Fakturaen 0102031234",
        "Kontonummer: 0102031234",
        "bankkontonummer 0102031234",
        "Ordrenr.: 0102031234",
        "Sags nr. 0102031234",
        "Sagsnummer 0102031234",
        "journalnr. 010203 1234",
        "FI-nr. 0102031234",
        "EAN 0102031234",
        "Tlf.: 0102031234",
        "12 12 12 12",
        "01 13 03 1234",
        "so\u00adciale og\u200b 1234",
        "1551 0102031234",
        "5798000123456",
        "kl. 10-16, 200 kr.",
        # With a digit more: days and times, phones, cards, EAN, FI and invoices.
        "20190101 1234",
        "18010190 1234",
        "+4510190 1234",
        "4571 0101 9012 3456",
        "45710101 90123456",
        "5790001 230456",
        "3010190 1234 5678",
        "8010190 12345",
        "Faktura 8010190 1234",
        "kontonr. 8010190-1234",
        "+71<000000008010190+12345678<",
    ],
)
def test_other_number_is_left_alone(text: str) -> None:
    assert mask_cpr(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "8010190 1234",
        "8010190-1234",
        "Note 8010190 – 1234.",
        "lånerkort 8010190 1234",
        "(8010190 1234)",
    ],
)
def test_a_digit_glued_to_its_front_hides_none(text: str) -> None:
    assert "1234" not in mask_cpr(text)[0]


def test_a_long_text_is_read_quickly() -> None:
    """In time that grows with its length: squared, each of these would take minutes."""
    parts = ["\u200b", "01 ", "1.1.", "1. 1. 199-", "010190-\n" + " " * 9, "01011990 ", "010190/"]
    texts = [part * (300_000 // len(part)) + " 1234" for part in [*parts, "\uff11"]]
    assert effort(lambda: [mask_cpr(text) for text in texts]) < 60
    assert not any(mask_cpr(text)[1] for text in texts)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_number_survives_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before.rstrip('0123456789+')} 010203-1234 {after.lstrip('0123456789')}"
    assert "010203-1234" not in mask_cpr(text)[0]


@pytest.mark.parametrize(
    "source",
    [
        "Hvad er mit nummer?\nSkriv 010203-1234 til os.",
        "<h3>Hvad er mit nummer?</h3><p>Skriv 010203-<b>1234</b> til os.</p>",
        "<h3>Er 010203-1234 mit nummer?</h3><p>Ja <a href='mailto:0102031234@x.dk'>her</a>.</p>",
        "<h3>Hvad er mit nummer?</h3><p>Skriv 010203-<br> 1234 til os.</p>",
        "<h3>Er det mit?</h3><table><tr><td>Ja</td><td>01.02.1903-<br>1234</td></tr></table>",
        "<h3>Hvad er mit nummer?</h3><p>Skriv 1.2.1903-1234 eller \uff10102031234.</p>",
        "# Er det mit?\n\nJa, 010203-\n1234.",
        "<details><summary>Er 0102031234 mit?</summary>Nej</details>",
        "<h3>Er det mit?</h3><table><tr><td>Ja</td><td>010203&#45;1234</td></tr></table>",
    ],
)
def test_the_digits_are_nowhere_in_the_result_and_the_find_is_reported(source: str) -> None:
    parsed = parse_faq(read_text(source))
    assert "1234" not in str(parsed)
    assert MASK in str(parsed)
    assert "cpr" in {r.code for r in parsed.rejected}


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/kort.png" alt="Kort med 010203-1234">',
        '<img src="/kort-010203-1234.png" alt="Kort">',
        '<a href="/kort" title="Kort 0102031234">Kort</a>',
        '<a href="/kort-010203-1234.pdf">Kort</a>',
        '<a href="/kort" title="8010203 1234">Kort</a>',
    ],
)
def test_alt_texts_titles_and_file_names_bring_none_along(tag: str) -> None:
    parsed = parse_faq(read_text(f"<h3>Hvad er mit nummer?</h3><p>Se {tag} her.</p>"))
    assert "1234" not in str(parsed)


@pytest.mark.parametrize(
    "name",
    [
        "bruger_010190_1234.html",
        "sag.010190.1234.docx",
        "https://x.example/kvittering_010190_1234.pdf",
        "/sag/010190%201234",
        "/sag/8010190%201234",
        "/sag?q=010190%2D1234",
        "/s%C3%B8g/010190%201234",
        "/kort-010190-1234?q=010190%2D1234",
        "/%30%31%30%31%39%30%2D%31%32%33%34",
        "/sag/%EF%BC%90%EF%BC%91%EF%BC%90%EF%BC%91%EF%BC%99%EF%BC%90-1234",
    ],
)
def test_names_of_files_and_addresses(name):
    masked = mask_cpr_in_address(name)
    assert MASK in masked
    assert "1234" not in masked
    assert ("%C3%B8" in name) == ("%C3%B8" in masked)
    if "%" not in name:
        assert mask_cpr(name)[0] == masked


@pytest.mark.parametrize(
    "address",
    ["/a%20b/1234", "https://x.example/2026-01-01/1200", "/takster-2027.pdf", "/%zz/1234"],
)
def test_addresses_that_stay(address):
    assert mask_cpr_in_address(address) == address
