"""The settings form and its tools: mends in words, nothing stored by asking, a history."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from wagtail.admin.panels import MultiFieldPanel
from wagtail.models import GroupSitePermission, ModelLogEntry, Page, PageViewRestriction

from tests import factories
from tests.fee_page.admin.settings_form import errors, form, url_of
from wagtail_libfees.fetching.errors import FetchError
from wagtail_libfees.models import FeeSettings, fee_page_problems

pytestmark = pytest.mark.django_db

TOOLS = ["preview", "links", "copy", "history"]


@pytest.fixture
def editor(client):
    client.force_login(factories.admin())
    return client


def tool(name, site):
    return reverse(f"libfees_settings_{name}", args=[site.pk])


def contact(index, **fields):
    """The fields of one contact point as the form sends them."""
    point = {"matter": "payment", "name": "Opkrævningen", **fields}
    prefix = f"contact_points-{index}"
    sent = {f"{prefix}-type": "point", f"{prefix}-order": index, f"{prefix}-deleted": ""}
    return sent | {f"{prefix}-value-{name}": value for name, value in point.items()}


# What the form says of a page that is gone


def test_saving_an_address_without_a_page_answers_for_a_deleted_page(editor, site):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(
        site, fee_page=page.page_ptr, fee_page_url="https://kommune.example/takster"
    )
    page.delete()
    assert [problem.fault for problem in fee_page_problems()] == ["deleted"]
    editor.post(url_of(site), form(fee_page_url="https://kommune.example/takster"))
    assert fee_page_problems() == []


def test_saving_without_an_address_does_not(editor, site):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page.page_ptr)
    page.delete()
    editor.post(url_of(site), form(library_name="Fjordby Bibliotek"))
    assert [problem.fault for problem in fee_page_problems()] == ["deleted"]


# What an address may not be


def test_a_port_that_cannot_be_is_refused_in_a_contact_point(editor, site):
    sent = {"contact_points-count": 1, **contact(0, url="https://x.example:99999/")}
    assert "contact_points" in errors(editor.post(url_of(site), form() | sent))
    sent = {"contact_points-count": 1, **contact(0, url="https://x.example:8443/")}
    assert editor.post(url_of(site), form() | sent).status_code == 302


# What cannot be chosen as the fee page


def draft(site):
    return factories.takster_page(site.root_page, live=False)


def expired(site):
    end = timezone.now() - timedelta(days=1)
    return factories.takster_page(site.root_page, expire_at=end)


def private(site):
    page = factories.takster_page(site.root_page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def below_private(site):
    parent = factories.home_page_below(site.root_page, "Lukket")
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    return factories.takster_page(parent)


def in_another_site(site):
    return factories.takster_page(factories.site("andenby.example", default=False).root_page)


def of_another_type(site):
    return factories.faq_page(site.root_page)


def staff_guide(site):
    return factories.staff_guide(site.root_page)


def alias(site):
    page = factories.takster_page(site.root_page)
    return page.create_alias(parent=site.root_page, update_slug="alias")


@pytest.mark.parametrize(
    "unfit",
    [
        draft,
        expired,
        private,
        below_private,
        in_another_site,
        of_another_type,
        staff_guide,
        alias,
    ],
)
def test_a_page_that_cannot_serve_is_refused_with_its_own_mend(unfit, editor, site):
    response = editor.post(url_of(site), form(fee_page=unfit(site).pk))
    [message] = errors(response)["fee_page"]
    assert len(message) > 30
    assert not FeeSettings.objects.exists()


def test_every_fault_has_a_message_of_its_own(editor, site):
    unfit = [draft, expired, private, of_another_type, staff_guide, alias]
    found = {
        errors(editor.post(url_of(site), form(fee_page=make(site).pk)))["fee_page"][0].split("”")[
            -1
        ]
        for make in unfit
    }
    assert len(found) == len(unfit)


def test_a_translation_in_the_same_site_can_be_chosen(editor, site):
    english = factories.translated(factories.takster_page(site.root_page))
    assert editor.post(url_of(site), form(fee_page=english.pk)).status_code == 302


def test_other_fields_can_be_saved_while_the_fee_page_is_unpublished(editor, site):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page.page_ptr)
    Page.objects.get(pk=page.pk).unpublish()
    response = editor.post(url_of(site), form(fee_page=page.pk, library_name="Fjordby Bibliotek"))
    assert response.status_code == 302
    assert FeeSettings.objects.get().library_name == "Fjordby Bibliotek"


# The form


def test_an_amount_is_typed_as_people_write_it(editor, site):
    editor.post(url_of(site), form(invoice_minimum="1.234,50 kr."))
    assert str(FeeSettings.objects.get().invoice_minimum) == "1234.50"
    assert "1234,50" in editor.get(url_of(site)).content.decode()


def test_contact_points_are_saved_and_wrong_ones_refused(editor, site):
    good = {**form(), "contact_points-count": 1, **contact(0, phone="12 34 56 78")}
    assert editor.post(url_of(site), good).status_code == 302
    [child] = FeeSettings.objects.get().contact_points
    assert child.value["phone"] == "12 34 56 78"
    bad = {**form(), "contact_points-count": 1, **contact(0, phone="ring")}
    assert "contact_points" in errors(editor.post(url_of(site), bad))


def test_the_genitive_is_proposed_and_not_stored_by_looking(editor, site):
    factories.fee_settings(site, municipality_name="Aarhus")
    assert 'value="Aarhus&#x27;"' in editor.get(url_of(site)).content.decode()
    assert FeeSettings.objects.get().municipality_genitive == ""


def test_the_editors_own_genitive_is_kept(editor, site):
    factories.fee_settings(site, municipality_name="Aarhus", municipality_genitive="Aarhus Bys")
    assert "Aarhus Bys" in editor.get(url_of(site)).content.decode()


def test_the_form_has_no_script_or_style_of_its_own_in_our_panels(editor, site):
    text = editor.get(url_of(site)).content.decode()
    for start in ("data-libfees-preview=", "Hvem har ændret"):
        part = text[text.index(start) : text.index(start) + 900]
        assert "<script" not in part
        assert "style=" not in part


# Preview


def test_the_preview_says_what_is_typed_in_both_languages_and_stores_nothing(editor, site):
    data = form(**factories.posted_routes({"name": "Ny portal", "url": "https://n.example/"}))
    text = editor.post(tool("preview", site), data).content.decode()
    assert "Betal i Ny portal" in text
    assert "Pay in Ny portal" in text
    assert "<html" in text
    assert not FeeSettings.objects.exists()


def test_the_script_gets_the_texts_alone(editor, site):
    headers = {"X-Requested-With": "fetch"}
    data = form(**factories.posted_routes({"kind": "desk"}))
    text = editor.post(tool("preview", site), data, headers=headers).content.decode()
    assert "skranken" in text
    assert "<html" not in text


@pytest.mark.parametrize(
    "data",
    [
        form(),
        form(**factories.posted_routes({"url": "javascript:alert(1)", "name": "X"})),
        form(recall_days="mange"),
    ],
)
def test_a_half_typed_form_has_a_preview_too(editor, site, data):
    response = editor.post(tool("preview", site), data)
    assert response.status_code == 200
    assert "javascript:" not in response.content.decode()


@pytest.mark.parametrize("name", ["preview", "links"])
@pytest.mark.parametrize("data", [{}, {"contact_points-count": "x"}])
def test_what_no_form_sends_is_a_bad_request(editor, site, data, name):
    assert editor.post(tool(name, site), data).status_code == 400


def test_what_is_typed_is_escaped(editor, site):
    data = form(**factories.posted_routes({"name": "<img src=x onerror=alert(1)>"}))
    assert "<img src=x" not in editor.post(tool("preview", site), data).content.decode()


# Links


@pytest.fixture
def web(monkeypatch):
    """A web in which addresses answer with a status, or not at all."""
    asked = []

    def fetch_status(url, *, allow, timeout):
        asked.append(url)
        for part, status in {"404": 404, "403": 403, "500": 500}.items():
            if part in url:
                return status
        if "intern" in url:
            raise FetchError("The name %(host)s is on a private network.", host="intern")
        return 200

    monkeypatch.setattr("wagtail_libfees.fetching.fetch.fetch_status", fetch_status)
    return asked


def test_links_are_tried_only_when_asked_for(editor, site, web):
    factories.fee_settings(site, terms_url="https://x.example/404")
    editor.get(url_of(site))
    editor.post(url_of(site), form(terms_url="https://x.example/404"))
    assert web == []


def test_each_typed_link_has_its_outcome(editor, site, web):
    data = form(
        **factories.posted_routes({"name": "Portalen", "url": "https://x.example/404"}),
        blocked_url="/spaerret",
        terms_url="https://x.example/403",
        accessibility_url="https://intern.example/",
        fee_page_url="https://x.example/500",
    )
    data |= {"contact_points-count": 1, **contact(0, url="https://kontakt.example/")}
    response = editor.post(tool("links", site), data)
    found = {link.url: link.fault for link in response.context["checked"]}
    assert found["http://localhost/spaerret"] == ""
    assert found["https://kontakt.example/"] == ""
    assert "404" not in found["https://x.example/404"]
    assert all(found[f"https://x.example/{status}"] for status in (404, 403, 500))
    assert found["https://intern.example/"]
    assert "private network" not in response.text
    assert all(link.label[:1].isupper() for link in response.context["checked"])
    assert not FeeSettings.objects.exists()


def test_without_links_nothing_is_asked(editor, site, web):
    assert editor.post(tool("links", site), form()).status_code == 200
    assert web == []


def test_a_link_check_is_never_a_get(editor, site, web):
    assert editor.get(tool("links", site)).status_code == 405
    assert editor.get(tool("preview", site)).status_code == 405


# Copying


@pytest.fixture
def other(site):
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(
        second,
        fee_page=factories.takster_page(second.root_page).page_ptr,
        fee_page_url="/andre-takster",
        portal="Fælles portal",
        library_name="Andenby Bibliotek",
        old_balances_before=date(2026, 1, 1),
        old_balances_place="Opkrævningen",
        recall_days=10,
        contact_points=[("point", {"matter": "payment", "name": "Opkrævningen"})],
    )
    return second


def test_what_would_be_copied_is_shown_first(editor, site, other):
    factories.fee_settings(site, portal="Gammel portal")
    text = editor.get(tool("copy", site), {"from": other.pk}).content.decode()
    assert "Gammel portal" in text
    assert "Fælles portal" in text
    assert "andre-takster" not in text
    assert FeeSettings.objects.get(site=site).portal_name == "Gammel portal"


def test_what_is_ticked_is_copied_and_pages_never_are(editor, site, other):
    fields = ["payment_routes", "contact_points", "fee_page", "fee_page_url"]
    response = editor.post(tool("copy", site), {"from": other.pk, "fields": fields})
    assert response.url == url_of(site)
    found = FeeSettings.objects.get(site=site)
    assert (found.portal_name, found.fee_page, found.fee_page_url) == ("Fælles portal", None, "")
    assert found.recall_days is None
    assert found.contact_points[0].value["name"] == "Opkrævningen"
    assert FeeSettings.objects.get(site=other).portal_name == "Fælles portal"


def test_what_does_not_fit_together_is_not_copied(editor, site, other):
    response = editor.post(tool("copy", site), {"from": other.pk, "fields": ["old_balances_place"]})
    assert response.status_code == 302
    assert not FeeSettings.objects.filter(site=site).exists()


@pytest.mark.parametrize("value", ["x", "-1", "999999", "1'--", "\x00", "9" * 30, "9" * 5000])
def test_a_site_that_is_not_there_is_404(editor, site, other, value):
    assert editor.get(tool("copy", site), {"from": value}).status_code == 404


def test_a_site_that_the_user_may_not_change_is_neither_offered_nor_shown(client, site, other):
    client.force_login(local_administrator(site))
    assert "andenby.example" not in client.get(tool("copy", site)).content.decode()
    assert client.get(tool("copy", site), {"from": other.pk}).status_code == 404
    data = {"from": other.pk, "fields": ["payment_routes"]}
    assert client.post(tool("copy", site), data).status_code == 404
    assert not FeeSettings.objects.filter(site=site).exists()


# History


def test_a_change_is_told_with_old_and_new_text_and_who(editor, site):
    factories.fee_settings(site, portal="Gammel portal")
    editor.post(
        url_of(site), form(**factories.posted_routes({"name": "Ny portal"}), recall_days=10)
    )
    text = editor.get(tool("history", site)).content.decode()
    assert "<del>Betalingsportal, Gammel portal</del>" in text
    assert "<ins>Betalingsportal, Ny portal</ins>" in text
    assert "<ins>10</ins>" in text
    assert "admin" in text


def test_saving_without_a_change_is_not_told(editor, site):
    factories.fee_settings(site, portal="Portalen")
    editor.post(url_of(site), form(**factories.posted_routes({"name": "Portalen"})))
    assert not ModelLogEntry.objects.filter(action="wagtail_libfees.change_settings").exists()


def test_a_page_that_is_gone_keeps_its_name_in_the_history(editor, site):
    page = factories.takster_page(site.root_page, title="Gamle takster")
    editor.post(url_of(site), form(fee_page=page.pk))
    page.delete()
    assert "Gamle takster" in editor.get(tool("history", site)).content.decode()


def test_each_site_has_its_own_history(editor, site, other):
    editor.post(url_of(site), form(**factories.posted_routes({"name": "Kun her"})))
    assert "Kun her" not in editor.get(tool("history", other)).content.decode()
    assert "Kun her" in editor.get(tool("history", site)).content.decode()


@pytest.mark.parametrize("number", ["1", "2", "99", "x"])
def test_a_long_history_has_pages(editor, site, number):
    for index in range(25):
        editor.post(url_of(site), form(**factories.posted_routes({"name": f"Portal {index}"})))
    response = editor.get(tool("history", site), {"p": number})
    assert len(response.context["changes"]) in (20, 5)


def test_looking_stores_nothing(editor, site):
    for address in (url_of(site), tool("history", site), tool("copy", site)):
        assert editor.get(address).status_code == 200
    assert not FeeSettings.objects.exists()


# Permissions


def local_administrator(site):
    """Someone who may change the settings of one site and nothing else."""
    user = factories.staff("lokal")
    GroupSitePermission.objects.create(
        group=user.groups.get(),
        site=site,
        permission=Permission.objects.get(codename="change_feesettings"),
    )
    return user


@pytest.mark.parametrize("name", TOOLS)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["staff", "other site", "borrower", None])
def test_the_tools_refuse_who_may_not_change_the_settings(
    who, method, name, client, site, other, web
):
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who == "staff":
        client.force_login(factories.staff())
    elif who:
        client.force_login(local_administrator(other))
    response = getattr(client, method)(
        tool(name, site), form(**factories.posted_routes({"name": "X"}))
    )
    assert response.status_code in (302, 405)
    assert web == []
    assert not FeeSettings.objects.filter(site=site).exists()


@pytest.mark.parametrize("name", ["copy", "history"])
def test_the_permission_for_one_site_is_enough_for_its_tools(name, client, site, other):
    client.force_login(local_administrator(site))
    assert client.get(tool(name, site)).status_code == 200
    assert client.get(url_of(site)).status_code == 200
    assert client.get(url_of(other)).status_code == 302


# What is refused, in an editor's words


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.example", "ikke en adresse"])
def test_a_wrong_portal_address_is_answered_with_the_mend(editor, site, address):
    response = editor.post(
        url_of(site), form(**factories.posted_routes({"name": "Portalen", "url": address}))
    )
    assert response.status_code == 200
    assert "payment_routes" in response.context["form"].errors
    assert "en gyldig URL" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("advance_notice_days", ("1", "3650")),
        ("registration_delay_hours", ("0", "1000")),
        ("review_interval_months", ("1", "120")),
    ],
)
@pytest.mark.parametrize("typed", ["-3", "1000000", "snart"])
def test_a_number_out_of_range_is_answered_with_the_range(editor, site, name, limits, typed):
    response = editor.post(url_of(site), form(**{name: typed}))
    [error] = response.context["form"].errors[name]
    assert all(limit in error for limit in limits)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_heading_repeats_the_label_below_it(language):
    with translation.override(language):
        for group in groups_of(FeeSettings.edit_handler):
            labels = {
                capfirst(FeeSettings._meta.get_field(child.field_name).verbose_name)
                for child in group.children
                if hasattr(child, "field_name")
            }
            assert str(group.heading) not in labels


def groups_of(panel):
    for child in getattr(panel, "children", []):
        if isinstance(child, MultiFieldPanel):
            yield child
        yield from groups_of(child)


# Two editors at once


def test_of_two_editors_nobodys_change_is_lost_without_a_word(client, site):
    factories.fee_settings(site, library_name="Før")
    karen, lars = factories.admin("karen"), factories.admin("lars")
    client.force_login(lars)
    seen = client.get(url_of(site)).context["form"]["seen"].value()
    client.force_login(karen)
    client.post(url_of(site), form(library_name="Karens", seen=seen))
    client.force_login(lars)
    [refusal] = errors(
        client.post(url_of(site), form(**factories.posted_routes({"name": "Lars'"}), seen=seen))
    )["__all__"]
    assert "karen" in refusal
    assert "bibliotekets navn" in refusal
    assert FeeSettings.for_site(site).library_name == "Karens"


def test_who_saves_again_means_it(client, site):
    factories.fee_settings(site, library_name="Før")
    client.force_login(factories.admin())
    first = client.post(url_of(site), form(library_name="Mit", seen="2026-01-01T00:00:00+00:00"))
    assert first.context["form"]["library_name"].value() == "Mit"
    again = first.context["form"]["seen"].value()
    assert client.post(url_of(site), form(library_name="Mit", seen=again)).status_code == 302
    assert FeeSettings.for_site(site).library_name == "Mit"


@pytest.mark.parametrize("seen", ["", "x", "2026-13-01", "<b>"])
def test_nonsense_for_the_time_is_another_time(client, site, seen):
    factories.fee_settings(site, library_name="Før")
    client.force_login(factories.admin())
    assert errors(client.post(url_of(site), form(library_name="Mit", seen=seen)))["__all__"]


def test_the_form_carries_the_time_of_what_it_shows(client, site):
    factories.fee_settings(site)
    client.force_login(factories.admin())
    html = client.get(url_of(site)).content.decode()
    assert f'name="seen" value="{FeeSettings.for_site(site).updated_at.isoformat()}"' in html
