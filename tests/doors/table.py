"""Who may be told what: the table that the doors are held against.

A role is that of the library whose thing it is; a role of another library is as anonymous, but for
`ANYWHERE`. Kinds are the names of canaries, see `libraries.py`.
"""

from __future__ import annotations

EDITORS = {"redaktør", "lokal"}
STAFF = {"medarbejder", *EDITORS}

MAY_SEE = {
    "guide": STAFF,
    "guidetitle": STAFF,
    "guidedraft": EDITORS,
    "draft": EDITORS,
    "drafttitle": EDITORS,
    "private": EDITORS,
    "privatetitle": EDITORS,
    "unpublished": EDITORS,
    "notice": EDITORS,
    "comment": EDITORS,
    "translation": EDITORS,
    "branch": EDITORS,
    "fact": EDITORS,
    "term": EDITORS,
    "synonym": EDITORS,
    "search": EDITORS,
    "rating": EDITORS,
    "settings": EDITORS,
    "ledger": EDITORS,
    "backup": EDITORS,
    "address": EDITORS,
    "deleted": EDITORS,
    "run": EDITORS,
    "watched": EDITORS,
    "document": EDITORS,
    "image": EDITORS,
}

# What the public pages of a library's own site show: the archive offers its branches as a filter.
ON_ITS_SITE = {(r"((?:[\w\-]+/)*)$", "branch")}

# What no address shows to anybody; a backup is shown where the fee page is gone, as it is not here.
UNTOLD = {"deleted", "address", "backup"}

# Where Wagtail's rights cannot keep a thing to its library, by route and kind: docs/security.md
# says so. Images and documents are what public pages show.
ANYWHERE = {
    ("admin/api/main/documents/", "document"),
    ("admin/api/main/documents/<int:pk>/", "document"),
    ("admin/api/main/images/", "image"),
    ("admin/api/main/images/<int:pk>/", "image"),
    ("admin/images/chooser/<int:image_id>/select_format/", "image"),
    # The address of a file is known only to whom it is given.
    (r"documents/(\d+)/(.*)$", "document"),
}


def is_leak(found, library: str) -> bool:
    """Whether somebody of `library` ought not to have found it."""
    if found.who == "superuser" or found.door in ANYWHERE:
        return False
    if found.host == found.letter and found.door in ON_ITS_SITE:
        return False
    own = found.letter == library
    if found.kind.startswith("changes "):
        return not own
    return not (own and found.who in MAY_SEE[found.kind])
