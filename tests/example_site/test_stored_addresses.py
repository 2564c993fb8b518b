"""An address that runs, stored past every guard in all that the demo keeps, is told by nothing."""

import html
import json
import re
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from wagtail_libfees.stamps import NoticeStamp, PageStamp

RUN = "javascript:kanarie(1)"
LINK = (
    f'<p><a href="{RUN}">kanarie</a><img src="{RUN}"><a title=x" href="{RUN}">a</a></p>'
    f'<form action="{RUN}"></form><svg><a xlink:href="{RUN}"></a></svg><base href="{RUN}">'
)
APPS = ("wagtail_libfees", "libfees_pages")
WEB = re.compile(r"https?://\S+")


def spoiled(stored):
    """What is stored, with the address in the place of each one, and a link to it in rich text."""
    if isinstance(stored, dict):
        return {key: spoiled(value) for key, value in stored.items()}
    if isinstance(stored, list):
        return [spoiled(each) for each in stored]
    if not isinstance(stored, str):
        return stored
    if stored.startswith("<p"):
        return stored + LINK
    return RUN if WEB.fullmatch(stored) else stored


def spoil(row) -> int:
    """Store the address in all fields of a row; returns how often it is there now."""
    changed = {}
    for field in row._meta.local_concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, StreamField):
            raw = spoiled(json.loads(json.dumps(list(value.raw_data))))
            if RUN in str(raw):
                value = StreamValue(field.stream_block, raw, is_lazy=True)
        elif isinstance(field, RichTextField):
            value = value + LINK
        elif isinstance(field, models.URLField):
            value = RUN
        elif isinstance(field, models.CharField | models.TextField | models.JSONField):
            value = spoiled(value)
        if value is not getattr(row, field.attname):
            changed[field.attname] = value
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)
    stored = type(row)._base_manager.filter(pk=row.pk).values_list(*changed) if changed else []
    return sum(str(getattr(each, "raw_data", each)).count(RUN) for row in stored for each in row)


@pytest.mark.django_db
def test_an_address_that_runs_is_told_by_nothing(demo):
    stored = {
        model._meta.label: sum(map(spoil, model._base_manager.all()))
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed and not model._meta.proxy
    }
    assert sum(stored.values()) > 50, stored
    assert stored["wagtail_libfees.FeeSettings"], stored
    PageStamp.renew()
    NoticeStamp.renew()
    pages = [page for page in Page.objects.live().public() if page.url]
    api = [f"/api/v2/pages/{page.pk}/?fields=*" for page in pages]
    names = ["answers_json", "embedded_calculator", "embedded_rates", "fees_markdown", "fees_text"]
    names += ["llms_txt", "notices_atom", "notices_rss", "notices_json", "notices_calendar"]
    names += ["notices_screen", "question_search", "rates_json", "rates_csv", "settings_json"]
    data = [reverse(f"wagtail_libfees:{name}") for name in names]
    found = []
    for address in [*[page.url for page in pages], *api, *data, "/libfees/fee-page/"]:
        response = Client().get(address)
        assert response.status_code < 500, address
        told = response.content.decode() + str(response.headers)
        plain = html.unescape(html.unescape(unquote(told))).replace("\\u003a", ":")
        found += [(address, part[-200:]) for part in plain.split(RUN)[:-1]]
    assert not found, (len(found), found[:5])
