"""What tests of imports share."""

import pytest

from tests import factories


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page.specific
