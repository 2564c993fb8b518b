"""Refused publishing where Wagtail shows no form: the approval of a workflow."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from tests import factories
from wagtail_libfees.middleware import RefusedPublishingMiddleware

pytestmark = pytest.mark.django_db

BROKEN = factories.text(factories.PLACEHOLDER)


@pytest.fixture
def editor():
    """Someone who may do everything."""
    return User.objects.create_superuser("anna", "anna@example.dk", "pw")


def in_workflow(page, user):
    """The page, waiting for the only approval of a workflow."""
    task = GroupApprovalTask.objects.create(name="Godkend")
    workflow = Workflow.objects.create(name="Godkendelse")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    page.save_revision(user=user)
    return workflow.start(page, user).current_task_state


def approve(client, page, state):
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, follow=True)


def test_an_approval_that_is_refused_tells_why_and_leaves_the_workflow_as_it_was(client, editor):
    page = factories.takster_page(factories.site().root_page, BROKEN, live=False)
    state = in_workflow(page, editor)
    client.force_login(editor)
    answer = approve(client, page, state)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert factories.PLACEHOLDER in answer.content.decode()
    page.refresh_from_db()
    assert not page.live
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_an_approval_of_a_good_page_publishes_it(client, editor):
    page = factories.takster_page(factories.site().root_page, live=False)
    state = in_workflow(page, editor)
    client.force_login(editor)
    assert approve(client, page, state).status_code == 200
    page.refresh_from_db()
    assert page.live


def test_other_errors_are_not_touched():
    middleware = RefusedPublishingMiddleware(lambda request: None)
    request = RequestFactory().get("/")
    assert middleware.process_exception(request, ValidationError("x")) is None
    assert middleware.process_exception(request, ValueError("x")) is None
