"""The page in the site's source language, which its translations follow."""

from django.db import models
from django.utils.functional import cached_property


class SourcePageMixin(models.Model):
    """For page types whose translations take facts from the page that they translate."""

    class Meta:
        abstract = True

    @cached_property
    def source_page(self):
        """This page in the site's source language.

        The page itself if it is that one, or stands outside every site.
        """
        site = self.get_site()
        source = site.root_page.locale_id if site else self.locale_id
        if source == self.locale_id:
            return self
        return self.get_translation_or_none(source) or self

    def get_translation_or_none(self, locale_id):
        """The translation of this page into a locale, or None."""
        return self.get_translations().filter(locale_id=locale_id).specific().first()
