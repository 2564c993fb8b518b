"""Which number of a sentence is a claim, and which sentences speak of something else."""

from decimal import Decimal

import pytest

from wagtail_libfees.editorial.claims import claims

CLAIMS = [
    ("exclusion_threshold", 300, "Du bliver udelukket, når du skylder 300 kr. eller mere."),
    ("exclusion_threshold", 250, "Skylder du over kr. 250,00, er der lukket for lån."),
    ("exclusion_threshold", 1200, "Du kan ikke låne, hvis du skylder 1.200 kr."),
    ("exclusion_threshold", 300, "Du bliver udelukket ved en gæld på 300 kr."),
    ("exclusion_threshold", 300, "Har du gæld på mindst 300 kr., spærres dit lånerkort."),
    ("exclusion_threshold", 300, "Skylder du 300 kr., kan du ikke låne, før du har betalt."),
    ("exclusion_threshold", 300, "You are blocked if you owe DKK 300."),
    ("registration_delay_hours", 24, "Der kan gå 24 timer, før din betaling er registreret."),
    ("registration_delay_hours", 24, "Din betaling vises efter 1 døgn."),
    ("registration_delay_hours", 24, "Der kan gå 24 timer før din betaling kan ses."),
    ("registration_delay_hours", 24, "It takes 24 hours before your payment is registered."),
    ("registration_delay_hours", 24, "Payments are visible after 24 hours."),
    ("recall_days", 10, "Hjemkaldelsen sendes efter 10 dage."),
    ("recall_days", 10, "Efter 10 dage sender vi en hjemkaldelse."),
    ("recall_days", 10, "Hjemkaldelsen sendes 10 dage efter afleveringsfristen."),
    ("recall_days", 10, "10 dage efter fristen får du en hjemkaldelse."),
    ("recall_days", 10, "We send a recall after 10 days."),
    ("advance_notice_days", 5, "Du får en påmindelse 5 dage før fristen."),
    ("advance_notice_days", 5, "5 dage før lånetiden udløber, sender vi en advis."),
    ("advance_notice_days", 5, "We send an advance notice 5 days before the due date."),
    ("considered_lost_days", 45, "Bogen anses for bortkommet efter 45 dage."),
    ("considered_lost_days", 45, "Efter 45 dage betragtes det som bortkommet."),
    ("considered_lost_days", 45, "45 dage efter fristen regnes lånet for tabt."),
    (
        "considered_lost_days",
        45,
        "Leveres bogen ikke tilbage efter 45 dage, anses den for bortkommet.",
    ),
    ("considered_lost_days", 45, "Får vi ikke bogen tilbage, anses den for tabt efter 45 dage."),
    ("considered_lost_days", 45, "The item is considered lost after 45 days."),
    ("payment_deadline_days", 14, "Betalingsfristen er 14 dage."),
    ("payment_deadline_days", 14, "Fristen for at betale er 14 dage."),
    ("payment_deadline_days", 14, "Betalingsfristen udløber 14 dage efter regningens dato."),
    ("reminder_fee", 100, "Et rykkergebyr koster 100 kr."),
    ("reminder_fee", 100, "Du betaler 100 kr. i rykkergebyr."),
    ("reminder_fee", 100, "Et rykkergebyr på 100 kroner lægges til."),
    ("reminder_fee", 100, "The reminder fee is DKK 100."),
    ("handling_fee", 50, "Klargøringsgebyret er 50 kr."),
    ("handling_fee", 50, "Du betaler bogens pris plus 50 kr. for klargøring."),
    ("handling_fee", 50, "The handling fee is DKK 50."),
    ("band", 60, "Afleverer du 8-14 dage for sent, koster det 60 kr."),
    ("band", 25, "Gebyret er 25 kr. ved 1 til 7 dage."),
]

NO_CLAIMS = [
    # Beside an exclusion: the price of a card, what is paid, a debt that does not exclude.
    "Et nyt lånerkort koster 20 kr., også hvis det gamle er spærret.",
    "Skylder du penge, så dit kort er spærret, koster et nyt kort 20 kr.",
    "Dit kort er spærret; et nyt koster 10 kr.",
    "Skylder du under 50 kr., bliver du ikke udelukket.",
    "Skylder du 50 kr., bliver du ikke udelukket.",
    "Er du spærret, skal du betale mindst 50 kr.",
    "Er du spærret, skal du betale mindst 50 kr. af din gæld.",
    "Betaler du 100 kr. af din gæld, kan du låne igen.",
    "Er du udelukket, og betaler du 50 kr., er du stadig udelukket.",
    "Blocked borrowers pay DKK 50 for a new card.",
    # After the recall, and for another reason.
    "Efter hjemkaldelsen har du 10 dage til at aflevere.",
    "Når du har fået en hjemkaldelse, går der 16 dage, før regningen kommer.",
    "10 dage efter hjemkaldelsen kommer der mere.",
    "10 dage efter, at vi har sendt en hjemkaldelse, sker der mere.",
    "Vi ringer ikke, men sender en hjemkaldelse, og du har så 7 dage til at aflevere.",
    "Reserverede materialer kan hjemkaldes efter 10 dage.",
    "Du kan forny lånet i 28 dage, hvis det ikke er hjemkaldt.",
    # Lost: refunds, deadlines, cards.
    "Finder du den bortkomne bog inden for 90 dage, får du pengene tilbage.",
    "Bortkomne materialer, som findes inden 90 dage, refunderes.",
    "Findes bogen efter 90 dage, anses den stadig for bortkommet.",
    "Er bogen bortkommet, har du 14 dage til at betale.",
    "Et bortkommet lånerkort spærres i 30 dage.",
    "An item that is considered lost is refunded if it is found after 90 days.",
    # Round the deadline.
    "Betalingsfristen kan forlænges med 14 dage.",
    "Der går 5 dage efter betalingsfristen, før der kommer en rykker.",
    "Er betalingsfristen overskredet med 10 dage, sender vi en rykker.",
    "5 dage efter fristen for at betale sender vi sagen videre.",
    "Du får besked 3 dage før betalingsfristen.",
    # Other business.
    "Billetter, der ikke er betalt 24 timer før arrangementet, frigives.",
    "Betaling for leje af lokale skal ske 48 timer før arrangementet.",
    "Betaling af lokale skal være registreret 48 timer før.",
    "Depositum på 500 kr. skal være betalt 24 timer før udlejning.",
    "Betalingen skal være registreret mindst 24 timer før.",
    "Har du betalt, kan du låne igen inden 1 time.",
    "Betaling for print vises på skærmen i 1 time.",
    "Refusion af betaling sker inden for 48 timer, før banken viser den.",
    "Betal mindst 24 timer inden fristen.",
    "Vi sender en advis, når reservationen er klar, og du skal hente den inden 7 dage.",
    "Du får en påmindelse, inden regningen sendes efter 30 dage.",
    "Du får en påmindelse 2 dage før arrangementet.",
    "Ejendomsskat har et rykkergebyr på 450 kr.",
    "Loven siger, at et rykkergebyr højst må være 100 kr. for andre krav.",
    "Rykkergebyret er op til 100 kr.",
    "Har du betalt et rykkergebyr, får du ikke 100 kr. tilbage.",
    "Skylder du 500 kr. eller mere, kommer der et rykkergebyr.",
    "Er regningen under 500 kr., kommer der også et rykkergebyr.",
    "Bogen koster 300 kr. inkl. klargøring.",
    "Klargøring af lokalet koster 300 kr.",
    "Gebyret for leje af projektor i 1-2 dage er 200 kr.",
    "Det koster 100 kr. i gebyr at leje et lokale 1-3 dage.",
    "Tilmeldingsgebyret for kurset over 2-3 dage er 150 kr., også ved sen betaling.",
    # Another time, an example, two numbers.
    "Tidligere blev du udelukket ved en gæld på 300 kr.",
    "Skylder du 200 kr. eller 300 kr., bliver du udelukket.",
    "Skylder du fx 300 kr., bliver du udelukket.",
    "",
]


@pytest.mark.parametrize(("matter", "number", "sentence"), CLAIMS)
def test_a_claim_is_read(matter, number, sentence):
    assert [(c.matter, c.number) for c in claims(sentence)] == [(matter, Decimal(number))]


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_a_sentence_of_something_else_claims_nothing(sentence):
    assert list(claims(sentence)) == []


@pytest.mark.parametrize(
    "word",
    ["betaling ", "skylder 300 kr. ", "efter 10 dage ", "rykkergebyr a b c ", "gå ", "ikke "],
)
def test_a_long_sentence_is_read_quickly(word):
    assert list(claims(word * 3_000)) == []
    assert list(claims(f"24 timer 10 dage 300 kr. {word * 3_000}")) == []
