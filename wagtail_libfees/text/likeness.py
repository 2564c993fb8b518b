"""How alike two texts are: by the letters that they share in order, and by typing errors."""

from __future__ import annotations


def likeness(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths, in per cent; 100 for equal texts.

    The common subsequence by bit vectors (H. Hyyrö, “Bit-parallel LCS-length computation
    revisited”, 2004): a step for each letter of `other`, on a number with a bit for each of `one`.
    """
    both = len(one) + len(other)
    if not both:
        return 100.0
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    open_places = every = (1 << len(one)) - 1
    for letter in other:
        met = open_places & places.get(letter, 0)
        open_places = (open_places + met | open_places - met) & every
    return 200 * (len(one) - open_places.bit_count()) / both


def most_alike(one: str, other: str) -> float:
    """What `likeness` can be at most, told at once by the lengths."""
    both = len(one) + len(other)
    return 200 * min(len(one), len(other)) / both if both else 100.0


def typing_errors(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped with the next; `most` + 1 for more.

    The distance of optimal string alignment: no letter is mended twice.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, known in enumerate(other, 1):
            errors = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != known))
            if column > 1 < row and letter == other[column - 2] and one[row - 2] == known:
                errors = min(errors, before[column - 2] + 1)
            now.append(errors)
        if min(now) > most and min(last) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)
