"""lxml with the types that the readers use."""

from __future__ import annotations

from typing import cast

from lxml.etree import _Element


def elements(root: _Element, path: str) -> list[_Element]:
    return cast("list[_Element]", root.xpath(path))


def strings(root: _Element, path: str) -> list[str]:
    return [str(value) for value in cast("list[str]", root.xpath(path))]


def line_of(element: _Element) -> int | None:
    return cast("int | None", element.sourceline)
