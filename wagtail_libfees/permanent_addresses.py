"""Makes the permanent addresses of what borrowers can read: of notices, and of questions."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Exists, OuterRef

from .blocks.faq import stored_questions
from .blocks.keys import key_of
from .fee_page.settings.fee_page_link import is_public
from .models import PaymentFAQPageMixin, PrivatePageMixin, ServiceNoticePageMixin
from .models.addresses import NOTICE, QUESTION, PermanentAddress
from .sites import site_id_of
from .text.sayable_keys import SHORTEST, sayable_key

ADDRESSED = (PaymentFAQPageMixin, ServiceNoticePageMixin)
# Each second one makes longer keys. A collision is rare; ten in a row do not happen.
ROUNDS = 10


def addressed_models() -> list[type]:
    """The page types of this installation whose pages, or their questions, have addresses."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, ADDRESSED) and not issubclass(model, PrivatePageMixin)
    ]


def live_pages_without() -> Iterator:
    """The live pages that have no permanent address at all, though they should."""
    own = PermanentAddress.objects.filter(translation_key=OuterRef("translation_key"))
    for model in addressed_models():
        for page in model.objects.live().exclude(Exists(own)).select_related("locale"):
            if any(_titles(page)):
                yield page


def keep_addresses(page) -> int:
    """Give a live page, or each of its questions, the address that it lacks; note its titles.

    Titles only of what everyone can read. Returns how many addresses are new.
    """
    kind = NOTICE if isinstance(page, ServiceNoticePageMixin) else QUESTION
    titles = dict(_titles(page))
    if not titles:
        return 0
    own = PermanentAddress.objects.filter(kind=kind, translation_key=page.translation_key)
    known = {address.question: address for address in own}
    language, site_id = page.locale.language_code, site_id_of(page)
    told = {what: {language: title} for what, title in titles.items()} if is_public(page) else {}
    changed = [
        address for what, address in known.items() if _note(address, told.get(what, {}), site_id)
    ]
    PermanentAddress.objects.bulk_update(changed, ["titles", "site"])
    missing = titles.keys() - known.keys()
    for round_ in range(ROUNDS):
        lacking = missing - set(own.values_list("question", flat=True)) if missing else ()
        if not lacking:
            break
        # Another process may make the same key, or the same address: then the row is left out.
        PermanentAddress.objects.bulk_create(
            [
                PermanentAddress(
                    key=sayable_key(SHORTEST + round_ // 2, secrets.choice),
                    kind=kind,
                    translation_key=page.translation_key,
                    question=what,
                    titles=told.get(what, {}),
                    site_id=site_id,
                )
                for what in titles
                if what in lacking
            ],
            ignore_conflicts=True,
        )
    # It may have been asked for while there was none.
    vars(page).pop("permanent_key", None)
    return len(missing)


def _note(address: PermanentAddress, titles: dict[str, str], site_id: int | None) -> bool:
    """Note the titles and the site of an address; returns whether they are others now."""
    before = address.titles, address.site_id
    address.titles = {**address.titles, **titles}
    address.site_id = site_id or address.site_id
    return (address.titles, address.site_id) != before


def _titles(page) -> Iterator[tuple[str, str]]:
    """What has an address, as (the lasting part of a question's id, its words); "" is the page."""
    if isinstance(page, ServiceNoticePageMixin):
        yield "", page.title
        return
    facts = page.get_facts()
    for block_id, question in stored_questions(page.body):
        yield key_of(block_id), facts.text(question)
