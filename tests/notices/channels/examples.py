"""Notices for the tests of channels. All names are invented."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from wagtail_libfees.clock import COPENHAGEN
from wagtail_libfees.notices import NoticeSeverity, Window
from wagtail_libfees.notices.core.content import (
    BranchFacts,
    ContactPoint,
    Link,
    NoticeContent,
    NoticeUpdate,
    PaymentChange,
    SiteFacts,
)

SITE = SiteFacts(
    name="Fjordby Bibliotek",
    root_url="https://bibliotek.fjordby.example",
    short_url="fjordby.example/nyt",
    sms_part_price=Decimal("0.25"),
)
CONTACT = ContactPoint(
    matter="Spørgsmål om betaling",
    name="Borgerservice",
    phone="12 34 56 87",
    email="borgerservice@fjordby.example",
    url="https://selvbetjening.example/",
    address="Torvet 1, 9999 Fjordby",
    opening_hours="Mandag-fredag 10-15",
    login_needed=True,
)
NOTICE = NoticeContent(
    key="notice-1",
    url="https://bibliotek.fjordby.example/servicemeddelelser/ny-betaling/",
    language="da",
    title="Nu betaler du gebyrer et nyt sted",
    kind="payment_change",
    severity=NoticeSeverity.WARNING,
    lead="Du betaler gebyrer til kommunen og ikke længere på biblioteket.",
    window=Window(date(2026, 5, 15)),
    period=Window(date(2026, 6, 1)),
    html="<p>Læs det hele <a href='https://fjordby.example/mere'>her om betaling</a>.</p>",
    action_html="<ul><li>Hav dit MitID klar.</li><li>Betal inden fristen.</li></ul>",
    changes_html="<p>Du kan ikke længere betale i skranken.</p>",
    unchanged_html="<p>Gebyrerne er de samme.</p>",
    branches=(BranchFacts("Hovedbiblioteket"),),
    services=("Betaling",),
    contacts=(CONTACT,),
    links=(Link("Spørgsmål om betaling", "https://bibliotek.fjordby.example/spoergsmaal/"),),
    updates=(NoticeUpdate(datetime(2026, 6, 2, 8, 30, tzinfo=COPENHAGEN), "<p>Det virker.</p>"),),
    payment=PaymentChange(
        cut_off_day=date(2026, 6, 1),
        old_balances="På bibliotekets hjemmeside.",
        new_balances="I Mit Betalingsoverblik.",
        new_url="https://betaling.example/",
        login_needed=True,
    ),
    image_url="https://bibliotek.fjordby.example/billede.jpg",
    responsible="Anne Jensen",
)
ENGLISH = replace(
    NOTICE,
    language="en",
    title="You now pay fees in a new place",
    lead="You pay fees to the municipality.",
    period=Window(date(2026, 6, 1), time(8), date(2026, 6, 3), time(16)),
)
# What an editor, or someone who means harm, may have pasted.
HOSTILE = (
    '#panic("no") $x^2$ [[*b*]] @ref <label> \\ // /* */ `code` #read("/etc/passwd")',
    "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; {{ 7 * 7 }} {% now %}",
    "%(name)s %s %d {0} {name} 100 %",
    "Ring 😀👩‍👩‍👧 nu",
    "שלום עולם \N{RIGHT-TO-LEFT OVERRIDE}gebyr",
    "\x00\x07\ufeff\N{SOFT HYPHEN}tavs",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 5,
    '"}, "title": "x',
    "日本語",
    "",
    "   \n\n  ",
)


def with_words(words: str) -> NoticeContent:
    """The notice with `words` in every text of it."""
    from html import escape

    html = f"<p>{escape(words)}</p>"
    return replace(
        NOTICE,
        title=words,
        lead=words,
        html=html,
        action_html=html,
        changes_html=html,
        unchanged_html=html,
        branches=(BranchFacts(words),),
        services=(words,),
        contacts=(replace(CONTACT, matter=words, name=words, opening_hours=words),),
        links=(Link(words, words),),
        responsible=words,
        payment=replace(NOTICE.payment, old_balances=words, new_url=words),
    )
