"""What borrowers ask a library about, and by which words each topic is known: what they type of it,
and what a question or an answer writes of it.

One line each: what is typed, `>`, what is written. Commas part the patterns. The words of a pattern
are there in any form and order. `word*` is any word that begins so, `=word` this form only
(“betalt” and not “betale”), `-word` one that is not there, `one_two` two of which the second
follows near. What is written is known in what is typed too, and not the other way round: who types
“hunden” has a damaged book, but a text about a damaged book is not about dogs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .stems import stem
from .words import compared

_LINES = {
    "da": """
        hvad regning -sker, hvad faktura -sker, hvad opkræv* -sker, hvad gælder, forstå \
            regning, forstå faktura, forstå opkræv*, dække beløb, dække regning, hvorfor skylder, \
            brev skylder, hvorfor penge, hvorfor betale, fået regning, fået faktura, fået \
            opkræv*, modtaget regning, modtaget opkræv*, modtaget faktura, brev penge, kræver \
            penge, fået krav, opkræv*, faktura, sende regning, regning fra > hvorfor regning, \
            hvorfor faktura, hvorfor opkræv*, årsag regning, spørgsmål regning, skyldes regning, \
            skyldes opkræv*
        hvor betale, betal regning -ikke, betal gebyr -ikke, betal bøde -ikke, betal gæld \
            -ikke, betale skylder, hvordan betaler, betale online, betale nettet, netbank, \
            mobilepay, link, betalingsside, betalingsportal, betalingsoverblik, betalings \
            overblik, overføre, bankoverførsel, kontonummer, log betale, hvor skylder, se \
            skylder, betale nu, hvor regning, betalingslink > hvor betaler, hvordan betaler, \
            sådan betaler, betale overblik
        hvornår regning, ikke_se regning, se regning endnu, ny regning, regning ikke kommet, \
            regning dukket, regning endnu, hvornår betale, finde regning endnu, =betalt brev, \
            =betalt dagen efter, mangler regning, samme dag > hvornår regning, hvornår faktura, \
            hvornår opkræv*
        kontant*, skranke*, disken, kassen, automat*, betale biblioteket, bibliotekets kasse, \
            hovedbibliotek*, fremmøde, møde op, betale personale, hos jer, hos jer betale, komme \
            ned, komme forbi, dankort, mobilepay, mobil pay, sedler, mønter, betale kort, \
            betaling kort, kreditkort, kommer ind betale, borgerservice, filial*, oppe hos, nede \
            hos, visakort, betalingskort, tager penge > betale biblioteket, betale kontant*, \
            kontant*, betale skranke*, betale borgerservice
        mitid, mit id, nemid, nem id, indbetalingskort, girokort, giro*, fi kort, \
            ikke_digital*, uden digital post, fritaget, ikke_nettet, uden_internet, \
            ikke_internet, uden_computer, ikke_computer, logge ind mit, logge ind ikke, ikke_ind, \
            ikke_komme på, cpr nummer, udlænding, udenlandsk, turist, mormor, morfar, farmor, \
            farfar, bedste*, ældre, betale i bank, posthus > ikke_mitid, ikke_nemid, uden_mitid, \
            uden_nemid, indbetalingskort, girokort
        =betalt står, =betalt stadig, =betalt endnu, =betalt alligevel, =betalte stadig, lige \
            =betalt, =betalt i går, =betalt i dag, =betalt dage siden, =betalt sket, betaling \
            igennem, betaling gået, betaling registreret, betaling kan ses, betaling ses, \
            betaling mangler, betaling kommet, betaling vises, betaling opdateret, konto \
            opdateret, hvornår betaling registre*, hvor lang tid betaling, hvor længe betaling, \
            stadig skylder, viser stadig, står stadig, står endnu, stadig gebyr, gebyr forsvundet \
            ikke, gebyr forsvinder, gebyr endnu, gebyr væk ikke, se =betalt, 72 timer, =betalt to \
            gange, dobbelt, =betalt spærret, =betalt låne, pengene trukket, pengene hævet, \
            allerede =betalt, har =betalt, =betalt men, app skylder, trukket, hævet > =betalt \
            stadig, =betalt når, =betalt dag, betaling ses konto, =betalt se
        rater, rate*, afdrag*, afbetal*, delbetal*, henstand, udsætte*, udskyde, ikke_råd, \
            har råd, svært betale, ikke_betale kan, ikke_penge, ingen_penge, mangler penge, flad, \
            løn, su, kontanthjælp, dagpenge, arbejdsløs, studerende, pensionist, førtidspension, \
            fattig, dele beløb, dele regning, dele betaling, deles op, del op, dele op, lidt ad \
            gangen, hver måned, næste måned, flere måneder, flere gange, over_tid -tiden, betale \
            =senere, vente betale, vente med, betalingsaftale, aftale, betalingsordning, ordning, \
            for meget betale, stor regning, kæmpe regning, umuligt betale, det hele på en gang, \
            det hele betale, økonomi*, rækker ikke, klare ikke, for dyrt, mindre bidder, i \
            bidder, for stor, for højt, mange penge, kan ikke betale det hele > svært betale, \
            afdrag*, dele beløbet, betale rater, betalingsaftale, henstand
        for sent, dage sent, uge sent, forsinke*, gebyr*, bøde*, dagbøde*, overdagspenge, \
            over tiden, overskredet lån*, overskredet aflevering*, overskredet frist, takst*, \
            satser, gebyrsats*, prisliste, priser, glemte aflevere, glemt aflevere, glemmer \
            aflevere, sen aflevering, dag forsinket, koster en dag, strafgebyr, koster dag > \
            koster sent, gebyr sent, afleverer sent, aflevere sent, koster hvornår, gebyr hvad
        gebyr pr, gebyr hver, gebyr per, flere gebyrer, hver bog, pr bog, pr materiale, \
            samlet gebyr, flere bøger gebyr, bøger sent gebyrer > ét gebyr tilsammen, gebyr \
            samlet, gebyr hver gang
        kvittering*, bevis*, dokument* > kvittering*, bevis*
        ikke_påmind*, ingen_påmind*, ikke_besked, ingen_besked, aldrig_besked, ikke_sms, \
            ingen_sms, ikke_mail, ingen_mail, fik ikke sms, plejer sende, ikke_advar*, \
            ingen_advar*, ikke_advi*, ingen_advi*, ikke_mindet, ikke minde mig, glemte minde, \
            vidste ikke, anede ikke, påmind* aldrig, påmind* kom ikke, påmind* sent, spam, \
            uden_varsel, ikke_varsel, ingen_varsel, ikke rykker først, ikke_rykket, \
            ikke_hjemkald*, ikke_modtaget, aldrig_fået, aldrig_fik > ingen_påmind*, ikke_påmind*, \
            ikke_besked, påmind* gebyr
        spær*, blok*, udelukk*, låst, lukket kort, lukket konto, konto lukket, karantæne, \
            frosset, ikke_låne, ikke_lov, ikke_reservere, ikke_lånt, hvornår låne igen, låne \
            igen, låne mere, genåbne, åbnet igen, ophæv*, lånerkort virker, kort virker, kort \
            dur, kort afvis*, nægte*, afvist, skylde før spær*, skylde spær*, beløbsgrænse, \
            skyldgrænse, kort lukket, kontoen dur, konto virker, grænse låne > spær*, ikke låne \
            mere, ikke_låne, udelukk*, blok*
        barn*, børn*, søn*, datter*, døtre, unge, ungerne, knægt*, tøs*, teenage*, \
            mindreårig*, forældre*, forælder, værge*, barnebarn, børnebørn, hæfte*, under 15, \
            under 18, barn* betale, barn* regning, barn* gebyr, børn* betale, søn betale, datter* \
            betale, 8 år, 9 år, 10 år, 11 år, 12 år, 13 år, 14 år, økonomisk ansvarlig > barn*, \
            børn*, forældre*, forælder, værge*
        =fundet, =fandt, =finder bog, finder =igen, genfund*, genfandt, dukke op -regning, \
            kom frem, kommet frem, lå_bag, lå_under, lå_i, =fundet igen, kommet tilbage, troede \
            væk, aflevere =betalt erstat*, retur =betalt > =fundet, =fandt, genfund*, dukket op
        pengene tilbage, penge tilbage, penge retur, pengene igen, prisen tilbage, refu*, \
            tilbagebetal*, returerstat*, penge for bog > refu*, tilbagebetal*, prisen tilbage, \
            pengene tilbage, =fundet =betalt
        uenig, klag*, anke*, indsigelse*, forkert, fejl, ikke_enig, passer ikke, ikke_rigtig, \
            uretfærdig*, urimelig*, ikke_rimelig*, ikke_fair, ikke_min -forstå -se, ikke_mig, \
            aldrig_lånt, ikke_lånt, har ikke =lånt, aldrig_haft, har afleveret, jo afleveret, \
            allerede afleveret, afleveret regning, afleveret gebyr, afleveret alligevel, \
            afleveret stadig, afleveret =lånt, til tiden, står lånt, på hylden, slet* gebyr, \
            gebyr slet*, fjern* gebyr, annuller*, eftergiv*, protest*, løgn, snyd*, påstår, \
            forstår ikke hvorfor, nægter betale, advokat, vil ikke betale, finde sig i, mener \
            ikke, står på hylden, stod på hylden > uenig, klag*, anke*, indsigelse*, ikke_enig
        rykker, rykkeren, rykkere, rykkerbrev*, rykkerskriv*, rykket, betalingspåmindelse*, \
            inkasso*, inddriv*, gældsstyrelsen, rykkergebyr* > rykker, rykkeren, rykkere, \
            rykkergebyr*, inkasso*
        ikke_betaler, ikke_betalt, glemt betale, glemte betale, undlade betale, ignorer*, \
            betaler_sent, =betalt_sent, betalingsfrist*, frist betal*, sidste betaling*, renter, \
            rente, koster rykker, rykkergebyr*, hvad sker betaler, overskredet betaling* > \
            betalingsfrist* inden, ikke =betalt regning, betaler ikke, rykkergebyr* koster, betal \
            inden
        mistet, tabt, bortkom*, væk, forsvund*, stjålet, tyveri, glemt i, ikke_finde, \
            forlagt, smidt ud, mangler skive, mangler en, erstat*, blevet væk > mistet, tabt, \
            bortkom*, erstat* bog -=fundet, erstat* materiale -=fundet
        ødelagt, ødelægge*, skade*, beskadig*, i stykker, itu, vandskade, våd*, vand, \
            regnvejr, badekar, spild*, faldt, kaffe, te, juice, saft, plet*, revet, rive, rift*, \
            flænge*, ridse*, ridset, spist, bidt, tygget, gnavet, hund*, kat, katten, tegnet, \
            tusch, krøllet, knækket, knust, brændt, mug, skimmel, sider mangler, mangler side, \
            sider ud, slidt, klistret, erstat* > ødelagt, ødelægge*, skade*, beskadig*, erstat* \
            -=fundet
        erstat*, købe ny, købe bog, selv købe, erstatte bog, købe den, ny bog, samme bog, \
            erstatningspris, koster bog, koster mistet > erstat* -=fundet, mistet ødelagt
        forny*, forlæng*, genlån*, længere, lånetid, lånefrist, udvide, ekstra tid, mere tid, \
            beholde, hvornår aflevere, hvornår afleveres, afleveringsdato*, afleveringsfrist*, \
            mine lån, hvad =lånt, =lånt lige nu, lånerstatus, udløber, en uge til, en måned til, \
            ferie, oversigt lån > forny*, forlæng*, dine lån, mine lån, lånetid
        sms før, sms inden, besked før, besked inden, mail før, mail inden, tilmeld*, \
            afmeld*, telefonnummer skift*, nummer skift*, nyt nummer, ny mail, ny mailadresse, ny \
            email, skift* mail, ændre nummer, ændre mail, ændre mobil*, mobilnummer, push*, \
            notifikation*, få sms, få besked, få påmind*, hvordan påmind*, hvornår påmind*, sende \
            sms, sender påmind*, slå besked*, i god tid, huske, minde mig -glemte > minder \
            fristen, minder afleveringsfrist*, besked før, sms, påmind* før, advis
        hvor mange rykkere, hvor mange påmind*, mange_gange, flere påmind*, hjemkald*, \
            aflevere nu, kun én gang, sidste advarsel, skriver kun, rykker aflevere, bedt \
            aflevere, besked aflevere nu > skriver kun gang, hjemkald*, rykker kun gang
        gratis, koster at låne, koster låne, koster noget, koster medlem*, medlemskab, \
            abonnement, årsgebyr, kontingent, koster låner > gratis, koster noget
        skylder jeg, hvad skylder, mine gebyrer, se gebyr, min gæld, hvor meget skylder, se \
            gæld > skylder, gebyrer erstatninger
        kontakt*, ring*, =telefon, telefonnummer*, telefontid, spørgsmål, hjælp, tale med, \
            snakke, menneske, skrive til > spørgsmål, kontakt*, tale med
        gammel regning, gamle regning, år siden, års gammel, flere år, først nu, fra 20*, \
            pludselig > gammel regning, år gammel, gammelt gebyr
        i bero, mens behandle*, mens klage*, klaget betale, klaget betalingsfrist*, gælder \
            stadig klage* > i bero, mens behandle*
        logget ind betale, konto betale, lånerkonto betale, betale hjemmeside*, betale app* > \
            betale via, betale bibliotekskonto
    """,
    "en": """
        what bill, what invoice, what charge, why bill, why charged, why invoice, why pay, \
            why owe, got bill, got invoice, got letter, letter, charged, invoice > why bill, why \
            invoice, why charge*
        where pay, how pay, pay online, pay bill, pay fine, pay fee, pay fees, link, website \
            pay, bank transfer, payment website, payment page, pay now, iban > where pay, how to \
            pay, how do pay, pay online
        when bill, when invoice, bill yet, new bill, cant see bill, cannot see bill > when \
            bill, when see bill
        cash, coins, desk, counter, in person, card pay, by card, credit card, debit card, \
            mobilepay, pay library, machine, staff, branch, librarian > pay library, cash
        mitid, nemid, danish id, no_cpr, without_id, cpr number, foreign*, tourist, \
            not_digital, no_computer, no_internet, payment slip, giro, cannot log in, cant log \
            in, elderly, grandmother, grandfather > not_mitid, without_mitid, payment slip
        =paid still, =paid yesterday, =paid today, =paid already, already =paid, just =paid, \
            have =paid, =paid blocked, payment showing, payment show, payment registered, payment \
            missing, payment went, payment gone, still owe, still says, =paid twice, payment not, \
            payment updated, =paid says, i =paid, how long payment > =paid still, when =paid, \
            have =paid, =paid today
        instalment*, installment*, afford, payment plan, payment arrangement, in parts, \
            split, hardship, no_money, not_money, not enough money, all at once, each month, \
            every month, per month, monthly, pay later, delay payment, postpone, too expensive, \
            student money, unemployed, broke, a bit at a time, too much, whole amount, spread, \
            pay over > hard pay, difficult pay, instalment*, all at once
        late, overdue, fine, fines, late fee, days late, weeks late, forgot return, rates, \
            price list, maximum fine, past due, fees, penalty, charge late > cost late, return \
            late, late fee*, when cost
        per book, each book, per item, several books, receipt*, proof > one fee, receipt*
        no reminder, not_reminder, never_reminder, never_told, nobody told, not_told, \
            no_email, no_message, no_warning, not_warning, not_notified, no_notice, not_receive, \
            never_got, never_received, did not get, didnt_get, didnt_receive, spam, didnt_know, \
            not_know, reminder came never, reminder late > not_reminder, no_reminder
        block*, suspend*, lock*, frozen, cant_borrow, cannot_borrow, not_borrow, \
            cant_reserve, cannot_reserve, not let borrow, borrow again, borrow more, card not \
            work*, card doesnt work, card declined, unblock, deactivat*, refused, denied, banned, \
            limit > block*, cannot_borrow, not_borrow, borrow more
        child* pay, kid* pay, daughter* pay, son pay, child* fine, kid* fine, daughter* fine, \
            son fine, child*, kid*, son, sons, daughter*, teenager*, grandchild*, parent*, \
            guardian*, minor*, years old, under 15, under 18 > child*, parent*, guardian*
        =found, find it, turned up, showed up, came back, under bed, behind > =found
        refund*, money back, reimburse* > refund*, money back, =found replace
        disagree*, complain*, complaint*, appeal*, dispute*, object, contest, wrong, mistake, \
            error, unfair, incorrect, not_mine, not_my, never_borrowed, didnt_borrow, already \
            returned, have returned, returned on time, returned it, returned bill, on time, \
            not_agree, dont_agree, waive*, cancel fee, cancel fine, remove fee > disagree*, \
            complain*, complaint*, appeal*, dispute*
        reminder letter, reminder call, had reminder, got reminder, reminder municipality, \
            debt collect*, collection agency, collector, second reminder, about reminder, \
            reminder fee > had reminder, reminder talk, reminder fee
        not =paid, dont_pay, not_pay, forgot pay, =paid late, ignore, deadline pay*, reminder \
            fee, what if pay, missed deadline, interest > pay in time, reminder fee
        lost, lose, missing, stolen, cant_find, cannot_find, misplaced, left on, thrown out, \
            replace* > lost, replace* -=found
        damage*, broken, broke, torn, tear, ruined, destroyed, wet, water, spill*, coffee, \
            tea, juice, stain*, chewed, ate, eaten, dog, cat, drew, pen, ripped, scratched, page, \
            pages, mold, bath, burned, fell apart, replace* > damage*, broken
        replace* cost, cost replace*, buy new, new copy, buy another, price book > lost \
            damage*, replace* -=found
        renew*, extend*, prolong*, keep longer, longer, another week, more time, due when, \
            when due, when return, my loans, due date, borrowed what, vacation, holiday > renew*, \
            your loans, due dates loan
        before due, text message, text me, sms, notification*, phone number, new number, \
            change email, change phone, email address, reminders by, get reminder, =reminders, \
            sign up reminder, in advance > remind due, message before
        how many times, how many reminders, recall, last warning > write only once
        free, membership, subscription, annual fee, cost borrow, cost anything > free, cost \
            anything
        do i owe, what i owe, how much owe, my fees, my debt > owe
        contact*, phone, call, talk, help, question*, human > question*, talk about
    """,
}

# Of two words that belong together the second is one of so many that follow the first.
NEAR = 5
# Of a beginning there are so many letters or more.
START = 2

Told = dict[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern of a topic: forms that are there, beginnings of others, and none of `without`."""

    topic: int
    whole: frozenset[str]
    begun: tuple[str, ...]
    without: frozenset[str]

    def told_by(self, forms: _Forms) -> frozenset[str] | None:
        """The stems that tell it; None if they do not."""
        if not self.whole <= forms.all or self.without & forms.all:
            return None
        begun = [forms.begun(start) for start in self.begun]
        if not all(begun):
            return None
        told = "_".join([*self.whole, *begun]).replace("=", "")
        return frozenset(told.split("_"))


class _Forms:
    """The words of a text as patterns know them: stems, the words themselves, and pairs."""

    def __init__(self, words: Sequence[str], language: str, firsts: Collection[str]) -> None:
        stems = [stem(word, language) for word in words]
        pairs = {
            f"{first}_{second}"
            for place, first in enumerate(stems)
            if first in firsts
            for second in stems[place + 1 : place + 1 + NEAR]
        }
        self.all = {*stems, *pairs, *(f"={word}" for word in words)}
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for form in (*stems, *pairs):
            self._by_start[form[:START]].append(form)

    @property
    def keys(self) -> set[str]:
        """Under what a pattern that is there may be kept."""
        return {*self.all, *self._by_start}

    def begun(self, start: str) -> str:
        """A form that begins so; empty if there is none."""
        pair = "_" in start
        alike = self._by_start.get(start[:START], ())
        return next((f for f in alike if f.startswith(start) and ("_" in f) == pair), "")


class Topics:
    """The topics of a language, by number: which of them words are about, and by what stems."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._typed: defaultdict[str, list[_Pattern]] = defaultdict(list)
        self._written: defaultdict[str, list[_Pattern]] = defaultdict(list)
        self._firsts: set[str] = set()
        # The words of the patterns, as they are written: one may be meant by a typing error.
        self.words: set[str] = set()
        for topic, line in enumerate(_LINES.get(language, "").strip().splitlines()):
            typed, written = line.split(">")
            for side, kept in ((typed, self._typed), (written, self._written)):
                for words in filter(None, (each.split() for each in side.split(","))):
                    self._add(topic, words, kept)
        self.stems = frozenset(stem(word, language) for word in self.words)

    def _add(self, topic: int, words: list[str], kept: dict[str, list[_Pattern]]) -> None:
        there = [word for word in words if not word.startswith("-")]
        whole = [self._form(word) for word in there if not word.endswith("*")]
        begun = tuple(self._beginning(word[:-1]) for word in there if word.endswith("*"))
        without = frozenset(self._form(word[1:]) for word in words if word.startswith("-"))
        for word in there:
            *firsts, last = word.strip("=").split("_")
            self._firsts.update(stem(first, self._language) for first in firsts)
            self.words.update(firsts if last.endswith("*") else [*firsts, compared(last)])
        # It is kept under its longest form, one of beginnings only under their first letters.
        key = max(whole, key=len) if whole else begun[0][:START]
        kept[key].append(_Pattern(topic, frozenset(whole), begun, without))

    def _form(self, word: str) -> str:
        if word.startswith("="):
            return word
        return "_".join(stem(compared(each), self._language) for each in word.split("_"))

    def _beginning(self, word: str) -> str:
        """The beginning as stems have it: “ødelægge” is one of “ødelæg”."""
        *before, last = word.split("_")
        short = stem(last, self._language)
        return "_".join([*map(self._form, before), short if last.startswith(short) else last])

    def of_written(self, words: Sequence[str]) -> Told:
        """The topics that a text of these words, as they are compared, is about."""
        return self._found(words, self._written)

    def of_typed(self, words: Sequence[str]) -> Told:
        """The topics that a search of these words is about."""
        return self._found(words, self._written) | self._found(words, self._typed)

    def _found(self, words: Sequence[str], kept: dict[str, list[_Pattern]]) -> Told:
        """Each topic with the most stems that tell it."""
        forms = _Forms(words, self._language, self._firsts)
        found: Told = {}
        for key in forms.keys & kept.keys():
            for pattern in kept[key]:
                told = pattern.told_by(forms)
                if told and len(told) > len(found.get(pattern.topic, ())):
                    found[pattern.topic] = told
        return found


@lru_cache(maxsize=8)
def topics(language: str) -> Topics:
    """The topics of a language; none in one that is not known."""
    return Topics(language)
