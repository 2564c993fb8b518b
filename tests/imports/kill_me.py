"""Run as a process of its own: an import that is killed in its middle, with everything written.

Arguments: "die" or "live", and the text to import.
"""

import os
import signal
import sys


def main(how: str, text: str) -> None:
    """Import `text` below the front page; die just before the transaction ends, if told to."""
    import django

    django.setup()
    from wagtail.models import Site

    from wagtail_libfees.imports.faq import drafts as faq
    from wagtail_libfees.imports.sources import faq_from_pasted

    if how == "die":
        # The last thing inside the transaction: all rows are written, none is committed.
        faq.settle_imported = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
    parsed, origin = faq_from_pasted(text, "faq", "generic")
    home = Site.objects.get(is_default_site=True).root_page.specific
    faq.import_faq(parsed, parent=home, origin=origin)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
