"""Votes on a database that many write to at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from tests import factories
from tests.search.helped_form import counts, fields_of, vote

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one writer."),
]


def test_no_vote_of_many_at_once_is_lost():
    site = factories.site_in_emptied_tables()
    factories.fee_settings(site, ask_if_helped=True)
    question = factories.questions(("Hvad koster det?", "<p>Et gebyr.</p>"))
    fields = fields_of(Client().get(factories.faq_page(site.root_page, question).url))

    def one(_number):
        try:
            return vote(Client(), fields, helped="yes").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(40))) == {303}
    assert counts() == [("Hvad koster det?", 40, 0)]
