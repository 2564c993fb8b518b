"""A form that is larger than the server takes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("limit", "data"),
    [
        ({"DATA_UPLOAD_MAX_NUMBER_FIELDS": 3}, dict.fromkeys("abcd", "1")),
        ({"DATA_UPLOAD_MAX_MEMORY_SIZE": 100}, {"a": "x" * 200}),
        (
            {"DATA_UPLOAD_MAX_NUMBER_FILES": 1},
            {name: SimpleUploadedFile(f"{name}.txt", b"x") for name in "ab"},
        ),
    ],
)
def test_it_is_answered_in_words_and_changes_nothing(client, settings, site, limit, data):
    client.force_login(factories.admin())
    for name, value in limit.items():
        setattr(settings, name, value)
    page = factories.faq_page(site.root_page)
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 413
    assert "Formularen er for stor" in response.content.decode()
    assert not page.revisions.exists()


def test_another_bad_request_is_djangos(client, settings):
    settings.ALLOWED_HOSTS = ["fjordby.example"]
    response = client.get("/", headers={"host": "other.example"})
    assert response.status_code == 400
    assert "for stor" not in response.content.decode()
