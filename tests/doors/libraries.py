"""Two libraries with a canary word in everything that one of them keeps to itself.

A canary is `kanarie`, the name of the thing and the letter of the library, in one word.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Comment, Page, PageViewRestriction, Site
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests import factories
from tests.imports.imports import parsed
from wagtail_libfees.imports.faq.runs import run_of
from wagtail_libfees.imports.models import ImportedItem, ImportedPage, WatchedSource
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.models import (
    AskedAgain,
    Branch,
    DeletedBranch,
    FeePageBackup,
    FeeSettings,
    LedgerEntry,
    OutdatedTerm,
    OwnFact,
    PermanentAddress,
)
from wagtail_libfees.models.asked_again import count_asked
from wagtail_libfees.search.models import AnswerRating, RatingLine, SearchSynonym, UnansweredSearch

CANARY = re.compile(r"kanarie([a-z]+)(a|b)\b")
START = "kanarie"
ROLES = ("medarbejder", "redaktør", "lokal")


@dataclass
class Library:
    """A library: its site, its things by kind, and someone in each of its roles."""

    letter: str
    site: Site
    things: dict[str, list] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def canary(self, kind: str) -> str:
        """The word that stands in the thing of that kind."""
        return f"{START}{kind}{self.letter}"

    def add(self, *things) -> None:
        """Keep things by the label of their model, all pages as pages."""
        for thing in things:
            label = "wagtailcore.page" if isinstance(thing, Page) else thing._meta.label_lower
            self.things.setdefault(label, []).append(thing)

    def ids(self, label: str) -> list[int]:
        """The ids of its things of a model."""
        return [thing.pk for thing in self.things.get(label, [])]


def two_libraries() -> dict[str, Library]:
    """The libraries by their letters."""
    made = {
        "a": Library("a", factories.site("fjordby.example")),
        "b": Library("b", factories.site("sandby.example", default=False)),
    }
    call_command("libfees_setup_roles", stdout=io.StringIO())
    for library in made.values():
        _add_users(library)
        _add_pages(library)
        _add_rows(library)
        _add_imports(library)
        _add_translation(library)
        _add_files(library)
    return made


def _add_users(library: Library) -> None:
    names = {"medarbejder": "Medarbejder", "redaktør": "Redaktør", "lokal": "Lokal administrator"}
    for role in ROLES:
        user = factories.borrower(f"{role}-{library.letter}")
        group = Group.objects.get(name=f"{names[role]} ({library.site.hostname})")
        user.groups.add(group)
        library.users[role] = user
        library.add(user, group)


def _add_pages(library: Library) -> None:
    word, home = library.canary, library.site.root_page
    library.add(library.site, home.locale)
    fees = factories.takster_page(home)
    faq = factories.faq_page(home)
    _draft_over(faq, word("unpublished"))
    guide = factories.staff_guide(
        home,
        factories.questions((word("guide"), f"<p>{word('guide')}</p>")),
        factories.referral(matter=word("guide"), name=word("guide"), say=word("guide")),
        title=word("guidetitle"),
        intro=f"<p>{word('guide')}</p>",
        search_description=word("guide"),
    )
    _draft_over(guide, word("guidedraft"))
    draft = factories.faq_page(
        home,
        factories.questions((word("draft"), f"<p>{word('draft')}</p>")),
        title=word("drafttitle"),
        live=False,
    )
    draft.save_revision(user=library.users["redaktør"])
    private = factories.faq_page(
        home,
        factories.questions((word("private"), f"<p>{word('private')}</p>")),
        title=word("privatetitle"),
    )
    private.save_revision()
    kept = factories.restrict(private, PageViewRestriction.GROUPS)
    kept.groups.set(library.users["redaktør"].groups.all())
    index = factories.notice_index(home)
    notice = factories.notice(index, title=word("notice"), lead=word("notice"), live=False)
    notice.save_revision()
    shown = factories.notice(index, title="Lukket", to_day=date(2099, 1, 1))
    shown.save_revision()
    comment = Comment.objects.create(
        page=faq, user=library.users["redaktør"], text=word("comment"), contentpath="title"
    )
    library.add(home, fees, faq, guide, draft, private, index, notice, shown, comment)
    for page in (faq, guide, draft, notice):
        library.add(page.latest_revision)
    library.add(kept, guide.view_restrictions.get())
    factories.fee_settings(library.site, fee_page=fees.page_ptr, sms_price_source=word("settings"))
    library.add(FeeSettings.objects.get(site=library.site))


def _draft_over(page, words: str) -> None:
    """A change of a live page that nobody has published, with `words` in it."""
    page.save_revision().publish()
    page.refresh_from_db()
    page.body = [factories.questions((words, f"<p>{words}</p>"))]
    page.save_revision()
    page.refresh_from_db()


def _add_rows(library: Library) -> None:
    word, site, locale = library.canary, library.site, library.site.root_page.locale
    branch = Branch.objects.create(
        name=word("branch"), address=word("branch"), locale=locale, site=site
    )
    fact = OwnFact.objects.create(
        name=word("fact"),
        value=word("fact"),
        description=word("fact"),
        locale=locale,
        site=site,
    )
    term = OutdatedTerm.objects.create(term=word("term"), replacement=word("term"), site=site)
    shown = library.things["wagtailcore.page"][-1]
    ledger = LedgerEntry.objects.create(
        page=shown,
        title=word("ledger"),
        channel="website",
        text=word("ledger"),
        sent_at=timezone.now(),
        sent_by_name=word("ledger"),
    )
    gone = FeePageBackup.objects.create(
        site=site,
        page_pk=90_000 + site.pk,
        model_label="libfees_pages.taksterpage",
        title=word("backup"),
        slug=word("backup"),
        language_code="da",
        translation_key=shown.translation_key,
        content={"title": word("backup")},
    )
    address = PermanentAddress.objects.create(
        key=f"{library.letter}z9",
        kind=PermanentAddress.Kind.NOTICE,
        translation_key=uuid4(),
        titles={"da": word("address")},
        site=site,
    )
    deleted = DeletedBranch.objects.create(
        branch_id=10_000 + site.pk, key=str(shown.translation_key), name=word("deleted")
    )
    synonym = SearchSynonym.objects.create(site=site, words=f"{word('synonym')}, gebyr")
    search = UnansweredSearch.objects.create(
        site=site, language="da", words=word("search"), times=3, last_on=timezone.localdate()
    )
    guide = library.things["wagtailcore.page"][3].specific
    count_asked(guide, guide.body[0].value["questions"].bound_blocks[0].id)
    asked = AskedAgain.objects.get(translation_key=guide.translation_key)
    rating = AnswerRating.objects.create(
        site=site,
        translation_key=uuid4(),
        question=word("rating"),
        language="da",
        title=word("rating"),
        did_not_help=3,
        last_on=timezone.localdate(),
    )
    line = RatingLine.objects.create(
        rating=rating, words=word("rating"), left_on=timezone.localdate()
    )
    library.add(rating, line)
    library.add(branch, fact, term, ledger, gone, address, deleted, synonym, search, asked)


def _add_imports(library: Library) -> None:
    word = library.canary
    faq = library.things["wagtailcore.page"][2]
    found = parsed((word("run"), word("run")), source=f"https://{word('run')}.example/")
    run = run_of(found, Origin(), user=None, page=faq)
    page = ImportedPage.objects.create(run=run, page=faq, title=word("run"), made=False)
    item = ImportedItem.objects.create(
        run=run,
        page=faq,
        key="k",
        block_id="b",
        kind="question",
        action="new",
        question=word("run"),
        answer_html=word("run"),
    )
    watched = WatchedSource.objects.create(
        source=f"https://{word('watched')}.example/", page=faq, error=word("watched")
    )
    library.add(run, page, item, watched)


def _add_translation(library: Library) -> None:
    """The translation of the draft into English is under way."""
    home, draft = (library.things["wagtailcore.page"][n] for n in (0, 4))
    english = factories.translated(home, slug=f"english-{library.letter}")
    source, _new = TranslationSource.update_or_create_from_instance(draft)
    translation = Translation.objects.create(source=source, target_locale=english.locale)
    segment = source.stringsegment_set.order_by("pk").last()
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=english.locale,
        context=segment.context,
        data=library.canary("translation"),
    )
    translation.save_target(publish=False)
    library.add(english, translation.get_target_instance().page_ptr, source, translation, segment)


def _add_files(library: Library) -> None:
    word = library.canary
    collection = Collection.objects.get(name=library.site.hostname)
    document = Document(title=word("document"), collection=collection)
    document.file.save(f"{library.letter}.txt", ContentFile(b"text"))
    image = Image.objects.create(
        title=word("image"), file=get_test_image_file(), collection=collection
    )
    library.add(collection, document, image)
