"""What stands around the content of a page and is no answer: chrome.

Readers use `code_of_element` on markup, pairing uses `code_of_text` on lines. Both give a
code of `records.REASONS`, so that everything left out is listed with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TAG_CODES = {"nav": "navigation", "footer": "footer", "aside": "related"}
_ROLE_CODES = {
    "navigation": "navigation",
    "contentinfo": "footer",
    "banner": "header",
    "search": "form",
    "complementary": "related",
    "dialog": "cookie",
    "alertdialog": "cookie",
    "menu": "navigation",
    "menubar": "navigation",
}


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# code -> class names and ids
_TOKEN_CODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("breadcrumb", _any_of("bread-?crumbs?", "^crumbs$", "du-er-her")),
    ("cookie", _any_of("cookie", "^coi-", "consent", "gdpr")),
    (
        "navigation",
        _any_of(
            "^(?:main-|site-|top-|sub-|side-)?(?:nav|navbar|navigation|menu)$",
            "^skip-?(?:link|to)",
            "^pager|pagination|^toc$|table-of-contents|jump-?links",
            "paragraphs__item--(?:nav_|card_grid|hero|banner|event)",
        ),
    ),
    ("footer", _any_of("^(?:site-|page-|global-)?footer$", "^footer-accordions?")),
    (
        "related",
        _any_of(
            "^(?:related|relaterede)|-related$|related-(?:content|links|articles)",
            "^(?:social|share|sharing)|social-(?:links|media|share)|share-(?:links|buttons)",
            "^sidebar|^newsletter",
            "paragraphs__item--(?:simple_link|links|link_with_icon|recommendation|material|campaign)",
        ),
    ),
    (
        "metadata",
        _any_of(
            "^(?:submitted|byline|author|last-updated|meta-info|section-meta|photo-credit)$",
            "^(?:article|entry|post|page)[-_]+(?:meta|author|date|byline)$",
        ),
    ),
    ("metadata", _any_of("^field-name-field-ding-faq-(?:tags|category)$")),
    (
        "form",
        _any_of("^(?:search-form|searchbox|feedback|was-this-helpful|webform|comments?-form)"),
    ),
    ("empty_view", _any_of("^view-empty$")),
)
_SEEN_TOKENS: dict[str, str] = {}

# code -> whole lines
_LINE_CODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("icon", _any_of(r"icon description\.?")),
    ("empty_view", _any_of(r"empty view\.?")),
    (
        "breadcrumb",
        _any_of(r"(?:du er her|you are here)\b.*", r"(?:forside|hjem|home|start)\s*[>/»›→|\\].*"),
    ),
    (
        "navigation",
        _any_of(
            r"(?:gå|spring) til (?:hoved)?indhold(?:et)?|spring navigation over",
            r"skip to (?:main )?content",
            r"til toppen|tilbage til (?:toppen|oversigten|forsiden)|back to top|back",
            r"(?:luk |åbn )?menu|søg|search|print|læs højt|log ind|log in",
            r"udskriv(?: siden| artiklen| denne side)?|share(?: this page)?",
            r"del(?: siden| artiklen| på facebook.*)?",
            r"(?:vis|åbn|luk|fold) alle(?: ud)?|(?:expand|collapse|show) all",
            r"næste|forrige|next|previous",
            # "« Forrige side | 1 2 3 | Næste side »", "^ Op"
            r"(?=.*\b(?:forrige|næste|tilbage|frem|op|previous|prev|next|back|toppen)\b)"
            r"(?:[«»‹›<>|^↑←→·•/\s\d]|(?:forrige|næste|tilbage|frem|første|sidste|op|sider?|af"
            r"|artik(?:el|ler)|indlæg|nyhed|articles?|posts?"
            r"|previous|prev|next|back|first|last|pages?|of|til toppen)\b)+",
        ),
    ),
    (
        "cookie",
        _any_of(
            r"(?:accept[eé]r|tillad|afvis|accept|reject|allow)"
            r"\s+(?:(?:alle|all|nødvendige|necessary)\s*)?(?:cookies)?\.?",
            r"(?:vi|(?:hjemme)?siden|denne (?:hjemme)?side|we|this (?:web)?site)"
            r"\b.{0,60}\bcookies\b.*",
            r"cookie-?(?:indstillinger|politik|settings|policy)",
        ),
    ),
    (
        "footer",
        _any_of(
            r"(?:©|copyright\b).*",
            r"tilgængelighedserklæring|privatlivspolitik|persondatapolitik",
            r"accessibility statement|privacy policy",
        ),
    ),
    (
        "metadata",
        _any_of(
            r"(?:sidst|senest|last) (?:opdateret|redigeret|ændret|updated|edited)\b.{0,60}",
            r"(?:opdateret|publiceret|udgivet|updated|published)(?:\s*:|\s+(?:d\.|den|on)?\s*\d).{0,60}",
            r"(?:skrevet af|artikel-?id|visninger|oprettet af|ansvarlig redaktør)\s*:.{0,60}",
            r"(?:læsetid|reading time)\b.{0,60}",
            r"(?:tekst|foto(?:graf)?|fotos|illustration|grafik|journalist|text|photos?|words|credit)"
            r"(?: (?:og|and|&) \w+)?\s*:\s*[^\d?:]{1,60}",
            # Names of two words and more: "Af Karla Mosegaard, kommunikation".
            r"(?-i:(?:Af|By) [A-ZÆØÅ][\w.'-]+(?: [A-ZÆØÅ][\w.'-]+){1,3})(?:\s*[,|(–-].{0,60})?",
        ),
    ),
    (
        "page_number",
        _any_of(
            r"(?:side|page|s\.)\s*\d+(?:\s*(?:af|of|/)\s*\d+)?",
            r"\d+\s*(?:/|af|of)\s*\d+",
            r"[-–]\s*\d+\s*[-–]",
            r"\S.{0,80}\s{3,}(?:side|page)\s*\d+(?:\s*(?:af|of|/)\s*\d+)?",
        ),
    ),
    (
        "form",
        _any_of(
            r"var (?:denne (?:side|artikel)|siden|artiklen|svaret) (?:nyttig|til hjælp|brugbar)\w*"
            r"\b.*",
            r"hjalp (?:det|dette|artiklen|siden|svaret)(?: dig)?\b.*",
            r"(?:was this (?:page|article|answer) (?:helpful|useful)|did this help)\b.*",
            # What opens and closes an answer, left where it was a button.
            r"[+\-–▼▲▾▸►›>×\s]*(?:(?:vis|se|læs|luk|skjul|åbn|fold)\s+(?:hele\s+)?svar(?:et)?"
            r"|skjul|vis (?:mere|mindre)|(?:fold|klap) (?:ud|ind|sammen)"
            r"|(?:show|hide|see|view|read|close|open)\s+(?:the\s+)?answers?|show (?:more|less)"
            r"|read less|hide)\s*[+\-–▼▲▾▸►›>×.…]*",
        ),
    ),
)
# All of them at once: most lines are none, and every line is asked.
_ANY_LINE = re.compile(
    "|".join(f"(?P<{code}>{pattern.pattern})" for code, pattern in _LINE_CODES), re.IGNORECASE
)
_HEADER_FIELDS = r"fra|til|cc|bcc|emne|sendt|dato|vedr|from|to|subject|date|sent|re"
_MAIL_FIELD = re.compile(rf"^\W{{0,2}}(?:{_HEADER_FIELDS})\*?\s*:\*?\s", re.IGNORECASE)
_GREETING = re.compile(
    r"^(?:hej|kære|hello|hi|dear|god(?:dag| morgen)|til rette vedkommende)\b[^.?:]{0,50}[,!]?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:(?:med |de )?(?:venlig(?:e|st)?|kærlig|bedste|mange) )?hils(?:en|ner)|v\.?h\.?|mvh\.?"
    r"|dbh\.?|(?:kind|best|warm) regards|regards|yours sincerely|(?:hav en|fortsat) god dag"
    r"|sendt fra min)\b.{0,60}$|^-- ?$",
    re.IGNORECASE,
)
_MAIL_FOOTER = re.compile(
    r"\b(?:e-?mail(?:en)?|mail(?:en)?|fortrolig\w*|modtager\w*|printer|miljø\w*"
    r"|persono?plysninger|gdpr|confidential|recipient|disclaimer)\b",
    re.IGNORECASE,
)
# Lines that are chrome wherever they stand; others could also be a wrapped line of an answer.
ALWAYS_CHROME = frozenset({"icon", "empty_view", "page_number"})
_RELATED = _any_of(
    r"relaterede?(?:\s+(?:artikler|links?|emner|sider|indhold|spørgsmål))?\s*:?",
    r"related(?:\s+(?:articles|links|pages|content|topics|questions))?\s*:?",
    r"(?:se også|læs også|see also|(?:nyttige |useful )?links?|andre artikler|mest læste)\s*:?",
    r"(?:filer|vedhæftede filer|vedhæftninger|attachments|downloads)\s*:?",
)
_ADDRESS = r"(?:https?://|www\.|/|mailto:)[^\s()…]*(?:\([^\s()]*\)[^\s()…]*)*"
_LINK_LINE = re.compile(
    r"(?P<label>[^()]{0,160}?(?:\([^()]{0,20}\)[^()]{0,40})*)\s*"
    rf"\((?P<address>{_ADDRESS}[^()\n]*(?:\([^()]*\)[^()\n]*)?)(?:\)|…|$)\s*\.?",
    re.IGNORECASE,
)
_INTERNAL = _any_of(
    r"^/(?:article|content|node|files?|sites|media|umbraco|-/media)\b",
    "type=files|responsetype=",
    r"^/\S*$",
)
_SENTENCE = re.compile(r"[.?!:]\s+\S")
GLYPHS = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def code_of_element(tag: str, role: str, tokens: Iterable[str]) -> str:
    """The chrome code of an element by its tag, role, classes and id, or ""."""
    if tag in _TAG_CODES:
        return _TAG_CODES[tag]
    if role in _ROLE_CODES:
        return _ROLE_CODES[role]
    for token in tokens:
        if code := _code_of_token(token):
            return code
    return ""


def _code_of_token(token: str) -> str:
    code = _SEEN_TOKENS.get(token)
    if code is None:
        lowered = token.lower()[:100]
        code = next((code for code, pattern in _TOKEN_CODES if pattern.search(lowered)), "")
        if len(_SEEN_TOKENS) < 5000:
            _SEEN_TOKENS[token] = code
    return code


def code_of_text(text: str) -> str:
    """The chrome code of a whole line or paragraph, or ""."""
    bare = text.strip()
    if not bare or len(bare) > 300:
        return ""
    # Of the spaces within a line only those before a page number tell something.
    found = _ANY_LINE.fullmatch(bare) or ("  " in bare and _ANY_LINE.fullmatch(_spaced(bare)))
    return found.lastgroup or "" if found else ""


def _spaced(text: str) -> str:
    """A line with single spaces."""
    return " ".join(text.split())


# How the titles of such lists begin: every line of a text is asked.
_RELATED_STARTS = frozenset(
    ["rel", "se_", "læs", "see", "lin", "nyt", "use", "and", "mes", "fil", "ved", "att", "dow"]
)


def opens_related(text: str) -> bool:
    """Whether a line is the title of a list of related links ("Relaterede artikler")."""
    if len(text) >= 60:
        return False
    bare = _spaced(text)
    return bare[:3].lower().replace(" ", "_") in _RELATED_STARTS and bool(_RELATED.fullmatch(bare))


def is_link_line(text: str) -> bool:
    """Whether a paragraph is nothing but a link with its address in brackets."""
    return _link_line(text) is not None


def is_internal_link_line(text: str) -> bool:
    """A link line into the system that the text was exported from ("(/Article/7/1)")."""
    found = _link_line(text)
    return bool(found and _INTERNAL.search(found["address"]))


def split_link_line(text: str) -> tuple[str, str] | None:
    """The title and the address of such a line; None if it is none."""
    found = _link_line(text)
    return (found["label"].strip(), found["address"].strip()) if found else None


def _link_line(text: str) -> re.Match[str] | None:
    found = _LINK_LINE.fullmatch(_spaced(text)) if len(text) < 600 else None
    return None if found is None or _SENTENCE.search(found["label"]) else found


def is_mail_field(text: str) -> bool:
    """Whether a line is a field of a message's header ("Emne: ...")."""
    return bool(_MAIL_FIELD.match(text.strip()))


def greets(text: str) -> bool:
    """Whether a line is how a message begins ("Hej Anna,")."""
    return bool(_GREETING.match(_spaced(text)))


def closes_message(text: str) -> bool:
    """Whether a line is how a message ends ("Med venlig hilsen")."""
    return len(text) < 120 and bool(_CLOSING.match(_spaced(text)))


def is_mail_footer(text: str) -> bool:
    """Whether a line speaks of the message above it: "Er du ikke rette modtager ..."."""
    return bool(_MAIL_FOOTER.search(text))
