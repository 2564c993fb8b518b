"""What happens when a notice is published: one list, and the one place that follows it.

Wagtail publishes in several ways: the page editor by an action of its own, a script by
`page.publish()`, a workflow, a schedule. They have nothing but this in common: they save the page
with another live revision. So the list begins there. What stops publishing was told before, by
`LibfeesPageMixin.get_refusals()`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction


def save_notice(notice, save: Callable[[], Any], *, may_publish: bool = True) -> Any:
    """Save `notice` by calling `save`; when that publishes a revision, this happens, in order.

    1. `versions.py`: the numbers of the version are counted up, under a lock on the row.
    2. `urgent.py`: an urgent version that nobody has confirmed is refused.
    3. `signals.py`, `stamp.py`: it is saved, its lists are outdated, it has a permanent address.
    4. `translations.py`: its live translations get what they follow their source in.
    5. `signals.py`, `purge.py`: Wagtail tells it; caches in front of the site forget the lists.
    6. `signals.py`, `tasks.py`: its image gets the size that social media show.
    7. `signals.py`, `withdrawal.py`: translations that were taken back with it are public again.

    The first four are one transaction; the others wait until the outer one is through, and an
    error in them undoes nothing. `may_publish`: whether all fields are saved. Returns what `save`
    returns; raises `PublishRefusedError`.
    """
    with transaction.atomic():
        publishes = may_publish and notice.take_numbers()
        if publishes:
            notice.refuse_unconfirmed()
        saved = save()
        if publishes:
            notice.pass_facts_on()
    return saved
