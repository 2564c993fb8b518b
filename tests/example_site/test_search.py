"""The search of the example site."""

import pytest
from bs4 import BeautifulSoup

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.mark.parametrize("query", ["", "gebyr", "%00", '"', 'a"b', "%27", "*", "AND OR", "x" * 500])
def test_any_query_gets_an_answer(client, query):
    factories.takster_page(factories.site().root_page)
    assert client.get(f"/soeg/?q={query}").status_code == 200


def test_the_search_finds_pages_of_this_site_only(client):
    here = factories.site()
    there = factories.site("andenby.example", default=False)
    for site, title in ((here, "Lukket her"), (there, "Lukket der")):
        factories.notice(factories.notice_index(site.root_page), title)
    words = BeautifulSoup(client.get("/soeg/?q=Lukket").content, "lxml").main.get_text()
    assert "Lukket her" in words
    assert "Lukket der" not in words
