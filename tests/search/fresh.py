"""Sixty searches more, and twenty without an answer, written before the search was tried on them.

By the first half of each the search was mended; on `HELD_OUT` it was then measured once (22 first
and 24 among three; before, 22 and 26). After that its numbers were set by all of them together, so
that no part is held out any more. The names are those of `corpus.py`.
"""

# language, what is typed, names of the questions that answer it
OPEN = [
    ("da", "regnning", {"bill", "when", "where"}),
    ("da", "jeg har lige modtaget en opkrævning fra jer, hvad dækker den?", {"bill"}),
    ("da", "hvordan betaler man", {"payment", "where"}),
    ("da", "kan jeg bruge mobilepay", {"library", "payment", "where"}),
    ("da", "min mor har ikke nemid hvordan betaler hun sin regning", {"no_mitid"}),
    ("da", "jeg betalte i fredags men det står der stadigvæk", {"paid", "still"}),
    ("da", "har ikke råd", {"instalments"}),
    ("da", "kan jeg få lov at betale over flere måneder", {"instalments"}),
    ("da", "hvad er max gebyr for voksne", {"fees", "late", "late_return"}),
    ("da", "2 dage for sent", {"fees", "late", "late_return"}),
    ("da", "hvorfor får jeg ikke en sms når jeg skal aflevere", {"advance_notice", "no_reminder"}),
    ("da", "kontoen er spærret hvad gør jeg", {"blocked"}),
    ("da", "hvor meget må jeg skylde før jeg bliver spærret", {"blocked"}),
    ("da", "min teenager har glemt at aflevere hvem hænger på regningen", {"child"}),
    ("da", "bogen lå under sengen", {"found"}),
    ("da", "kan man få pengene for bogen igen", {"found"}),
    ("da", "jeg har afleveret bogen men får alligevel regning", {"disagree"}),
    ("da", "hvem skal jeg ringe til om rykkeren", {"rykker", "help"}),
    ("da", "hunden har spist bogen", {"replacement"}),
    ("da", "erstatte dvd", {"replacement"}),
    ("da", "genlån", {"loans"}),
    ("da", "ændre mobilnummer", {"advance_notice"}),
    ("da", "hvad sker der hvis jeg ikke betaler", {"unpaid", "blocked", "rykker"}),
    ("da", "er det gratis at låne", {"fees"}),
    ("en", "how much do i pay for a late book", {"fees", "late", "late_return"}),
    ("en", "my card is blocked", {"blocked"}),
    ("en", "i lost my book what now", {"replacement"}),
    ("en", "do i have to pay even if i got no email", {"no_reminder", "recall"}),
    ("en", "pay a bit each month", {"instalments"}),
    ("en", "the bill is wrong, i returned it", {"disagree"}),
]

HELD_OUT = [
    ("da", "opkrævning i eboks hvorfor", {"bill"}),
    ("da", "hvor kan jeg betale min bøde", {"payment", "where"}),
    ("da", "tager i kontanter", {"library"}),
    ("da", "betaling i netbank", {"payment"}),
    ("da", "jeg kan ikke komme på med mitid", {"no_mitid"}),
    ("da", "har lige betalt, hvornår kan jeg låne igen", {"blocked", "paid", "still"}),
    ("da", "gebyret er ikke forsvundet selvom jeg har betalt", {"paid", "still"}),
    ("da", "afdragsording", {"instalments"}),
    ("da", "jeg er studerende og har ingen penge denne måned", {"instalments"}),
    ("da", "pris for sen aflevring", {"fees", "late", "late_return"}),
    ("da", "gebyr efter en uge", {"fees", "late", "late_return"}),
    ("da", "i har ikke sendt mig en påmindelse", {"no_reminder"}),
    ("da", "hvorfor må jeg ikke låne", {"blocked"}),
    ("da", "lånerkort virker ikke", {"blocked"}),
    ("da", "skal mit barn selv betale", {"child"}),
    ("da", "datteren på 14 har fået bøde", {"child"}),
    ("da", "fandt den gamle bog hjemme, er regningen så væk", {"found"}),
    ("da", "det er ikke min regning", {"disagree"}),
    ("da", "hvor klager man", {"disagree"}),
    ("da", "telefon rykker", {"rykker", "help"}),
    ("da", "kaffe på bogen", {"replacement"}),
    ("da", "hvad koster det at erstatte en bog", {"replacement"}),
    ("da", "fornyelse", {"loans"}),
    ("da", "få besked inden bøgerne skal afleveres", {"advance_notice"}),
    ("en", "overdue fines", {"fees", "late", "late_return"}),
    ("en", "can't log in to borrow, account closed", {"blocked"}),
    ("en", "water damage", {"replacement"}),
    ("en", "when will my payment show up", {"paid", "still"}),
    ("en", "student no money", {"instalments"}),
    ("en", "i want to dispute this charge", {"disagree"}),
]

# What no question of the corpus answers: language, what is typed.
NO_ANSWER_OPEN = [
    ("da", "kan jeg låne en cykelpumpe"),
    ("da", "hvornår har i åbent om søndagen"),
    ("da", "hvor mange bøger kan jeg låne på en gang"),
    ("da", "printe et dokument"),
    ("da", "kan man låne brætspil"),
    ("da", "hvordan bestiller jeg et mødelokale"),
    ("da", "fjernlån fra udlandet"),
    ("en", "where can i park my bike"),
    ("en", "do you have english books"),
    ("en", "book a study room"),
]
NO_ANSWER_HELD_OUT = [
    ("da", "hvordan bliver jeg låner"),
    ("da", "er der wifi på biblioteket"),
    ("da", "babycafe tirsdag"),
    ("da", "lydbøger på telefonen"),
    ("da", "hvem er forfatter til bogen om vikinger"),
    ("da", "jeg har glemt min pinkode"),
    ("da", "må jeg tage min hund med"),
    ("en", "how do i get a library card"),
    ("en", "opening hours on sunday"),
    ("en", "printing and scanning"),
]
