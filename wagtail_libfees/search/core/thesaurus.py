"""What borrowers type for what a library writes: words of everyday, and the words of the matter.

One line each: what is typed, `>`, and what is written for it. It holds in this direction only: who
writes “hunden” has a damaged book, but a text about a damaged book is not about dogs. Words are
compared by their stems, and one word may stand within a phrase.
"""

from __future__ import annotations

from functools import lru_cache

from .synonyms import split_words

_LINES = {
    "da": """
        brev, krav, kræver penge, opkrævet, skylder jeg, i min eboks, i min e-boks, digital post, \
            dækker > regning, fået en regning
        hvad er det her, hvad dækker, hvad gælder, hvorfor har jeg > hvorfor fået en regning
        link, side, hjemmeside, portal, overføre, overførsel, bankoverførsel, kontonummer, \
            reg nr, betalingsside, betalingsoverblik > hvor betaler, betaler
        hvad jeg skylder, se min gæld, hvor meget skylder > hvor betaler, skylde
        automat, automaten, oppe hos jer, hos jer, nede hos jer, personale, personalet, \
            bibliotekaren, skranke, disken, sedler, kontanter, mobilepay, dankort, kort, \
            kasse > betale på biblioteket, biblioteket
        tage imod penge, betale med > betale på biblioteket
        ikke digital, uden computer, uden internet, ingen computer, ingen internet, fritaget, \
            bedstemor, bedstefar, farmor, mormor, farfar, morfar, ældre, uden mit id, uden mitid, \
            ikke mitid, ikke have nemid, udenlandsk, turist, cpr-nummer, giroblanket, girokort, \
            blanket > ikke MitID, indbetalingskort
        har betalt, lige betalt, betalt i går, allerede betalt, dobbelt betalt, betalt to gange, \
            betaling mangler, ikke registreret, ikke gået igennem, ikke opdateret, stadig gæld, \
            står stadig, siger jeg skylder, skylder stadig > betalt, når du har betalt, står stadig
        økonomi, økonomisk, økonomiske problemer, su, studerende, pensionist, førtidspension, \
            kontanthjælp, dagpenge, fattig, rækker ikke, ikke klare, for stor, for højt, \
            for meget, \
            for dyrt, mange penge, henstand, udsætte, senere, den første, løn, bidder, \
            mindre dele, \
            dele op, kan det deles, deles op, over tid, aftale, betalingsordning, ordning, \
            betalingsaftale > svært ved at betale, dele beløbet, afdrag
        over tiden, overskredet, forsinkelse, forsinkelsesgebyr, forsinket, dage for sent, \
            uge for sent, uger for sent, måned for sent, en dag, en uge, en måned, to uger, \
            gebyrsats, satser, sats, prisliste, priser, takster > koste aflevere for sent, gebyr
        efter en uge, efter en måned, glemme at aflevere, ikke afleveret > aflevere for sent
        spam, advaret, advarsel, minde mig, minder, mindet, huske, reminder, påmindelsesmail, \
            glemte at minde, ikke fået besked, aldrig besked, ingen besked > påmindelse
        aldrig fik, fik aldrig, ikke fået, ikke modtaget, fik ikke > fik ingen påmindelse
        åbnet igen, åbne, genåbne, ophæves, ophæve, spærring, spær, frossen, blokade, nægtet, \
            nægter, afvist, beløbsgrænse, virker ikke, dur ikke, kan ikke låne, \
            kan ikke reservere, \
            ikke lov at låne, lånerkort > spærret, ikke låne mere
        hæfte, hæfter, ansvarlig, ansvar, min søn, min datter, mine børn, barnets, ungerne, knægt, \
            tøs, på vegne af, betale for mit barn, under 15, under 18, 9 år, 10 år, 11 år, 12 år, \
            13 år, 14 år > hvem får regningen barn, barn
        dukkede op, dukke op, kom frem, genfandt, genfundet, fundet igen, lå under, lå bag, \
            fandt den, retur, tilbage igen > fundet bogen, fundet
        anke, protest, påstår, passer ikke, løgn, aldrig lånt, ikke lånt, har ikke lånt, \
            aldrig haft, ikke haft, ikke mig, ikke vores, til tiden, afleverede den, \
            afleveret den, står som lånt, stod på hylden, på hylden, står på hylden, snyd, snydt, \
            forkert person, forkert beløb, fejl på, bevise, bevis, sagsbehandling, \
            advokat > uenig, uenig i min regning
        rykkergebyr, rykkerskrivelse, anden rykker, inkassobrev, inkasso, gældsstyrelsen > rykker
        glemte betalingsfristen, for sent betalt, betale for sent, betalt for sent, betaler ikke, \
            ignorere, lade være, overskredet betalingsfrist, ikke betalt > betalingsfrist, rykker, \
            ikke betalt
        hund, hunden, kat, katten, kæledyr, gnavet, bidt, spist, tegnet, skrevet, tusch, farver, \
            kaffe, te, juice, vand, våd, vådt, regnvejr, badekar, klistret, beskidt, mug, røg, \
            ridse, \
            ridset, flækket, revet, krøllet, slidt, knækket, itu, i stykker, gået i stykker, \
            sider, \
            mangler en side, taske, tyveri, stjålet, brændt, brand > ødelagt, mistet eller ødelagt
        smidt ud, kan ikke finde, kan ikke findes, forlagt, glemt i toget, glemt i bussen, \
            bortkommet > mistet
        købe en ny, selv købe, erstatningspris, ny bog, samme bog > \
            mistet eller ødelagt
        udvide, længere tid, beholde, en måned til, en uge til, en gang til, ekstra tid, \
            mere tid, ferie > forny, forny dine lån
        hvornår skal, hvornår afleveres, hvad har jeg lånt, mine lån, oversigt, lånerstatus, \
            se mine lån > dine lån, afleveringsfrister, forny
        notifikation, notifikationer, sms-besked, mailadresse, mobilnummer, nyt nummer, \
            ny mail, skifte nummer, ændre nummer, inden fristen, før fristen, \
            i god tid > besked før afleveringsfristen, minder dig
        hvor mange gange, skriver i, hjemkaldelse, hjemkald, sidste advarsel > skriver kun én gang
        gratis, medlemskab, abonnement, årsgebyr, kontingent > koster det noget, gratis
        ringe, telefontid, kontakt, hvem kan hjælpe, hjælp, snakke, mennesker > telefon, spørgsmål
    """,
    "en": """
        letter, claim, charged me, what is this, what for, why did i > bill, why got a bill
        link, site, website, webpage, transfer, bank transfer, account number, iban, \
            portal > where do i pay, pay
        what i owe, how much do i owe, see my debt > where do i pay, owe
        desk, counter, machine, staff, librarian, in person, coins, notes, cash, \
            card, mobilepay > pay at the library, library
        no computer, no internet, not digital, elderly, grandmother, grandfather, foreigner, \
            tourist, danish id, no cpr, payment slip, without mitid > without MitID, payment slip
        have paid, just paid, already paid, paid twice, not registered, not updated, still owe, \
            still says, still there, went through > have paid, paid
        afford, too expensive, too much, too high, whole amount, everything, broke, unemployed, \
            student, pension, split, pieces, later, postpone, delay payment, payment arrangement, \
            arrangement, agreement, spread > hard to pay, difficult to pay, pay all at once, \
            instalments, divide the amount
        days late, a day late, week late, weeks late, month late, how much for late, rates, \
            price list, prices, forgot to return, past the date, after the due date > \
            cost to return late, fee
        spam, remind, warn, warned, never told, was not told, did not get, didnt get, never got, \
            never received > reminder, got no reminder
        open again, opens again, unblock, unlock, reopen, denied, refused, card not working, \
            cant reserve, cannot reserve, no longer borrow > blocked, not borrow
        responsible, liable, kids, my son, my daughter, on behalf of, years old, under 15, \
            under 18 > who gets the bill child, child
        turned up, found it, showed up, under the bed, behind > found the book, found
        never borrowed, didnt borrow, did not borrow, not me, on time, returned it, already back, \
            on the shelf, still says borrowed, lie, proof, prove, wrong person, \
            wrong amount > disagree, disagree with my bill
        debt collection, collector, collection agency, second reminder > reminder from the \
            municipality, reminder
        forgot to pay, paid late, not paid, ignore, dont pay, missed the deadline > \
            payment deadline, not paid
        dog, cat, puppy, coffee, tea, juice, water, rain, wet, dropped, drew, drawing, pen, stain, \
            scratched, ripped, page, mold, bath, fell apart, burned > damaged, lost or damaged
        cant find, cannot find, left on the bus, left on the train, thrown out, misplaced > lost
        buy a new, buy another, new copy, same book > lost or damaged
        prolong, longer, keep it, another week, another month, more time, extra time, holiday, \
            vacation > renew, renew your loans
        when do i have to return, when is it due, my loans, what have i borrowed, loan status > \
            your loans, due dates
        notification, notifications, text me, phone number, email address, new number, before the \
            due date, in advance > remind you before the due date, message before
        how many times, last warning, recall > write only once
        free, membership, subscription, annual fee > cost anything, free
        call, contact, talk to, who can help, help, human > phone, questions
    """,
}


@lru_cache(maxsize=8)
def everyday_words(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(what is typed, what is written for it), both words and phrases; none in other languages."""
    lines = _LINES.get(language, "").strip().splitlines()
    parted = (line.split(">") for line in lines)
    return tuple((split_words(typed), split_words(written)) for typed, written in parted)
