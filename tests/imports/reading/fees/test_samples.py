"""The development cases of fee pages, where they are at hand.

Each case is one test. `UNREAD` names the shapes that are known to be read wrong: such a case is
expected to fail, and the test fails as soon as it is read right, so that the list only shrinks.
"""

from __future__ import annotations

import pytest

from tests.imports.reading.scoring import cases, needs_samples, scores

MODULE = "wagtail_libfees.imports.reading.fees"
UNREAD: frozenset[str] = frozenset()


@needs_samples
@pytest.mark.parametrize("name", cases("rates", UNREAD))
def test_a_development_case_is_read_whole(name: str) -> None:
    case = scores("rates", MODULE)["per_case"][name]
    assert case["perfect"]
    assert case["silent"] == 0
    assert case["wrong_shown"] == []
