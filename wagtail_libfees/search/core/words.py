"""The words of a text, as they are compared: lower case, without hyphens and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# A word with its hyphens and apostrophes: “Nem-ID” is one, and so is “can't”.
WORD = re.compile(r"[^\W_]+(?:[-'’\u00ad\u2010\u2011][^\W_]+)*")
_JOINS = re.compile(r"[^\w]|_")

_LITTLE = {
    "da": """
        af alle alt altså at bare blev blive bliver da de dem den denne der deres det dette dig
        din dine disse dit du efter eller en end endnu er et for fra før gør gøre ham han har
        have havde hej hende her hos hun hvad hvem hver hvilke hvilken hvis hvor hvordan
        hvorfor hvornår i ikke ind ingen ja jeg jer jo kan kun kunne lige man med meget men
        mere mig min mine mit måske nej noget nogen nogle nok nu når og også om op os over på
        selv sig sin sine sit skal skulle som så ting til ud uden under var ved vi vil ville
        vores være været alligevel allerede altid man sker ske gerne jeres hans hendes derfor
        fordi heller henne hjem hjemme lov måtte nemlig siden stadigvæk
    """,
    "en": """
        a about after all already also am an and any are as at be been before but by can cant
        cannot come came could did didnt do does dont for from get got had has have he her hi
        him his how i if im in is it its ive just me more my no not now of on one or our out
        please she should say says so some tell than that the their them then there these they
        this to up us was we were what when where which who why will with without would you
        your even ever really want need like much many been should yet happen happens
    """,
}
# Words that say little of what is asked.
STOPWORDS = {language: frozenset(words.split()) for language, words in _LITTLE.items()}

# In a library nearly every question may be about these, whatever the answers say.
USUAL = {
    "da": frozenset(["bibliotek", "bog", "materiale"]),
    "en": frozenset(["library", "book", "item"]),
}


def words_of(text: str) -> list[str]:
    """The words of a plain text, compared forms, in order."""
    return [compared(found) for found in WORD.findall(text)]


def compared(word: str) -> str:
    """One word as it is compared."""
    return _JOINS.sub("", unicodedata.normalize("NFC", word)).casefold()


def danish_spellings(word: str) -> Iterator[str]:
    """The word with æ, ø and å for the letters that stand for them on a foreign keyboard."""
    if any(pair in word for pair in ("ae", "oe", "aa")):
        yield word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
