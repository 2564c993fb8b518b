"""The screens of the guided start, as a browser sends them."""

import itertools
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import rich_text

from tests import factories as make
from tests.journeys.library import form_of, told_by
from wagtail_libfees.admin.start.forms import blocks_of
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.drafts.start import part_mark, proposed, step_named
from wagtail_libfees.models import FeeSettings, OwnFact
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db

FACTS = {
    "municipality": "Fjordby Kommune",
    "portal": "Kassen 📚",
    "payment_office": "Opkrævningen",
    "phone_payment": "87 65 43 21",
    "phone_library": "12 34 56 78",
}


@pytest.fixture
def site():
    found = make.site("fjordby.example")
    call_command("libfees_setup_roles", stdout=StringIO())
    return found


@pytest.fixture
def page(site):
    return new_takster_page(site.root_page, someone("Redaktør"))


def someone(role):
    """Somebody with a role."""
    user = make.User.objects.filter(username=role).first()
    if user is None:
        user = make.borrower(role)
        user.groups.add(Group.objects.get(name=role))
    return user


def url(page, step):
    return reverse("libfees_start", args=[page.pk, step])


def draft_of(page):
    return TaksterPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def fields(page, key, **changed):
    """The form of a step with blocks as the browser shows it; `changed` by the name's end."""
    draft, step = draft_of(page), step_named(key)
    block = blocks_of(TaksterPage, key)
    data = {
        "base": part_mark(draft, step),
        **form_of(block, block.to_python(proposed(draft, step)), "body"),
    }
    if key == "text":
        data |= {"title": draft.title, "intro": rich_text(draft.intro)}
    for end, value in changed.items():
        found = [name for name in data if name == end or name.endswith(f"-{end}")]
        assert found, end
        data |= dict.fromkeys(found, value)
    return data


def send(client, page, step, data=None, **more):
    return client.post(url(page, step), {**(data or fields(page, step)), **more})


def test_each_step_is_saved_as_a_draft_and_leads_to_the_next(client, page):
    client.force_login(someone("Redaktør"))
    steps = ["rates", "times", "contact", "text", "finish"]
    for here, after in itertools.pairwise(steps):
        assert client.get(url(page, here)).status_code == 200
        data = FACTS if here == "contact" else None
        assert send(client, page, here, data).url == url(page, after)
    assert client.get(url(page, "finish")).status_code == 200
    assert not TaksterPage.objects.get(pk=page.pk).live


def test_it_is_left_and_taken_up_again(client, page):
    client.force_login(someone("Redaktør"))
    response = send(client, page, "times", fields(page, "times", recall_days="14"), action="later")
    assert response.url == reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    [line] = [line for line in told_by(client) if "kladde" in line]
    assert "1 af 4 trin" in line
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert url(page, "rates") in home
    assert 'value="14"' not in client.get(url(page, "contact")).content.decode()
    assert draft_of(page).rate_card.timings[0].recall_days == 14


def test_what_is_half_typed_is_saved_as_typed(client, page):
    client.force_login(someone("Redaktør"))
    data = fields(page, "rates", amount="ca. 20", valid_from="32.13.", heading="😀" * 20)
    assert send(client, page, "rates", data, action="later").status_code == 302
    html = client.get(url(page, "rates")).content.decode()
    assert "ca. 20" in html
    assert "32.13." in html
    data = fields(page, "text", title="x" * 20_000)
    response = send(client, page, "text", data)
    assert response.status_code == 200
    assert "x" * 20_000 in response.content.decode()
    long = rich_text(f"<p>{'æ' * 20_000}</p>")
    assert send(client, page, "text", fields(page, "text", intro=long)).status_code == 302
    assert "æ" * 20_000 in draft_of(page).intro


UNREAD = {
    "to": ("times", "recall_days", "Indtast et heltal"),
    "-3": ("times", "considered_lost_days", "større end eller lig"),
    "for evigt": ("times", "registration_delay_hours", "Indtast et heltal"),
    # The rest of it is written in JSON.
    "ca. 20": ("rates", "amount", "er ikke et bel"),
    "32.13.": ("rates", "valid_from", "dato"),
}


@pytest.mark.parametrize("typed", sorted(UNREAD))
def test_what_cannot_be_read_is_saved_as_typed_and_holds_the_step(client, page, typed):
    client.force_login(someone("Redaktør"))
    step, name, reason = UNREAD[typed]
    response = send(client, page, step, fields(page, step, **{name: typed}))
    assert response.status_code == 200
    html = response.content.decode()
    assert "Kladden er gemt, som du skrev den" in html
    assert "data-libfees-refused" in html
    assert reason in html
    assert typed in html
    assert typed in str(draft_of(page).body.get_prep_value())
    # Pressed again it is so again, and with a value that can be read it goes on.
    again = {**fields(page, step, **{name: typed})}
    assert send(client, page, step, again).status_code == 200
    assert send(client, page, step, again, action="later").status_code == 302
    mended = fields(page, step, **{name: "1.1.2026" if name == "valid_from" else "5"})
    assert send(client, page, step, mended).status_code == 302


@pytest.mark.parametrize("step", ["times", "finish"])
def test_what_cannot_be_a_number_is_told_with_its_field(client, page, step):
    client.force_login(someone("Redaktør"))
    send(client, page, "times", fields(page, "times", recall_days="to"))
    html = client.get(url(page, step)).content.decode()
    assert "Hjemkaldelse, dage over tiden: Indtast et heltal." in html


def test_a_deadline_that_is_missing_is_told_by_the_name_of_its_field(client, page):
    client.force_login(someone("Redaktør"))
    response = client.get(url(page, "times"))
    labels = {
        str(b.label)
        for b in blocks_of(TaksterPage, "times").child_blocks["timings"].child_blocks.values()
    }
    missing = {row["text"] for row in response.context["missing_here"]}
    assert missing
    assert missing <= labels


def test_the_second_of_two_editors_keeps_what_was_typed_and_can_insist(client, page):
    mine = fields(page, "times", recall_days="21")
    client.force_login(someone("Lokal administrator"))
    send(client, page, "times", fields(page, "times", recall_days="14"))
    client.force_login(someone("Redaktør"))
    response = send(client, page, "times", mine)
    html = response.content.decode()
    assert "Lokal administrator har imens gemt" in html
    assert "&quot;21&quot;" in html
    assert draft_of(page).rate_card.timings[0].recall_days == 14
    again = {**mine, "base": response.context["form"]["base"].value()}
    assert send(client, page, "times", again).status_code == 302
    assert draft_of(page).rate_card.timings[0].recall_days == 21


def test_an_editor_states_facts_of_her_library_and_asks_for_the_rest(client, site, page):
    client.force_login(someone("Redaktør"))
    response = send(
        client, page, "contact", {"portal": "Kassen", "action": "ask"}, phone_payment=""
    )
    assert response.url == url(page, "contact")
    assert OwnFact.objects.get().value == "Kassen"
    assert not FeeSettings.objects.exists()
    assert PageLogEntry.objects.filter(action="wagtail_libfees.ask_for_facts").count() == 1
    assert "Spurgt den" in client.get(url(page, "contact")).content.decode()
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Bad Lokal administrator om" in history

    lokal = someone("Lokal administrator")
    client.force_login(lokal)
    [line] = [line for line in told_by(client) if "beder dig" in line]
    assert "Telefon: betaling" in line
    client.force_login(someone("Redaktør"))
    send(client, page, "contact", FACTS)
    client.force_login(lokal)
    [line] = [line for line in told_by(client) if "beder dig" in line]
    assert "Telefon: betaling" in line, "her own word stands in, and the settings lack it still"
    assert url(page, "contact") in client.get(reverse("wagtailadmin_home")).content.decode()
    # What stood in is proposed; saved once, the settings have it, and the task is done.
    form = client.get(url(page, "contact")).context["form"]
    assert form["portal"].value() == FACTS["portal"]
    send(client, page, "contact", {**FACTS, "payment_kind": "portal"})
    settings = FeeSettings.objects.get(site=site)
    [route] = settings.routes
    assert (route.name, route.kind) == ("Kassen 📚", "portal")
    assert not [line for line in told_by(client) if "beder dig" in line]


def test_an_editor_can_mend_what_she_stated(client, page):
    client.force_login(someone("Redaktør"))
    send(client, page, "contact", FACTS)
    form = client.get(url(page, "contact")).context["form"]
    assert {name: form[name].value() for name in FACTS if name in form.fields} == FACTS
    send(client, page, "contact", {**FACTS, "phone_payment": "11 22 33 44"})
    assert OwnFact.objects.get(name="phone_payment").value == "11 22 33 44"


def test_who_may_state_nothing_sees_what_is_known_and_can_ask(client, page):
    client.force_login(someone("Formidler"))
    html = client.get(url(page, "contact")).content.decode()
    assert 'name="portal"' not in html
    assert "mangler" in html
    send(client, page, "contact", FACTS, action="ask")
    assert not OwnFact.objects.exists()
    assert PageLogEntry.objects.filter(action="wagtail_libfees.ask_for_facts").count() == 1
    html = client.get(url(page, "finish")).content.decode()
    assert 'value="publish"' not in html
    client.post(url(page, "finish"), {"action": "publish"})
    assert not TaksterPage.objects.get(pk=page.pk).live


def test_a_wrong_phone_number_is_told_at_its_field_and_nothing_is_stated(client, page):
    client.force_login(someone("Redaktør"))
    response = send(client, page, "contact", {**FACTS, "phone_payment": "ring bare"})
    assert "phone_payment" in response.context["form"].errors
    assert "ring bare" in response.content.decode()
    assert not OwnFact.objects.exists()


def test_another_way_of_paying_brings_its_words(client, site, page):
    client.force_login(someone("Lokal administrator"))
    send(client, page, "contact", {"payment_kind": "netbank"})
    assert FeeSettings.objects.get(site=site).routes[0].kind == "netbank"
    assert "{portal}" not in str(draft_of(page).body)


def whole(client, page):
    """Go through all steps, with everything that is missing."""
    send(client, page, "rates", fields(page, "rates", amount="50"))
    times = {"advance_notice_days": "3", "recall_days": "14", "considered_lost_days": "30"}
    send(client, page, "times", fields(page, "times", **times, registration_delay_hours="72"))
    send(client, page, "contact", FACTS)


def test_nothing_is_published_before_all_is_there_and_then_it_is(client, page):
    client.force_login(someone("Redaktør"))
    response = client.post(url(page, "finish"), {"action": "publish"}, follow=True)
    assert "mangler" in response.content.decode()
    assert not TaksterPage.objects.get(pk=page.pk).live
    whole(client, page)
    assert "disabled" not in client.get(url(page, "finish")).content.decode().split("action=")[-1]
    response = client.post(url(page, "finish"), {"action": "publish"}, follow=True)
    assert "er udgivet" in response.content.decode()
    assert TaksterPage.objects.get(pk=page.pk).live
    assert not FeeSettings.objects.exists()


@pytest.mark.parametrize("choose", [True, False])
@pytest.mark.parametrize("role", ["Lokal administrator", "Redaktør"])
def test_who_publishes_the_first_can_make_it_the_fee_page(client, site, page, role, choose):
    client.force_login(someone(role))
    whole(client, page)
    assert 'name="choose"' in client.get(url(page, "finish")).content.decode()
    data = {"action": "publish", **({"choose": "1"} if choose else {})}
    explorer = client.post(url(page, "finish"), data, follow=True).content.decode()
    assert (FeeSettings.for_site(site).fee_page_id == page.pk) is choose
    assert ("udgivet, Takster-siden" in explorer) is choose
    client.force_login(someone("Lokal administrator"))
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("er udgivet, men ikke valgt" in desk) is not choose


def test_it_is_submitted_where_pages_are_approved(client, site, page):
    task = GroupApprovalTask.objects.create(name="Se på det")
    task.groups.add(Group.objects.get(name="Redaktør"))
    workflow = Workflow.objects.create(name="Godkendelse")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=site.root_page)
    client.force_login(someone("Formidler"))
    assert client.post(url(page, "finish"), {"action": "submit"}).status_code == 302
    assert not TaksterPage.objects.get(pk=page.pk).workflow_in_progress, "it is not finished"
    client.force_login(someone("Lokal administrator"))
    whole(client, page)
    client.force_login(someone("Formidler"))
    client.post(url(page, "finish"), {"action": "submit"})
    found = TaksterPage.objects.get(pk=page.pk)
    assert found.workflow_in_progress
    assert not found.live


@pytest.mark.parametrize("made", ["imported", "empty"])
def test_a_page_that_did_not_come_from_the_standard_text_can_be_taken_up(client, site, made):
    blocks = [make.overdue(), make.text("Ring til {phone_library}.")] if made == "imported" else []
    page = make.takster_page(site.root_page, *blocks, live=False, owner=someone("Redaktør"))
    page.save_revision()
    client.force_login(someone("Redaktør"))
    for step in ("rates", "times", "contact", "text", "finish"):
        assert client.get(url(page, step)).status_code == 200
    send(client, page, "times", fields(page, "times", recall_days="14"))
    assert [child.block_type for child in draft_of(page).body][-1] == "timings"
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert url(page, "rates") in editor


def test_a_chip_in_the_text_tells_what_the_step_before_stated(client, page):
    client.force_login(someone("Redaktør"))
    send(client, page, "times", fields(page, "times", recall_days="14"))
    found = client.get(reverse("libfees_fact_choices"), {"at": url(page, "text")}).json()["facts"]
    assert {each["name"]: each["value"] for each in found}["recall_days"] == "14 dage"


@pytest.mark.parametrize("step", ["nowhere", "RATES"])
def test_there_is_no_other_step(client, page, step):
    client.force_login(make.admin())
    assert client.get(url(page, step)).status_code == 404


@pytest.mark.parametrize("step", ["rates", "times", "text"])
def test_a_form_without_its_fields_is_refused_and_nothing_is_saved(client, page, step):
    client.force_login(someone("Redaktør"))
    revisions = page.revisions.count()
    assert send(client, page, step, {"action": "next"}).status_code == 400
    assert page.revisions.count() == revisions


def test_a_locked_page_and_a_translation_lead_to_the_editor(client, site, page):
    client.force_login(make.admin())
    make.translated(site.root_page)
    english = make.translated(page)
    assert client.get(url(english, "rates")).url.startswith("/admin/pages/")
    TaksterPage.objects.filter(pk=page.pk).update(locked=True)
    assert client.post(url(page, "times"), {}).url.startswith("/admin/pages/")
