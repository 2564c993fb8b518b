"""Which sentences use an old word, and which tell that it is gone or not so."""

import pytest

from wagtail_libfees.editorial.builtin_terms import TERMS
from wagtail_libfees.editorial.terms import Term, find_uses

PAST = [
    # It closed
    "NemID lukkede i 2023",
    "NemID lukkede i 2023.",
    "NemID blev udfaset den 31. oktober 2023.",
    "NemID blev den 31. oktober 2023 erstattet af MitID.",
    "Den 31. oktober 2023 lukkede NemID helt.",
    "I oktober 2023 lukkede NemID.",
    "NemID er lukket.",
    "NemID er nu lukket.",
    "NemID er for længst lukket.",
    "NemID er blevet erstattet af MitID.",
    "NemID er blevet til MitID.",
    "NemID hedder nu MitID.",
    "NemID har heddet MitID siden 2021.",
    "MitID har erstattet NemID.",
    "MitID erstattede i 2023 NemID.",
    "MitID har afløst NemID",
    "MitID er afløseren for NemID.",
    "MitID er NemIDs efterfølger.",
    "I 2023 lukkede man det login, der hed noget andet: NemID, og MitID kom til.",
    "Hvad skete der med NemID?",
    "Persondataloven blev afløst i 2018.",
    "Posthuset lukkede i 2018, så betal i netbank.",
    "Kulturstyrelsen blev i 2016 lagt sammen med Kulturarvsstyrelsen.",
    "PostNord stoppede med breve i 2025.",
    "PostNord omdeler ikke længere breve.",
    "Nøglekortet fra NemID kan smides ud.",
    "Smid dit NemID-nøglekort ud.",
    "NemID was shut down in 2023.",
    "NemID closed in 2023",
    "NemID has been replaced by MitID.",
    "MitID replaced NemID in 2023.",
    "MitID is the successor to NemID.",
    # It was another's name
    "MitID (tidligere NemID)",
    "MitID (før NemID)",
    "MitID (“det gamle NemID”)",
    "Brug MitID i stedet for NemID",
    "Gæld sendes til Gældsstyrelsen, tidligere SKAT.",
    "Et indbetalingskort kaldes også girokort.",
    "Indbetalingskort (girokort).",
    "Vis dit sundhedskort (sygesikringskort).",
    "NemID (nu MitID)",
    "Har du kun haft NemID, skal du få MitID hos Borgerservice.",
    "Use MitID instead of NemID",
    # From one to the other
    "Skift fra NemID til MitID.",
    "Overgangen fra NemID til MitID.",
    "Udskift dit NemID med MitID.",
    # It cannot be used
    "NemID findes ikke mere.",
    "NemID dur ikke mere.",
    "NemID virker ikke længere",
    "Dit gamle NemID virker ikke.",
    "NemID kan ikke længere bruges.",
    "NemID kan ikke bruges mere.",
    "NemID-kort kan ikke bruges.",
    "NemID kan du ikke længere bruge.",
    "NemID er ikke længere i brug.",
    "Girokort bruges ikke længere.",
    "Du kan ikke bruge NemID.",
    "Du kan ikke længere bruge NemID",
    "Nu kan du ikke bruge NemID.",
    "Bor du i udlandet, kan du ikke bruge NemID.",
    "Du kan ikke logge på med dit gamle NemID.",
    "Du kan ikke logge på biblioteket med NemID.",
    "Du kan ikke betale på posthuset.",
    "Man kan ikke længere betale på posthuset.",
    "NemID no longer works.",
    "NemID is no longer in use.",
    "NemID cannot be used.",
    "NemID does not work.",
    "You can no longer use NemID",
    "You cannot log in with NemID.",
    "We do not accept NemID.",
    # Not this one
    "Vi understøtter ikke NemID.",
    "Vi tager ikke imod girokort.",
    "Brug MitID, ikke NemID.",
    "Brug MitID og ikke NemID.",
    "Gælden inddrives af Gældsstyrelsen og ikke af SKAT.",
    "Gæld inddrives af Gældsstyrelsen, ikke SKAT",
    "Det er ikke en bøde, men et gebyr.",
    "Et gebyr er ikke en bøde.",
    "Vi giver ikke bøder.",
    "Børn får ikke bøder.",
    "Børnelånere får ikke bøder.",
    "Børn får ikke bøder for at aflevere for sent.",
    "Børn skal ikke betale bøder.",
    "Der er ingen bøde",
    "Børn får ingen bøder.",
    "Vi sender ikke gebyrer til inkasso.",
    "Vi sender ikke din gæld til inkasso.",
    "Gebyrer sendes ikke til inkasso.",
    "Gælden bliver ikke sendt til inkasso.",
    # In marks, and over lines
    "<p>Vi understøtter <b>ikke</b> NemID.</p>",
    "<p><b>NemID</b> lukkede i 2023</p>",
    "<p>NemID&nbsp;er blevet <i>erstattet</i></p>",
    # The right name
    "Slots- og Kulturstyrelsen",
    "Slots- & Kulturstyrelsen",
    "<p>Slots- &amp; Kulturstyrelsen</p>",
    "Din post læses i e-Boks eller på mit.dk",
    "Har du e-Boks-appen, så får du besked dér.",
]

USED = [
    "Du kan ikke logge på uden NemID.",
    "Du kan ikke betale uden NemID",
    "Du kan ikke længere betale uden NemID",
    "You cannot pay without NemID",
    "Du må ikke give andre dit NemID",
    "Glem ikke dit NemID",
    "Du må ikke glemme dit NemID",
    "Før NemID bruges, skal du logge af",
    "Før du logger på, skal du have NemID",
    "Har du ikke NemID?",
    "Hvis man ikke har NemID, kan man ringe.",
    "Hvis dit NemID ikke virker, så ring.",
    "Virker dit NemID ikke, så ring.",
    "NemID virker ikke lige nu.",
    "NemID kan ikke bruges uden nøglekort.",
    "Kan du ikke bruge NemID, så ring.",
    "Hvis du ikke kan bruge NemID, så ring.",
    "If you cannot use NemID, call us.",
    "If you do not have NemID, call us.",
    "Brug ikke kun NemID",
    "Uden NemID kan du ringe",
    "Når biblioteket er lukket, bruger du NemID",
    "Når biblioteket er lukket bruger du NemID",
    "NemID er nødvendigt, når biblioteket er lukket",
    "Har du glemt dit gamle NemID, så bestil et nyt NemID",
    "Erstatning betales med NemID",
    "Betal erstatning: NemID",
    "I 2026 logger du på med NemID eller MitID",
    "Biblioteket lukkede i 2023. Brug NemID",
    "MitID/NemID",
    "NemID/MitID",
    "NemID eller MitID",
    "Log på (NemID)",
    "Hvis du ikke betaler din bøde, spærres dit kort",
    "Betaler du ikke din bøde, spærres dit kort",
    "Du har ikke betalt din bøde",
    "Du får ikke bøden tilbage",
    "Du kan ikke få bøden slettet",
    "Du kan ikke betale din bøde på biblioteket",
    "Du kan ikke se beløbet på din bøde",
    "Afleverer du ikke til tiden, får du en bøde",
    "Posthuset lukker kl. 17, så betal inden",
    "Gæld, som du ikke betaler, sendes til inkasso",
    "Betaler du ikke, sendes gælden til SKAT",
    "<p>NemID</p><p>lukkede i 2023</p>",
]


@pytest.mark.parametrize("text", PAST)
def test_a_sentence_that_tells_of_it_is_right(text):
    assert [use.written for use in find_uses(text, TERMS)] == []


@pytest.mark.parametrize("text", USED)
def test_a_sentence_that_uses_it_is_found(text):
    assert find_uses(text, TERMS)


OWN = Term("Bogbussen", "Biblioteksbussen")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bogbussen er blevet til Biblioteksbussen", 0),
        ("Bogbussen kører ikke mere, brug Biblioteksbussen", 0),
        ("Bogbussen kører ikke om søndagen", 1),
        ("Bogbussen findes ikke mere", 0),
        ("I 2024 blev ruterne lukket, og Biblioteksbussen kom efter Bogbussen", 0),
        ("Gå fra Bogbussen til Biblioteksbussen", 0),
        ("Gå fra Bogbussen til torvet", 1),
        ("Vi kommer ikke uden Bogbussen", 1),
    ],
)
def test_a_term_of_a_site_has_a_history_too(text, count):
    assert len(find_uses(text, [OWN])) == count


def test_a_term_without_a_successor_has_none():
    own = Term("Bogbussen", "")
    assert len(find_uses("I 2024 lukkede noget, og Bogbussen kører", [own])) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "NemID ",
        "NemID. ",
        "kan du ikke længere ",
        "ikke ",
        "NemID er nu ",
        "⟦",
        "kan ikke gå NemID ",
    ],
)
def test_a_long_hostile_text_is_judged_in_no_time(piece):
    find_uses(piece * 1_000, TERMS)
