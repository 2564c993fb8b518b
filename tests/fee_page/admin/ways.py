"""The ways in which a fee page is lost, as an editor goes them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import Translation, TranslationSource

from tests import factories
from wagtail_libfees.models import FeeSettings

SUCCESSOR, ALONE = {"libfees_guard": "successor"}, {"libfees_guard": "alone"}


def bulk(action, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}"


def expiring(page):
    """What the editor sends when it publishes the page with an end."""
    end = timezone.localtime() + timedelta(days=30)
    return {
        "title": page.title,
        "slug": page.slug,
        "intro": "null",
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "expire_at": end.strftime("%Y-%m-%d %H:%M"),
        "action-publish": "1",
    }


# name -> (address and data, from the fee page, the folder and the other site's front page)
WAYS = {
    "delete": lambda p, f, e: (reverse("wagtailadmin_pages:delete", args=[p.pk]), {}),
    "delete parent": lambda p, f, e: (reverse("wagtailadmin_pages:delete", args=[f.pk]), {}),
    "bulk delete": lambda p, f, e: (bulk("delete", p), {}),
    "bulk delete parent": lambda p, f, e: (bulk("delete", f), {}),
    "unpublish": lambda p, f, e: (reverse("wagtailadmin_pages:unpublish", args=[p.pk]), {}),
    "unpublish parent": lambda p, f, e: (
        reverse("wagtailadmin_pages:unpublish", args=[f.pk]),
        {"include_descendants": "on"},
    ),
    "bulk unpublish": lambda p, f, e: (bulk("unpublish", p), {}),
    "bulk unpublish parent": lambda p, f, e: (
        bulk("unpublish", f),
        {"include_descendants": "on"},
    ),
    "move": lambda p, f, e: (
        reverse("wagtailadmin_pages:move_confirm", args=[p.pk, e.pk]),
        {},
    ),
    "move parent": lambda p, f, e: (
        reverse("wagtailadmin_pages:move_confirm", args=[f.pk, e.pk]),
        {},
    ),
    "bulk move": lambda p, f, e: (bulk("move", p), {"chooser": e.pk}),
    "bulk move parent": lambda p, f, e: (bulk("move", f), {"chooser": e.pk}),
    "expire": lambda p, f, e: (reverse("wagtailadmin_pages:edit", args=[p.pk]), expiring(p)),
    "restrict": lambda p, f, e: (
        reverse("wagtailadmin_pages:set_privacy", args=[p.pk]),
        {"restriction_type": "login"},
    ),
    "restrict parent": lambda p, f, e: (
        reverse("wagtailadmin_pages:set_privacy", args=[f.pk]),
        {"restriction_type": "login"},
    ),
}


def state(page):
    """What a borrower and an editor would notice of the page."""
    found = Page.objects.filter(pk=page.pk).first()
    if found is None:
        return "deleted"
    restricted = found.get_view_restrictions().exists()
    return (found.live, found.url_path, found.expire_at, restricted)


def chosen(site):
    return FeeSettings.objects.get(site=site).fee_page


def start_workflow(folder, page):
    """Moderation for the folder, with the page under way in it."""
    workflow = Workflow.objects.create(name="Godkendelse")
    task = GroupApprovalTask.objects.create(name="Redaktør godkender")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=folder)
    page.save_revision()
    workflow.start(page, None)


def asked_about_alias(editor, site, fee_page):
    """The address of the conversion of a translation, which is the fee page, and that page."""
    english = factories.translated(fee_page)
    factories.fee_settings(site, fee_page=english.page_ptr)
    source, _created = TranslationSource.update_or_create_from_instance(fee_page)
    Translation.objects.create(source=source, target_locale=english.locale)
    address = reverse("wagtail_localize:convert_to_alias", args=[english.pk])
    assert "libfees_guard" in editor.post(address).content.decode()
    assert Page.objects.get(pk=english.pk).alias_of_id is None
    return address, english


def approve(client, page, action="approve", **headers):
    """What the button of a list of tasks sends; returns the warnings."""
    task = page.current_workflow_task_state
    args = [page.pk, action, task.pk]
    client.post(reverse("wagtailadmin_pages:workflow_action", args=args), headers=headers)
    response = client.get(reverse("wagtailadmin_home"))
    return [str(message) for message in response.context["messages"]]
