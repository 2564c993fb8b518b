"""What each channel says of a notice, and what it finds wrong."""

from dataclasses import replace
from datetime import date

import pytest

from wagtail_libfees.notices import Window
from wagtail_libfees.notices.channels import BUILT_IN, Channel, ChannelError, registered
from wagtail_libfees.notices.core.content import SiteFacts

from .examples import ENGLISH, HOSTILE, NOTICE, SITE, with_words

CHANNELS = registered()
EMPTY_SITE = SiteFacts(name="", root_url="")


def rendered(name, content=NOTICE, site=SITE):
    return CHANNELS[name].render(content, site)


def codes(name, content=NOTICE, site=SITE):
    return [problem.code for problem in rendered(name, content, site).problems]


class LoudspeakerChannel(Channel):
    """A channel of a site."""

    name = "loudspeaker"
    label = "Loudspeaker"

    def text(self, content, site):
        """Only the title."""
        return content.title


class OwnSmsChannel(LoudspeakerChannel):
    """Takes the place of the package's own."""

    name = "sms"


NO_CHANNEL = object()


def test_built_in_channels_have_different_names():
    assert len({found.name for found in BUILT_IN}) == len(BUILT_IN) == 7


def test_site_adds_a_channel():
    found = registered([f"{__name__}.LoudspeakerChannel"])
    assert list(found)[-1] == "loudspeaker"
    assert found["loudspeaker"].render(NOTICE, SITE).text == NOTICE.title


def test_site_replaces_a_channel_in_its_place():
    found = registered([f"{__name__}.OwnSmsChannel"])
    assert list(found) == list(CHANNELS)
    assert isinstance(found["sms"], OwnSmsChannel)


@pytest.mark.parametrize("path", ["", "x", "no.such.Channel", f"{__name__}.NO_CHANNEL", "os.path"])
def test_a_path_to_no_channel_is_refused(path):
    with pytest.raises(ChannelError):
        registered([path])


@pytest.mark.parametrize("name", list(CHANNELS))
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(name, words):
    found = rendered(name, with_words(words))
    assert "<script" not in found.html
    assert "onerror=" not in found.html.replace("&lt;img src=x onerror=", "")
    assert found.text == CHANNELS[name].text(with_words(words), SITE)


@pytest.mark.parametrize("name", list(CHANNELS))
def test_nothing_stated_is_nothing_said(name):
    bare = replace(
        NOTICE,
        **dict.fromkeys(("title", "lead", "url", "html", "action_html", "changes_html"), ""),
        **dict.fromkeys(("unchanged_html", "image_url", "responsible"), ""),
        **dict.fromkeys(("branches", "services", "contacts", "links", "updates"), ()),
        payment=None,
    )
    found = rendered(name, bare, EMPTY_SITE)
    assert "None" not in found.text
    assert {"missing_title", "missing_lead", "missing_address"} <= {p.code for p in found.problems}


@pytest.mark.parametrize("name", [name for name, found in CHANNELS.items() if found.public])
def test_staff_text_is_in_no_public_channel(name):
    found = rendered(name)
    assert NOTICE.responsible not in found.text + found.html + found.subject
    for made in found.files:
        assert NOTICE.responsible.encode() not in made.make()


@pytest.mark.parametrize("name", list(CHANNELS))
def test_english_notice_is_english_throughout(name):
    text = rendered(name, ENGLISH).text
    for danish in ("Fra den", "Læs me", "Det skal du gøre", "Telefon:", "Gæld fra", "Sig:"):
        assert danish not in text


@pytest.mark.parametrize("name", ["web", "newsletter"])
def test_full_text_has_every_part_of_the_notice(name):
    text = rendered(name).text
    for words in (
        NOTICE.title,
        NOTICE.lead,
        "Fra den 1. juni 2026 og indtil videre",
        "Gælder: Hovedbiblioteket. Det berører: Betaling",
        "her om betaling (https://fjordby.example/mere)",
        "Det skal du gøre:\n- Hav dit MitID klar.\n- Betal inden fristen.",
        "- Gæld fra før den 1. juni 2026: På bibliotekets hjemmeside.",
        "- Gæld fra og med den 1. juni 2026: I Mit Betalingsoverblik. https://betaling.example/",
        "- Du skal logge ind for at betale.",
        "2. juni 2026 kl. 8.30:\n\nDet virker.",
        "Spørgsmål om betaling: Borgerservice\nSelvbetjening (kræver login): https://selvbetjening",
        NOTICE.url,
    ):
        assert words in text


def test_newsletter_html_has_links_and_no_style():
    found = rendered("newsletter")
    assert 'href="https://fjordby.example/mere"' in found.html
    assert 'href="tel:12345687"' in found.html
    assert "style" not in found.html
    assert found.subject == NOTICE.title
    page = found.file("html").make().decode()
    assert '<html lang="da">' in page
    assert found.html in page
    assert found.file("txt").make().decode() == found.text


def test_newsletter_says_when_the_subject_is_too_long():
    assert codes("newsletter") == []
    assert codes("newsletter", replace(NOTICE, title="x" * 61)) == ["too_long"]


def test_script_addresses_are_no_links():
    bad = replace(NOTICE, payment=replace(NOTICE.payment, new_url="javascript:alert(1)"))
    assert 'href="javascript' not in rendered("newsletter", bad).html


def test_sms_says_who_what_and_where():
    assert rendered("sms").text == (
        "Fjordby Bibliotek: Nu betaler du gebyrer et nyt sted. Du betaler gebyrer til kommunen og "
        "ikke længere på biblioteket. Læs mere: fjordby.example/nyt"
    )


def test_sms_has_parts_and_a_price():
    facts = [fact.message % fact.params for fact in rendered("sms").facts]
    assert facts == ["147 characters, 1 part(s), GSM-7", "0,25 kr. per recipient"]


def test_sms_without_a_price_says_so_and_asserts_none():
    facts = rendered("sms", site=replace(SITE, sms_part_price=None)).facts
    assert "not stated" in facts[1].message


def test_sms_leaves_the_lead_out_before_it_gets_too_long():
    found = rendered("sms", replace(NOTICE, lead="lang " * 150))
    assert "lang" not in found.text
    assert [p.code for p in found.problems] == []


def test_sms_says_what_is_wrong():
    assert codes("sms", replace(NOTICE, title="ord " * 150)) == ["too_long"]
    assert codes("sms", replace(NOTICE, title="Hurra 😀")) == ["unicode"]
    assert codes("sms", site=replace(SITE, short_url="")) == ["long_address"]


PERMANENT = replace(NOTICE, permanent_url="https://fjordby.example/libfees/n/bade7")


@pytest.mark.parametrize("name", ["newsletter", "sms", "screen", "social", "desk", "web"])
def test_what_is_sent_names_the_permanent_address_and_not_that_of_the_page(name):
    made = rendered(name, PERMANENT, site=replace(SITE, short_url=""))
    assert PERMANENT.permanent_url in made.text
    assert NOTICE.url not in made.text + made.html


def test_a_short_address_of_the_site_comes_first_where_room_is_short():
    assert "fjordby.example/nyt" in rendered("sms", PERMANENT).text
    assert PERMANENT.permanent_url not in rendered("sms", PERMANENT).text


def test_screen_has_two_lengths():
    found = rendered("screen")
    short, long = (piece.text for piece in found.pieces)
    assert short == NOTICE.title
    assert long.splitlines()[-1] == "fjordby.example/nyt"
    assert codes("screen") == []
    assert codes("screen", replace(NOTICE, title="x" * 91)) == ["too_long"]
    assert codes("screen", replace(NOTICE, lead="x" * 300)) == ["too_long"]


def test_social_shows_the_fold_and_the_card():
    assert codes("social") == []
    assert codes("social", replace(NOTICE, image_url="")) == ["missing_image"]
    assert codes("social", replace(NOTICE, lead="x" * 100)) == ["too_long"]
    assert [piece.text for piece in rendered("social").pieces] == [NOTICE.title, NOTICE.lead]


def test_desk_says_what_not_to_promise():
    text = rendered("desk").text
    assert text.startswith("Kun for personalet")
    assert "- En dag, hvor det er ovre" in text
    assert "- At gebyrer bliver eftergivet" in text
    assert "Spørg internt: Anne Jensen" in text
    assert "Gebyrerne er de samme." in text.split("Lov ikke:")[1]


def test_desk_promises_an_end_and_a_waiver_where_the_notice_does():
    over = replace(
        NOTICE,
        kind="fee_waiver",
        period=Window(NOTICE.period.from_day, None, NOTICE.period.from_day),
    )
    text = rendered("desk", over).text
    assert "hvor det er ovre" not in text
    assert "eftergivet" not in text


@pytest.mark.parametrize("name", list(CHANNELS))
def test_how_long_a_notice_is_shown_is_not_when_it_takes_place(name):
    shown = Window(date(2026, 5, 15), None, date(2026, 7, 31))
    text = rendered(name, replace(NOTICE, window=shown, period=None)).text
    assert "Fra den" not in text
    assert "15. maj 2026" not in text
    assert ("31. juli 2026" in text) is (name == "poster")


def test_desk_misses_a_person_and_an_action():
    assert codes("desk", replace(NOTICE, responsible="", action_html="")) == [
        "missing_responsible",
        "missing_action",
    ]


def test_contact_is_missed_where_there_is_room_for_it():
    bare = replace(NOTICE, contacts=())
    assert "missing_contact" in codes("web", bare)
    assert "missing_contact" not in codes("sms", bare)
