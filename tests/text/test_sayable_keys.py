"""Keys that are said on the telephone and typed from a poster."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.text.sayable_keys import sayable_key, typed_key


@given(st.integers(2, 6), st.randoms())
def test_a_key_is_syllables_and_a_digit_without_what_looks_alike(syllables, chance):
    key = sayable_key(syllables, chance.choice)
    assert len(key) == 2 * syllables + 1
    assert not set(key) & set("il1o0vn")
    assert key[-1].isdigit()
    assert key[:-1].isalpha()


@given(st.integers(2, 6), st.randoms(), st.sampled_from(["{}", " {} ", "{}.", "({})", "{},"]))
def test_a_key_is_known_again_as_it_was_typed(syllables, chance, around):
    key = sayable_key(syllables, chance.choice)
    spelt = "-".join(key).upper()
    assert typed_key(around.format(key)) == typed_key(around.format(spelt)) == key


def test_no_key_is_a_word_that_no_library_wants():
    chosen = iter([*"fuku", *"bade7"])
    assert sayable_key(2, lambda _: next(chosen)) == "bade7"


@pytest.mark.parametrize(
    "typed",
    ["", "7", "bade", "bado7", "ba7", "7bade", "bade77", "x" * 10_000, "bade7\x00", "bæde7"],
)
def test_what_can_be_no_key_is_none(typed):
    assert typed_key(typed) is None


def test_keys_of_two_syllables_are_enough_for_a_library():
    chance = random.Random(1)
    assert len({sayable_key(2, chance.choice) for _ in range(20_000)}) > 5_000
