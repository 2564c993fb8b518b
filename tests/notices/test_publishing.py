"""What happens when a notice is published is one list, and the code follows it."""

import re
from pathlib import Path

import pytest

import wagtail_libfees.notices
from tests import factories
from wagtail_libfees.editorial.publishing import PublishRefusedError
from wagtail_libfees.notices.publishing import save_notice
from wagtail_libfees.pages.models import ServiceNoticePage
from wagtail_libfees.stamps import NoticeStamp

README = Path(wagtail_libfees.notices.__file__).parent / "README.md"


def numbered(text):
    return re.findall(r"^\s*(\d\. .+)$", text, re.MULTILINE)


def test_the_readme_of_the_wing_has_the_same_list():
    flow = README.read_text(encoding="utf-8").split("\n## ")[1]
    assert len(numbered(flow)) == 7
    assert numbered(flow) == numbered(save_notice.__doc__)


class Notice:
    """A notice that writes down what is asked of it."""

    def __init__(self, publishes=True, confirmed=True):
        self.publishes, self.confirmed = publishes, confirmed
        self.calls = []

    def take_numbers(self):
        self.calls.append("numbers")
        return self.publishes

    def refuse_unconfirmed(self):
        self.calls.append("refuse")
        if not self.confirmed:
            raise PublishRefusedError(["not confirmed"], 1)

    def save(self):
        self.calls.append("save")
        return "saved"

    def pass_facts_on(self):
        self.calls.append("pass on")


@pytest.mark.django_db
def test_publishing_takes_the_steps_in_order():
    notice = Notice()
    assert save_notice(notice, notice.save) == "saved"
    assert notice.calls == ["numbers", "refuse", "save", "pass on"]


@pytest.mark.django_db
def test_a_draft_is_only_saved():
    notice = Notice(publishes=False, confirmed=False)
    save_notice(notice, notice.save)
    assert notice.calls == ["numbers", "save"]


@pytest.mark.django_db
def test_saving_some_fields_asks_for_no_number():
    notice = Notice()
    save_notice(notice, notice.save, may_publish=False)
    assert notice.calls == ["save"]


@pytest.mark.django_db
def test_what_is_refused_is_not_saved():
    notice = Notice(confirmed=False)
    with pytest.raises(PublishRefusedError):
        save_notice(notice, notice.save)
    assert "save" not in notice.calls


@pytest.mark.django_db
def test_an_error_after_saving_takes_everything_back(monkeypatch):
    index = factories.notice_index(factories.site().root_page)
    notice = factories.notice(index, "Lukket", live=False)
    revision = notice.save_revision()
    before = NoticeStamp.current()

    def fail(self):
        raise RuntimeError

    monkeypatch.setattr(ServiceNoticePage, "pass_facts_on", fail)
    with pytest.raises(RuntimeError):
        revision.publish()
    notice = ServiceNoticePage.objects.get(pk=notice.pk)
    assert (notice.live, notice.version) == (False, 0)
    assert NoticeStamp.current() == before
