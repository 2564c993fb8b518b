"""The sentence above the days of a notice, which follows what is typed."""

from __future__ import annotations

from django import forms
from django.urls import reverse
from wagtail.admin.panels import Panel

from ..date_fields import SpelledDateField, SpelledTimeField
from . import Window
from .sentences import period_sentence, shown_sentence

DAYS = ("from_day", "to_day", "review_day", "period_from_day", "period_to_day")
TIMES = ("from_time", "to_time", "period_from_time", "period_to_time")


class DaysForm(forms.Form):
    """The nine days and times of a notice, as they are typed."""

    kind = forms.CharField(required=False, max_length=30)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for names, field in ((DAYS, SpelledDateField), (TIMES, SpelledTimeField)):
            self.fields.update({name: field(required=False) for name in names})

    def sentences(self) -> dict[str, str]:
        """What the days mean, by the panel that says it; empty where one is not understood."""
        self.full_clean()
        kind = self.cleaned_data.get("kind", "")
        return {
            "shown": "" if self._is_wrong("") else self._shown(),
            "period": "" if self._is_wrong("period_") else period_sentence(self._period(), kind),
        }

    def _is_wrong(self, prefix: str) -> bool:
        names = [name for name in (*DAYS, *TIMES) if name.startswith("period_") is bool(prefix)]
        return any(name in self.errors for name in names)

    def _shown(self) -> str:
        return shown_sentence(self._window(""), self.cleaned_data["review_day"])

    def _period(self) -> Window | None:
        return self._window("period_")

    def _window(self, prefix: str) -> Window | None:
        names = ("from_day", "from_time", "to_day", "to_time")
        parts = [self.cleaned_data[f"{prefix}{name}"] for name in names]
        if parts[2] is None:
            # A time without its day says nothing; the form refuses it.
            parts[3] = None
        return Window(*parts) if parts[0] else None


class SentencePanel(Panel):
    """The sentence `says` of a notice: `shown` or `period`."""

    def __init__(self, says: str, **kwargs):
        super().__init__(**kwargs)
        self.says = says

    def clone_kwargs(self):
        """The arguments of a copy."""
        return {**super().clone_kwargs(), "says": self.says}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_libfees/admin/notices/sentence.html"

        class Media:
            js = ("wagtail_libfees/admin/notice-sentence.js",)
            css = {"all": ["wagtail_libfees/admin/dates.css"]}

        def get_context_data(self, parent_context=None):
            page = self.instance
            window = page.window if page.from_day else None
            sentence = (
                shown_sentence(window, page.review_day)
                if self.panel.says == "shown"
                else period_sentence(page.period, page.kind)
            )
            return {
                **super().get_context_data(parent_context),
                "sentence": sentence,
                "says": self.panel.says,
                "url": reverse("libfees_notice_sentences"),
            }
