"""Words that mean the same to a borrower, in groups, and what they stand for in a search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from .stems import stem
from .words import words_of

# One group of words or phrases each line, apart by commas. What a site uses besides, its editors
# add; the outdated terms stand in their own table.
_BUILTIN = {
    "da": """
        gebyr, bøde, dagbøde, overdagspenge, strafgebyr, aflevere for sent
        spærret, blokeret, udelukket, låst, lukket, karantæne, kan ikke låne, må ikke låne, \
            kan ikke reservere, må ikke reservere
        indbetalingskort, girokort, fi-kort, giroindbetaling
        MitID, NemID
        uenig, ikke enig, klage, indsigelse, uretfærdig, forkert, fejl, ikke rigtigt, passer ikke, \
            mener ikke, urimelig, ikke rimelig, allerede afleveret, har afleveret, \
            protestere
        afdrag, afdragsordning, rater, afbetaling, delbetaling, henstand, svært ved at betale, \
            ikke råd, ikke betale det hele, kan ikke betale, dele beløbet, lidt ad gangen, \
            ingen penge, ikke penge, kontanthjælp, \
            hver måned, flere måneder, udsættelse, udskyde, betale senere, vente med at betale, \
            dyrt, arbejdsløs
        rykker, rykkerbrev, rykkerskrivelse, betalingspåmindelse
        påmindelse, besked, advis, varsel, advarsel
        mistet, tabt, bortkommet, forsvundet, stjålet, væk
        ødelagt, skade, beskadiget, i stykker, vandskade, \
            våd, spildt, plet, revet, flænget, ridset, spist, bidt, tygget
        barn, søn, datter, unge, mindreårig, teenager, barnebarn, under 18
        kontant, kontanter, mønter, kassen
        dankort, betalingskort, kreditkort, mobilepay, med kort, kontanter
        skranken, kassen, på biblioteket
        pris, koste, takst, beløb, hvor meget, hvor stor, hvor dyr
        højst, maks, max, maksimum, maksimal, maksimalt, loft, grænse
        skylde, gæld, skyldig
        telefon, telefonnummer, ringe, kontakte
        tale med, snakke med, spørge, ringe til
        online, nettet, log ind
        regning, faktura, opkrævning
        aflevere, returnere, komme tilbage, levere, bringe tilbage, lægge tilbage
        frist, afleveringsdato, afleveringsfrist, tidsfrist
        forny, forlænge, genlån, genlåne, beholde længere, låne længere
        inddrivelse, inkasso, Gældsstyrelsen
        Digital Post, e-Boks
        for sent, forsinket, for længe, overskredet
        sms, mail, e-mail, besked, påmindelse, mobil, mobilnummer
        lånetid, lånefrist, frist
        fundet, genfundet, dukket op, dukkede op, fandt, lå
        film, dvd, bluray
        pengene tilbage, prisen tilbage, refusion, tilbagebetaling, refunderet
        forældre, forælder, mor, far, værge
        registreret, trukket, hævet, gået igennem, overført
        erstatning, erstatte, mistet, ødelagt
        bog, materiale
        aldrig, ikke, ingen
    """,
    "en": """
        fee, fine, charge, penalty, return late
        blocked, suspended, locked, excluded, not borrow, cant borrow, cannot borrow, frozen, \
            deactivated, not work, doesnt work, wont let me
        payment slip, giro
        MitID, NemID, danish id, eid
        disagree, not agree, dont agree, complain, complaint, appeal, dispute, \
            wrong, mistake, unfair, incorrect, error, \
            already returned, have returned, object, contest
        instalment, installment, payment plan, cannot afford, cant afford, \
            all at once, split the amount, each month, every month, per month, monthly, no money, \
            not enough money, a bit at a time, pay later, in parts, hardship
        lost, missing, stolen, misplaced, gone
        damaged, broken, torn, ruined, destroyed, wet, spilled, stained, chewed
        child, kid, son, daughter, teenager, grandchild, minor
        at most, maximum, max, limit, cap
        registered, gone through, went through, show up, processed
        bill, invoice
        credit card, debit card, by card, cash
        online, website, log in
        price, cost, amount, how much
        phone, telephone, call
        refund, money back
        parent, guardian, mother, father, mum, dad
        return, bring back, hand in
        due date, deadline
        late, overdue
        reminder, notice, message, email, text message, sms, notification, warning
        renew, extend
        cash, coins
        replacement, lost, damaged
        book, item
        never, not
    """,
}

Phrase = tuple[str, ...]


@lru_cache(maxsize=8)
def builtin_groups(language: str) -> tuple[tuple[str, ...], ...]:
    """The groups of the package in a language; none in one that it does not know."""
    lines = _BUILTIN.get(language, "").strip().splitlines()
    return tuple(split_words(line) for line in lines)


def split_words(line: str) -> tuple[str, ...]:
    """The words and phrases of one group, which commas part."""
    return tuple(filter(None, (" ".join(part.split()) for part in line.split(","))))


class Synonyms:
    """Groups of words and phrases that stand for each other; compared by their stems."""

    def __init__(self, groups: Iterable[Sequence[str]], language: str) -> None:
        self._others: dict[Phrase, dict[Phrase, str]] = {}
        for group in groups:
            phrases = {_phrase(words, language): words for words in group if words_of(words)}
            for phrase in phrases:
                others = self._others.setdefault(phrase, {})
                others.update((other, phrases[other]) for other in phrases if other != phrase)
        self._beginning: dict[str, list[Phrase]] = {}
        for phrase in self._others:
            self._beginning.setdefault(phrase[0], []).append(phrase)

    @property
    def stems(self) -> set[str]:
        """The stem of each single word that stands for another."""
        return {phrase[0] for phrase in self._others if len(phrase) == 1}

    @property
    def words(self) -> set[str]:
        """The single words that stand for another, as they are written."""
        groups = chain.from_iterable(others.values() for others in self._others.values())
        return {words[0] for phrase in groups if len(words := words_of(phrase)) == 1}

    def others(self, stems: Sequence[str], place: int) -> list[tuple[int, Phrase]]:
        """(how many stems it stands for, phrase) of what can stand at `place` of `stems`."""
        found = []
        for phrase in self._at(stems, place):
            found += [(len(phrase), other) for other in self._others[phrase]]
        return found

    def written_for(self, stems: Sequence[str]) -> list[str]:
        """The words and phrases, as they are written, that stand for one in a text of `stems`."""
        found: dict[str, None] = {}
        for place in range(len(stems)):
            for phrase in self._at(stems, place):
                found.update(dict.fromkeys(self._others[phrase].values()))
        return list(found)

    def _at(self, stems: Sequence[str], place: int) -> list[Phrase]:
        """The phrases that begin at `place`; one word may stand in between: “ikke er enig”."""
        known = self._beginning.get(stems[place], ())
        return [phrase for phrase in known if _goes_on(phrase, stems, place)]


def _goes_on(phrase: Phrase, stems: Sequence[str], place: int) -> bool:
    for following in phrase[1:]:
        near = list(stems[place + 1 : place + 3])
        if following not in near:
            return False
        place += 1 + near.index(following)
    return True


def _phrase(words: str, language: str) -> Phrase:
    return tuple(stem(word, language) for word in words_of(words))
