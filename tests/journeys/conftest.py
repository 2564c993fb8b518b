"""What more than one journey needs."""

import pytest


@pytest.fixture
def posted(django_capture_on_commit_callbacks):
    """Send a form as the browser does; tasks that wait for the commit run."""

    def send(client, url, data):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url, data)
        assert response.status_code == 302, response.context["form"].errors
        return response

    return send
