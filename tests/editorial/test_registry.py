"""One registry: who may add a check, which pages it sees, and what happens when it fails."""

import pytest

from tests import factories
from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.editorial import registry
from wagtail_libfees.editorial.publishing import PublishRefusedError, publishing_errors
from wagtail_libfees.editorial.registry import (
    Finding,
    Severity,
    findings,
    findings_of,
    register_check,
    registered_checks,
    unregister_check,
)
from wagtail_libfees.models import PaymentFAQPageMixin, TaksterPageMixin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(registry, "_checks", dict(registry._checks))


@pytest.fixture
def home():
    return factories.site().root_page


def says(code, severity=Severity.WARNING):
    return lambda subject: [Finding(code, severity, f"Om {subject.page.title}")]


def codes(page, **options):
    return [finding.code for finding in findings(page, **options)]


def test_a_check_of_a_third_party_is_asked(home):
    @register_check()
    def check_mine(subject):
        yield Finding("mine", Severity.WARNING, "Se her", Place("title"), excerpt="Tak")

    [finding] = findings(factories.faq_page(home))
    assert (finding.code, finding.field, finding.excerpt) == ("mine", "title", "Tak")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, (True, True)),
        ({"page_types": (PaymentFAQPageMixin,)}, (True, False)),
        ({"page_types": (TaksterPageMixin, PaymentFAQPageMixin)}, (True, True)),
        ({"applies_to": lambda page: page.title == "Takster"}, (False, True)),
    ],
)
def test_a_check_sees_only_the_pages_that_it_is_for(home, options, expected):
    register_check("mine", **options)(says("mine"))
    pages = factories.faq_page(home), factories.takster_page(home)
    assert tuple("mine" in codes(page) for page in pages) == expected


def test_an_error_of_a_third_party_stops_publishing(home):
    register_check("mine", may_stop=True)(says("mine", Severity.ERROR))
    page = factories.faq_page(home, live=False)
    assert [error.code for error in publishing_errors(page)] == ["mine"]
    with pytest.raises(PublishRefusedError):
        page.save_revision().publish()


def test_publishing_asks_only_what_may_stop_it(home):
    asked = []
    register_check("mine")(lambda subject: asked.append(subject.page) or [])
    publishing_errors(factories.faq_page(home))
    assert asked == []


def test_a_warning_lets_through(home):
    register_check("mine", may_stop=True)(says("mine"))
    assert publishing_errors(factories.faq_page(home)) == []


def test_an_error_of_a_check_that_may_not_stop_is_a_programming_mistake(home, caplog):
    register_check("mine")(says("mine", Severity.ERROR))
    page = factories.faq_page(home)
    assert codes(page) == ["check_failed"]
    assert publishing_errors(page) == []
    assert "may_stop=True" in caplog.text


def unsure(page):
    raise RuntimeError


@pytest.mark.parametrize(
    "said",
    [
        ["Se her"],
        [None],
        "Se her",
        7,
        [Finding("mine", Severity.WARNING, "Se her", excerpt=["Tak"])],
    ],
    ids=["a text", "nothing in a list", "a text alone", "a number", "what cannot be compared"],
)
@pytest.mark.parametrize("may_stop", [True, False])
def test_what_is_no_finding_says_that_the_check_failed(home, said, may_stop):
    register_check("mine", may_stop=may_stop)(lambda subject: said)
    page = factories.faq_page(home)
    assert codes(page) == ["check_failed"]
    assert bool(publishing_errors(page)) is may_stop


def test_a_check_that_cannot_say_for_which_pages_it_is_does_no_harm(home, caplog):
    register_check("mine", applies_to=unsure)(says("mine"))
    assert codes(factories.faq_page(home)) == ["mine"]
    assert "mine" in caplog.text


@pytest.mark.parametrize("said", [None, [], (), iter(())])
def test_a_check_that_says_nothing_has_no_finding(home, said):
    register_check("mine", may_stop=True)(lambda subject: said)
    assert codes(factories.faq_page(home)) == []


def test_a_severity_in_letters_counts(home):
    register_check("mine", may_stop=True)(says("mine", "error"))
    assert [error.code for error in publishing_errors(factories.faq_page(home))] == ["mine"]


def test_a_severity_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="fatal"):
        Finding("mine", "fatal", "Se her")


@pytest.mark.parametrize("may_stop", [True, False])
def test_a_check_that_fails_says_so_and_fails_closed(home, may_stop, caplog):
    @register_check("broken", may_stop=may_stop)
    def check_broken(subject):
        raise RuntimeError("secret detail")

    page = factories.faq_page(home)
    [finding] = findings(page)
    assert finding.code == "check_failed"
    assert "secret" not in finding.message + finding.mend
    assert bool(publishing_errors(page)) is may_stop
    assert "broken" in caplog.text


def test_a_check_can_be_replaced_and_taken_out(home):
    register_check("mine")(says("first"))
    register_check("mine")(says("second"))
    assert codes(factories.faq_page(home)) == ["second"]
    unregister_check("mine")
    unregister_check("mine")
    assert "mine" not in {check.name for check in registered_checks()}


def test_errors_come_first_and_each_finding_once(home):
    register_check("mine")(lambda subject: [*says("mine")(subject), *says("mine")(subject)])
    page = factories.faq_page(home, title=f"Om {factories.PLACEHOLDER}")
    assert codes(page) == ["placeholder", "mine"]


def test_what_a_run_looks_up_is_looked_up_once(home):
    made = []

    @register_check("mine")
    def check_mine(subject):
        subject.once("things", lambda: made.append(1))
        return []

    findings_of([factories.faq_page(home) for _ in range(3)])
    assert made == [1]


def test_a_check_prepares_once_for_all_its_pages(home):
    prepared = []

    @register_check("mine", page_types=(PaymentFAQPageMixin,), prepare=prepared.append)
    def check_mine(subject):
        return []

    findings_of([factories.faq_page(home), factories.takster_page(home), factories.faq_page(home)])
    assert [len(subjects) for subjects in prepared] == [2]


def test_a_check_that_cannot_prepare_says_so(home):
    def prepare(subjects):
        raise RuntimeError

    register_check("mine", may_stop=True, prepare=prepare)(says("mine"))
    assert codes(factories.faq_page(home)) == ["check_failed"]


def test_a_finding_knows_the_list_item_that_it_is_in(home):
    page = factories.faq_page(
        home, factories.questions(("A?", "<p>B</p>"), ("C?", f"<p>{factories.PLACEHOLDER}</p>"))
    )
    [finding] = findings(page)
    item = page.body[0].value["questions"].bound_blocks[1]
    assert finding.place == Place("body", item.id, "answer")
    assert finding.place.anchor == f"block-{item.id}-section"


def test_a_finding_of_the_rates_knows_its_band(home):
    rows = [(1, 7, 20), (9, None, 70)]
    page = factories.takster_page(
        home, factories.text("Hej"), factories.overdue(factories.group("Voksne", *rows))
    )
    [finding] = [f for f in findings(page) if f.code == "band_gap"]
    group = page.body[1].value["groups"].bound_blocks[0]
    bands = {band.id for band in group.value["bands"].bound_blocks}
    assert finding.place.block_id in bands | {group.id}


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        (Place(), ""),
        (Place("intro"), "panel-child-content-intro-section"),
        (Place("body", "abc"), "block-abc-section"),
    ],
)
def test_anchor_of_a_place(place, anchor):
    assert place.anchor == anchor
