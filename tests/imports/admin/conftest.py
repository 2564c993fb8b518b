"""An editor who imports in the admin."""

import pytest
from django.urls import reverse

from tests.factories import importer


@pytest.fixture
def user(client):
    """An editor who may import, logged in."""
    found = importer("redaktoer", "add_page", "change_page")
    client.force_login(found)
    return found


@pytest.fixture
def post(client, django_capture_on_commit_callbacks):
    """Post as the browser does; tasks that wait for the commit run."""

    def posted(name, data, *args):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(reverse(name, args=args), data)
        return client.get(response.url) if response.status_code == 302 else response

    return posted
