"""Reports as files for people."""

from codecs import BOM_UTF8

from ..text.cells import as_cell_for_people


class CSVForPeopleMixin:
    """A view with Wagtail's export, whose CSV runs no formula and opens with its Danish letters.

    Wagtail's workbooks hold no formulas already. Mounted left of Wagtail's view.
    """

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(value, str):
            return as_cell_for_people(value)
        return value

    def stream_csv(self, queryset):
        """Spreadsheets take the letters of a file without this mark for another alphabet's."""
        yield BOM_UTF8
        yield from super().stream_csv(queryset)
