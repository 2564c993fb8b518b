"""A word in the place of another: its case, and the marks that stand in between."""

import pytest

from wagtail_libfees.editorial.rewording import in_case_of, put_in_place


@pytest.mark.parametrize(
    ("written", "spelling", "new", "opens", "shown"),
    [
        ("girokort", "girokort", "indbetalingskort", False, "indbetalingskort"),
        ("Girokort", "girokort", "indbetalingskort", False, "Indbetalingskort"),
        ("GIROKORT", "girokort", "indbetalingskort", False, "INDBETALINGSKORT"),
        ("NemID", "NemID", "kommunens login", False, "kommunens login"),
        ("NemID", "NemID", "kommunens login", True, "Kommunens login"),
        ("nemid", "NemID", "MitID", True, "MitID"),
        ("NEMID", "NemID", "MitID", False, "MitID"),
        ("KMD", "KMD", "systemet", False, "systemet"),
        ("KMD", "KMD", "systemet", True, "Systemet"),
    ],
)
def test_the_case(written, spelling, new, opens, shown):
    assert in_case_of(written, spelling, new, opens=opens) == shown


@pytest.mark.parametrize(
    ("stored", "written", "new", "rich", "put"),
    [
        ("en bøde", "en bøde", "et gebyr", False, "et gebyr"),
        ("en <b>bøde", "en bøde", "et gebyr", True, "et <b>gebyr"),
        ("en</i>&nbsp;<b>bøde", "en bøde", "et gebyr", True, "et</i>&nbsp;<b>gebyr"),
        ("en <b>bøde", "en bøde", "gebyr", True, None),
        ("Nem<b>ID", "NemID", "MitID", True, None),
        ("Nem&shy;ID", "NemID", "MitID", True, "MitID"),
        ("NemID", "NemID", "Q&A", True, "Q&amp;A"),
        ("NemID", "NemID", "Q&A", False, "Q&A"),
        ("NemID", "NemID", "<b>", True, None),
        ("NemID", "NemID", "<b>", False, None),
    ],
)
def test_the_marks(stored, written, new, rich, put):
    assert put_in_place(stored, written, new, rich=rich) == put
