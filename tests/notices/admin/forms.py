"""The forms of the editor."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


def form(**fields):
    data = {
        "title": "Lukket",
        "slug": "lukket",
        "kind": "closure",
        "severity": "urgent",
        "lead": "Vi har lukket.",
        "text": rich_text("<p></p>"),
        "changes": rich_text("<p></p>"),
        "unchanged": rich_text("<p></p>"),
        "to_do": rich_text("<p></p>"),
        "from_day": "2026-11-20",
        "to_day": "2099-11-20",
        "scope": "site",
        "contacts": streamfield([]),
        "links": streamfield([]),
        "updates": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0},
        **fields,
    }
    return nested_form_data(data)
