"""Signals for other code of a site: a newsletter, a chat, a library system.

Receivers take `**kwargs`: arguments may be added. They are called after the transaction that
the news belongs to, and an exception in one is logged and stops nothing. `manage.py
libfees_send_signals`, run each night, tells what time alone has changed.
"""

from django.dispatch import Signal

# sender: page type; page, card (all versions of its rates). A fee page in the language of the
# site, where amounts have their home, was published.
rates_published = Signal()

# sender: FeeSettings; site, day, old and new (the cards that were and are in force), changes (a
# tuple of `rates.changes.RateChange`). Other rates than before are in force.
rates_in_force_changed = Signal()

# sender: FeeSettings; site, old_url, new_url (empty: there is none). The fee page of a site has
# another address: moved, renamed, chosen anew, gone or back.
fee_page_moved = Signal()

# sender: page type; page. A notice was published, in any language, for the first time or again.
notice_published = Signal()

# sender: FeeSettings; site, page_id, page (None if it is deleted). A notice is shown no more:
# over, ended, withdrawn, unpublished or deleted.
notice_ended = Signal()

# sender: ImportRun; run. An import has made its drafts.
import_done = Signal()

# sender: FeeSettings; site, page, finding (`findings.Finding`). The checks say of a page what they
# did not say at the last run of the command.
finding_new = Signal()
