"""The search of the example site."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "gebyr", "%00", '"', 'a"b', "%27", "*", "AND OR", "x" * 500])
def test_any_query_gets_an_answer(client, query):
    factories.takster_page(factories.site().root_page)
    assert client.get(f"/soeg/?q={query}").status_code == 200
