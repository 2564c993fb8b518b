"""A question that borrowers searched for in vain becomes one of the draft of an FAQ."""

from __future__ import annotations

import uuid

from django.db import transaction

from .permissions import check_may_edit, locked_revision


@transaction.atomic
def add_question(page, user, question: str) -> str:
    """Add a question without an answer to the draft of `page`, in its last group.

    Publishes nothing. Returns the id of the question; raises `DraftError` if the page may not be
    edited.
    """
    locked_revision(page)
    page = type(page).objects.get(pk=page.pk)
    check_may_edit(page, user)
    draft = page.get_latest_revision_as_object()
    raw = list(draft.body.get_prep_value())
    groups = [block for block in raw if block["type"] == "questions"]
    if not groups:
        value = {"heading": "", "questions": []}
        groups = [{"type": "questions", "id": str(uuid.uuid4()), "value": value}]
        raw += groups
    value = {"question": question, "answer": ""}
    added = {"type": "item", "id": str(uuid.uuid4()), "value": value}
    groups[-1]["value"]["questions"] = [*(groups[-1]["value"].get("questions") or []), added]
    draft.body = draft.body.stream_block.to_python(raw)
    draft.save_revision(user=user, log_action=True, clean=False)
    return added["id"]
