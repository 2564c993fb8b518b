"""The form "Did this help?" under an answer, filled in and sent."""

from bs4 import BeautifulSoup

from wagtail_libfees.models import AnswerRating

URL = "/libfees/questions/helped/"
OWN = {"Sec-Fetch-Site": "same-origin"}


def fields_of(response):
    found = BeautifulSoup(response.content, "html.parser").select_one("form[data-libfees-helped]")
    return {each["name"]: each.get("value", "") for each in found.select("input")}


def vote(client, fields, headers=OWN, **more):
    return client.post(URL, {**fields, **more}, headers=headers)


def counts():
    return list(AnswerRating.objects.values_list("title", "helped", "did_not_help"))
