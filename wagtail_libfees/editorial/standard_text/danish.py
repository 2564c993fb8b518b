"""The standard text in Danish. After a change, add its fingerprint to `history.py`."""

TITLE = "Takster"

WORDS = {
    "intro": {
        "heading": "",
        "text": (
            "<p>Her står, hvad det koster at aflevere for sent eller at miste noget, du har lånt, "
            "og hvordan du betaler. Satserne er vedtaget af kommunalbestyrelsen i "
            "{municipality}.</p>"
        ),
    },
    "fees": {
        "heading": "Hvornår koster det noget?",
        "text": (
            "<p>Det er gratis at låne. Men kommer et materiale tilbage efter afleveringsfristen, "
            "skal du "
            "betale et gebyr. Dag 1 er dagen efter den dato, der står på din kvittering og ved "
            "dit lån på hjemmesiden.</p>"
            "<p>Log ind på hjemmesiden, og se under Gebyrer &amp; Erstatninger, om du skylder "
            "noget. Rykkergebyrer er ikke med dér. Dem kan du spørge {payment_office} om på "
            "telefon {phone_payment}.</p>"
        ),
    },
    "late_return": {
        "heading": "Når du afleverer for sent",
        "text": (
            "<p>Gebyret er ét samlet beløb for de dage, der er gået. Har vi ikke fået materialet "
            "efter {considered_lost_days}, får du også en regning for selve materialet. Afleverer "
            "du det i god stand inden da, betaler du kun gebyret.</p>"
            "<ul><li>Materialer, som du har lånt på samme tid, koster ét gebyr tilsammen, når du "
            "afleverer eller fornyer dem på én gang.</li>"
            "<li>Afleverer eller fornyer du dem ad flere gange, koster det et gebyr for hver "
            "gang.</li></ul>"
            "<p>Se efter, at kvitteringen har det hele med, når du afleverer, og gem den. Den "
            "viser, at du har afleveret.</p>"
        ),
    },
    "replacement": {
        "heading": "Mistet eller ødelagt",
        "text": (
            "<p>Du skal erstatte det, du mister eller ødelægger, og det, du ikke afleverer. Er "
            "der en skade på et materiale, så sig det, før du låner det. Ellers er det den "
            "seneste låner, der skal betale.</p>"
            "<p>Er et materiale ikke afleveret {considered_lost_days} efter afleveringsfristen, "
            "regner vi "
            "det for bortkommet. Så får du regningen i Digital Post.</p>"
            "<p>Du betaler det, som biblioteket selv skal give for et nyt, med moms. Dertil kan "
            "komme udgifter til for eksempel indbinding og licens. Film og spil kan koste flere "
            "gange så meget som i en butik, fordi biblioteket også betaler for retten til at låne "
            "dem ud.</p>"
        ),
    },
    "loans": {
        "heading": "Hold øje med dine lån",
        "text": (
            "<p>Du har selv ansvaret for at aflevere til tiden. På hjemmesiden kan du under Lån "
            "se dine afleveringsfrister og forny dine lån, og bibliotekets automater viser også, "
            "hvad du har "
            "lånt. Afleveringsfristen er den sidste dag, hvor du kan aflevere uden gebyr.</p>"
        ),
    },
    "advance_notice": {
        "heading": "Vi minder dig om afleveringsfristen",
        "text": (
            "<p>Vi sender dig en besked {advance_notice_days} før afleveringsfristen, hvis din "
            "brugerprofil "
            "har dit mobilnummer eller din e-mailadresse. Dem skriver du selv ind, når du er "
            "logget på. I app’en Biblioteket kan du slå beskeder til.</p>"
        ),
    },
    "recall": {
        "heading": "Vi skriver kun én gang",
        "text": (
            "<p>Når der er gået {recall_days} efter afleveringsfristen, beder vi dig om at "
            "aflevere. Det gør "
            "vi kun én gang. Gebyret skal du betale, også selv om du ikke har fået en besked fra "
            "os.</p>"
        ),
    },
    "payment": {
        "heading": "Sådan betaler du",
        "text": (
            "<p>Du betaler regningen i {municipality_genitive} {portal} eller i din netbank, hvor "
            "du logger på med MitID. Du kan også betale i en bank. Spørgsmål om betalingen svarer "
            "{payment_office} på, telefon {phone_payment}.</p>"
        ),
    },
    "paid": {
        "heading": "Når du har betalt",
        "text": (
            "<p>Der kan gå op til {registration_delay}, før vi kan se din betaling. Imens kan et "
            "gebyr eller en erstatning stadig stå på hjemmesiden og i app’en, selv om du har "
            "betalt. Se i {portal}, hvad der er betalt lige nu.</p>"
        ),
    },
    "unpaid": {
        "heading": "Betal inden betalingsfristen",
        "text": (
            "<p>Er regningen ikke betalt, når betalingsfristen er gået, lægges der et rykkergebyr "
            "oven i.</p>"
        ),
    },
    "help": {
        "heading": "Har du spørgsmål?",
        "text": (
            "<ul><li>Hvorfor du har fået en regning: biblioteket, telefon {phone_library}</li>"
            "<li>Betaling og rykkergebyrer: {payment_office}, telefon {phone_payment}</li></ul>"
        ),
    },
}

# The same where there is no portal: how a bill is paid, the fee settings say in the block.
WITHOUT_PORTAL = {
    "payment": {
        "heading": "Sådan betaler du",
        "text": (
            "<p>Spørgsmål om betalingen svarer {payment_office} på, telefon {phone_payment}.</p>"
        ),
    },
    "paid": {
        "heading": "Når du har betalt",
        "text": (
            "<p>Der kan gå op til {registration_delay}, før vi kan se din betaling. Imens kan et "
            "gebyr eller en erstatning stadig stå på hjemmesiden og i app’en, selv om du har "
            "betalt.</p>"
        ),
    },
}

RATE_WORDS = {
    "overdue_fees": "Gebyrer",
    "exclusion": "Når du ikke kan låne",
    "replacement_prices": "Priser på erstatninger",
    "reminder_fees": "Rykkergebyrer",
    "timings": "Beskeder og frister",
    "children": "Børn under 18 år",
    "adults": "Voksne fra 18 år",
    "all_materials": "Alle materialer",
}
