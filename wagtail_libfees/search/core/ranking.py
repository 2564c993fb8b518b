"""Which questions answer what somebody typed, the best first.

What is typed and what is written are compared by stems. A word that nobody wrote can stand for one
by a synonym, as part of a compound, or as a typing error, and then counts for less, and never for
more than what was typed. Rare words count for more, and so do those of a question than those of its
answer; a question that asks for something else besides counts for less. So far it is BM25 with two
fields, and the likeness of the question as a whole beside it. What search and question are about
(`thesaurus`) comes on top.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from ...text.likeness import typing_errors
from .stems import stem
from .synonyms import Synonyms
from .thesaurus import topics
from .words import STOPWORDS, USUAL, danish_spellings, words_of

# What is read of a search: nobody asks a question of more.
MOST_LETTERS = 200
MOST_WORDS = 16
# What a word in each place counts for.
IN_QUESTION, IN_ANSWER, IN_HEADING = 3.0, 0.4, 0.3
# How sure it is that another word is meant.
BY_SYNONYM, BY_PHRASE, BY_COMPOUND, BY_PART, BY_BEGINNING = 0.8, 0.7, 0.7, 0.5, 0.6
BY_PARTED = 0.9
# A word of a phrase that means something else counts for this part by itself.
TOLD = 0.5
BY_TYPING = {1: 0.8, 2: 0.6}
# Of a word that stands there more than once, or in question and answer, each counts for less:
# it has half of what it can count for at this weight.
HALF_AT = 0.3
# Words such as “jeg” and “hvad” tell little, but they tell one question from the next. In a short
# list of questions they may be rarer than “betale”, and still do not tell more than so much.
LITTLE, RAREST_LITTLE = 0.25, 1.0
# A word that all questions have still tells what is asked: “hvordan betaler man”.
LEAST_RARE = 0.5
# And so do “bog” and “bibliotek”.
LITTLE_HERE = 0.5
# A word that nobody wrote tells less of what is asked than one that somebody did.
UNKNOWN = 0.4
# What else stands there for the same word counts for this part of it.
BESIDES = 0.2
# How much the question as a whole counts for, beside its rarest word.
AS_A_WHOLE = 6.0
# What was asked for and is not there takes at most this part of the points.
MISSING = 0.75
# How sure it is that an entry is meant which has a word in its answer only.
SURE_IN_ANSWER = 0.6
# A word that nobody wrote is asked for in vain, be the list of questions ever so short.
SHORT_LIST = 20
# A hit has this part of what was asked for, and this part of the points of the best one.
LEAST_COVERED, LEAST_OF_BEST = 0.15, 0.25
# Shorter parts of a compound are found in words that have nothing to do with them.
SHORTEST_PART = 4
# What a topic of the search counts for where a question, or only its answer, is about it.
TOPIC, TOPIC_IN_ANSWER = 5.0, 0.35
# A question about something else besides, or instead, loses this part of its points.
ELSE = 0.5
# And how much surer a topic in common makes it.
SURE_BY_TOPIC = 0.25
# So many words of an answer tell what it is about.
FIRST_WORDS = 60
# Of words that may be meant by one with a typing error, so many are looked for at most.
MOST_ALIKE = 12


@dataclass(frozen=True, slots=True)
class IndexedQuestion:
    """A question, as plain words; `key` is the caller's own."""

    key: Hashable
    question: str
    answer: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and the stems of its words that were meant.

    `sure` is the part of what was asked for that it has, from 0 to 1: words that no entry has count
    as much as the rarest there.
    """

    entry: IndexedQuestion
    score: float
    stems: frozenset[str]
    sure: float


@dataclass(slots=True)
class _Wanted:
    """One word that was typed: what can stand for it, with how sure each is.

    A stem, or a phrase of which an entry needs each stem.
    """

    meant: dict[str, float] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], float] = field(default_factory=dict)
    # The word that was meant by one with a typing error.
    mended: str = ""
    is_little: bool = False
    # A phrase with this word in it tells more than the word itself.
    is_told: bool = False
    # Which part of what a word would count for it does count for, how rare it is, and what it
    # counts for where one asks how sure a hit is.
    share: float = 1.0
    rare: float = 0.0
    telling: float = 0.0

    @property
    def weight(self) -> float:
        return self.share * self.rare

    def add(self, stems: Iterable[str], sure: float) -> None:
        for each in stems:
            self.meant[each] = max(sure, self.meant.get(each, 0.0))


class QuestionIndex:
    """The questions of a site in one language, ready to be searched."""

    def __init__(
        self, entries: Iterable[IndexedQuestion], language: str, synonyms: Synonyms
    ) -> None:
        self.entries = list(entries)
        self._language = language
        self._synonyms = synonyms
        self._stopwords = STOPWORDS.get(language, frozenset())
        self._usual = {stem(word, language) for word in USUAL.get(language, ())}
        self._little = {stem(word, language) for word in self._stopwords}
        # Stem -> number of each entry that has it -> what it counts for there.
        self._places: defaultdict[str, dict[int, float]] = defaultdict(dict)
        # What each stem of a question counts for, and all of them together.
        self._questions: list[dict[str, float]] = []
        self._topics = topics(language)
        # Number of each topic -> number of each entry about it -> how much, and by which stems.
        self._about: defaultdict[int, dict[int, tuple[float, frozenset[str]]]] = defaultdict(dict)
        self._question_topics: list[frozenset[int]] = []
        words: set[str] = set()
        self._usual_question = _usual(entry.question for entry in self.entries)
        self._usual_answer = _usual(entry.answer for entry in self.entries)
        for number, entry in enumerate(self.entries):
            words |= self._add(number, entry)
        self._rare = {each: self._rarity(len(found)) for each, found in self._places.items()}
        for question in self._questions:
            question.update({each: self._counts_for(each) for each in question})
        self._lengths = [sum(question.values()) for question in self._questions]
        known = {*self._places, *synonyms.stems, *self._topics.stems}
        self._known = known
        self._telling = known - self._little
        self._parts = self._parts_of(known) if language == "da" else {}
        # As they are written, by length: so typing errors are looked for.
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted((words | known | synonyms.words | self._topics.words) - self._stopwords):
            self._by_length[len(word)].append(word)

    def _add(self, number: int, entry: IndexedQuestion) -> set[str]:
        # A long text has many words, and is not so much about each.
        in_question = 3 * IN_QUESTION / (2 + len(entry.question) / self._usual_question)
        in_answer = 2 * IN_ANSWER / (1 + len(entry.answer) / self._usual_answer)
        texts = (
            (entry.question, in_question),
            (entry.answer, in_answer),
            (entry.heading, IN_HEADING),
        )
        found: set[str] = set()
        for text, weight in texts:
            words = set(words_of(text))
            found |= words
            for each in {stem(word, self._language) for word in words}:
                place = self._places[each]
                place[number] = place.get(number, 0.0) + weight
        stems = {stem(word, self._language) for word in words_of(entry.question)}
        self._questions.append(dict.fromkeys(stems, 0.0))
        self._add_topics(number, entry)
        return found

    def _add_topics(self, number: int, entry: IndexedQuestion) -> None:
        in_answer = self._topics.of_written(words_of(entry.answer)[:FIRST_WORDS])
        in_question = self._topics.of_written(words_of(entry.question))
        for found, weight in ((in_answer, TOPIC_IN_ANSWER), (in_question, 1.0)):
            for topic, told in found.items():
                self._about[topic][number] = weight, told - self._little
        self._question_topics.append(frozenset(in_question))

    def _rarity(self, entries: int, least: int = 0) -> float:
        """How rare what so many entries have is, in a list of as many as there are or `least`."""
        of = max(len(self.entries), least)
        return LEAST_RARE + math.log(1 + (of - entries + 0.5) / (entries + 0.5))

    def _counts_for(self, written: str) -> float:
        """What a stem of a question counts for when it is compared as a whole."""
        if written in self._little:
            return LITTLE * min(self._rare[written], RAREST_LITTLE)
        return self._rare[written] * (LITTLE_HERE if written in self._usual else 1.0)

    def _parts_of(self, known: Collection[str]) -> dict[str, set[str]]:
        """The known compounds by the stem of what they begin or end with."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for word in known:
            for left, right in _splits(word):
                found[stem(left, self._language)].add(word)
                found[right].add(word)
        # “Foredrag” has nothing of “for”.
        return {part: words for part, words in found.items() if part not in self._little}

    def search(self, typed: str) -> list[Hit]:
        """The entries that answer what was typed, the best first; none for words that say nothing.

        Whatever is typed is an answer: markup and signs are no words, and what is too long is cut.
        """
        words = words_of(typed[:MOST_LETTERS])[:MOST_WORDS]
        wanted = self._wanted(words)
        content = [each for each in wanted if not each.is_little]
        # “Biblioteket” alone does not answer “parkering ved biblioteket”.
        content = [each for each in content if not self._is_usual(each)] or content
        if not content:
            # “Hvad gør jeg nu” has no other words.
            for each in wanted:
                each.is_little = False
            content = wanted
        for each in wanted:
            self._weigh(each)
        asked = self._asked(words, wanted)
        about = {number for topic in asked for number in self._about.get(topic, ())}
        candidates = sorted({*self._candidates(content), *about})
        hits = [hit for number in candidates if (hit := self._hit(number, wanted, asked))]
        hits.sort(key=lambda hit: -hit.score)
        return [hit for hit in hits if hit.score >= LEAST_OF_BEST * hits[0].score]

    def _candidates(self, content: Iterable[_Wanted]) -> list[int]:
        """The numbers of the entries with a word that was meant, in the order of the page."""
        stems = {s for each in content for s in (*each.meant, *chain(*each.phrases))}
        return sorted({number for s in stems for number in self._places.get(s, ())})

    def _asked(self, words: list[str], wanted: list[_Wanted]) -> dict[int, float]:
        """The topics of a search, each with what it counts for: all of them together for one."""
        # What was meant by phrases stands behind what was meant by each word.
        mended = [each.mended or word for each, word in zip(wanted, words, strict=False)]
        found = self._topics.of_typed(mended)
        # What fewer questions are about, and what more words tell of, is rather meant.
        tells = {
            topic: len(words) * self._rarity(len(self._about.get(topic, ())))
            for topic, words in found.items()
        }
        whole = sum(tells.values())
        return {topic: each / whole for topic, each in tells.items()}

    def _weigh(self, wanted: _Wanted) -> None:
        """Note what a typed word counts for."""
        wanted.rare = self._rarest(wanted)
        if wanted.is_little:
            wanted.share, wanted.rare = LITTLE, min(wanted.rare, RAREST_LITTLE)
            return
        wanted.share = LITTLE_HERE if self._is_usual(wanted) else 1.0
        wanted.share *= TOLD if wanted.is_told else 1.0
        is_known = any(s in self._rare for s in (*wanted.meant, *chain(*wanted.phrases)))
        wanted.telling = wanted.weight if is_known else self._rarity(1, SHORT_LIST)

    def _is_usual(self, wanted: _Wanted) -> bool:
        """Whether such a word itself was typed, and not one that may stand for it."""
        return any(wanted.meant.get(each) == 1 for each in self._usual)

    def _hit(self, number: int, wanted: list[_Wanted], asked: dict[int, float]) -> Hit | None:
        """The entry as a hit; None if it has too little of what was asked for."""
        question = self._questions[number]
        score = covered = alike = sure = 0.0
        stems: set[str] = set()
        for each in wanted:
            found = self._points(each, number)
            if not found:
                continue
            points = [of_one for of_one, _sure, _meant in found]
            score += each.share * ((1 - BESIDES) * max(points) + BESIDES * sum(points))
            covered += each.weight
            in_question = [(s, meant) for _, s, meant in found if question.keys() >= {*meant}]
            if in_question:
                best, meant = max(in_question)
                alike += best * (each.weight + sum(question[m] for m in meant) / len(meant))
            if not each.is_little:
                surest = max(s for _, s, _ in found) * SURE_IN_ANSWER
                sure += each.telling * max([surest, *(s for s, _ in in_question)])
                for *_, meant in found:
                    # Of a phrase the little words are no matter to mark.
                    stems.update(meant if len(meant) == 1 else {*meant} - self._little)
        topical = 0.0
        by_topic: set[str] = set()
        for topic, share in asked.items():
            weight, told = self._about.get(topic, {}).get(number, (0.0, frozenset()))
            topical += share * weight
            # They are marked where no word of the search is.
            by_topic |= told
        whole = sum(each.weight for each in wanted)
        stems = stems or by_topic
        if not stems or not whole or (covered / whole < LEAST_COVERED and not topical):
            return None
        score *= 1 - MISSING * (1 - covered / whole)
        score += AS_A_WHOLE * alike / (whole + self._lengths[number])
        score += TOPIC * topical
        if asked and (about := self._question_topics[number]):
            score *= 1 - ELSE * len(about - asked.keys()) / len(about)
        sure /= sum(each.telling for each in wanted)
        sure += SURE_BY_TOPIC * topical
        return Hit(self.entries[number], score, frozenset(stems), min(1.0, sure))

    def _rarest(self, wanted: _Wanted) -> float:
        """How much a typed word tells: as it is written, else by what is meant for it."""
        written = [self._rare.get(s, 0.0) for s, sure in wanted.meant.items() if sure == 1]
        rare = max(written, default=0.0) or max(
            (sure * self._rare.get(s, 0.0) for s, sure in wanted.meant.items()), default=0.0
        )
        return rare or UNKNOWN * self._rarity(1)

    def _points(self, wanted: _Wanted, number: int) -> list[tuple[float, float, tuple[str, ...]]]:
        """What an entry has of what a typed word can stand for: points, how sure, and its stems."""
        found: list[tuple[float, float, tuple[str, ...]]] = []
        for meant, sure in wanted.meant.items():
            # A rare synonym does not count for more than what was typed.
            if points := self._points_of(meant, number, wanted.rare):
                found.append((sure * points, sure, (meant,)))
        for phrase, sure in wanted.phrases.items():
            each_one = [self._points_of(each, number, math.inf) for each in phrase]
            if all(each_one):
                found.append((sure * sum(each_one) / len(each_one), sure, phrase))
        return found

    def _points_of(self, meant: str, number: int, most: float) -> float:
        place = self._places.get(meant, {}).get(number, 0.0)
        if not place:
            return 0.0
        return min(self._rare[meant], most) * (1 + HALF_AT) * place / (place + HALF_AT)

    def _wanted(self, words: list[str]) -> list[_Wanted]:
        """What each typed word can stand for."""
        stems = [stem(word, self._language) for word in words]
        found = []
        for place, word in enumerate(words):
            # A number of two digits is an age, or a part of a telephone number.
            is_little = word in self._stopwords or (word.isdigit() and len(word) < 3)
            each = _Wanted(is_little=is_little)
            each.add(self._known_forms(word), 1.0)
            if not each.is_little:
                if not each.meant:
                    self._add_guesses(each, word, is_last=place == len(words) - 1)
                self._add_compounds(each, stems[place])
            joined = "".join(words[place : place + 2])
            if len(joined) > len(word) and (
                parted := {*self._known_forms(joined)} - {stems[place]}
            ):
                # “Mit ID”, “giro kort”: a word that was parted.
                each.add(parted, BY_PARTED)
                each.is_little = False
            found.append(each)
        self._add_synonyms(found, stems)
        return found

    def _known_forms(self, word: str) -> Iterator[str]:
        """The stem of a word if it is known, also where it is typed without æ, ø and å."""
        spellings = [word, *(danish_spellings(word) if self._language == "da" else ())]
        for spelling in spellings:
            if (found := stem(spelling, self._language)) in self._known:
                yield found

    def _add_compounds(self, wanted: _Wanted, typed: str) -> None:
        """Compounds with what is typed, and the parts of what is typed."""
        if self._language != "da":
            return
        is_known = typed in self._known
        wanted.add(self._parts.get(typed, ()), BY_PART if is_known else BY_COMPOUND)
        for left, right in _splits(typed):
            halves = [half for half in (stem(left, self._language), right) if half in self._telling]
            wanted.add(halves, BY_COMPOUND if len(halves) == 2 else BY_PART)

    def _add_guesses(self, wanted: _Wanted, word: str, *, is_last: bool) -> None:
        """The words that may be meant: one that begins so while one types, or a typing error."""
        if is_last and len(word) >= 3:
            begun = (
                known
                for length in range(len(word) + 1, len(word) + 8)
                for known in self._by_length.get(length, ())
                if known.startswith(word)
            )
            wanted.add((stem(each, self._language) for each in begun), BY_BEGINNING)
        if wanted.meant:
            return
        alike = self._alike(word)
        wanted.mended = alike[0][0] if alike else ""
        for known, errors in alike:
            wanted.add((stem(known, self._language), known), BY_TYPING[errors])

    def _alike(self, word: str) -> list[tuple[str, int]]:
        """The known words with the fewest typing errors from `word`, at most two in a long one."""
        most = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
        near = [
            known
            for length in range(len(word) - most, len(word) + most + 1)
            for known in self._by_length.get(length, ())
            # In a short word another first letter makes another word: “kage” is not “sage”.
            if len(word) > 5 or known[0] == word[0]
        ]
        if not most or not near:
            return []
        errors = {known: typing_errors(word, known, most) for known in dict.fromkeys(near)}
        fewest = min(errors.values())
        if not 0 < fewest <= most:
            return []
        meant = [known for known in errors if errors[known] == fewest]
        # Few mistype the first letter: “acount” is “account” and not “count”.
        alike = [known for known in meant if known[0] == word[0]]
        meant = alike or (meant if fewest == 1 else [])
        return [(known, fewest) for known in meant[:MOST_ALIKE]]

    def _add_synonyms(self, found: list[_Wanted], stems: list[str]) -> None:
        """What stands for the words that were typed or, in their place, meant."""
        for place, wanted in enumerate(list(found)):
            # “Ikke råd” means more than each of its words does, which stay little.
            by_phrase = _Wanted()
            # What only has a part in common with what is typed has its own synonyms.
            sure_ones = (each for each, sure in wanted.meant.items() if sure > BY_PART)
            meant = [stems[place], *(each for each in sure_ones if each != stems[place])]
            for first in meant:
                sure = min(1.0, wanted.meant.get(first, 1.0))
                typed = [*stems[:place], first, *stems[place + 1 :]]
                for length, phrase in self._synonyms.others(typed, place):
                    for told in found[place : place + length] if length > 1 else ():
                        told.is_told = True
                    content = tuple(s for s in phrase if s not in self._little)
                    if len(content) < 2:
                        # Of “kan ikke betale” the last word alone says something else.
                        content = phrase
                    stands_for = wanted if length == 1 else by_phrase
                    if len(content) == 1:
                        stands_for.add(content, BY_SYNONYM * sure)
                    else:
                        stands_for.phrases[content] = BY_PHRASE * sure
            if by_phrase.meant or by_phrase.phrases:
                found.append(by_phrase)


def _usual(texts: Iterable[str]) -> float:
    """How long such a text usually is; at least 1."""
    lengths = [len(text) for text in texts]
    return max(1.0, sum(lengths) / max(1, len(lengths)))


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """The ways to part a compound in two."""
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        yield word[:place], word[place:]
