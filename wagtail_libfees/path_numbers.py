"""Numbers in addresses of ours."""

import re

from django.urls import register_converter
from django.urls.converters import IntConverter


class StoredNumber(IntConverter):
    """A number that can be the key of a row.

    With a longer one a lookup of a page of a type fails in the database, which would be a 500.
    """

    regex = "[0-9]{1,18}"


def is_key(text: str) -> bool:
    """Whether a text that came in an address can be the key of a row."""
    return re.fullmatch(StoredNumber.regex, text) is not None


def register_path_numbers() -> None:
    """Let the addresses of the package name it `<libfees_id:...>`."""
    register_converter(StoredNumber, "libfees_id")
