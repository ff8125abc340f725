"""Names of authors out of bylines: people kept, everything else taken off.

`By Jane Doe and John Roe, political correspondents | Reuters` names two people. A byline is split at what joins names;
then role words, places, addresses, brackets and organisations go. Where no person remains, an organisation (a news
agency, the staff) is the byline. A comma, and a conjunction that is as short as a letter in some language, joins only
what looks like full names: `Doe, Jane` and `Ortega y Gasset` are one person each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive import text
from archive.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# What stands before a name. `Di` and `von` may also begin one (`Di Canio`), so they lead only to two words or more.
LEAD = re.compile(
    r"^(?:(?:\w+\s+){0,4}by(?=\s+(?-i:[^\W\d_a-z]))|"
    r"(?:(?:written|words|text|story|reported|posted|published)\s+)?by|"
    r"(?:(?:ein|eine)\s+)?(?:artikel|kommentar|analyse|gastbeitrag|interview)\s+von|"
    r"texte?|testo|texto|authors?|autore?s?|auteurs?|redactie|文|取材|記者|著者|作者)(?:\s*[:：]\s*|\s+|$)|"
    r"^(?:von|par|por|di|da|door|av|af|fra)(?:\s*:\s*|\s+(?=\S+\s+\S))",
    re.IGNORECASE,
)
# Who checked a text, or turned it into another language, has not written it.
_OTHER_HANDS = re.compile(
    r"(?:\b(?:medically|expert|fact|legally)[ -]?)?\b(?:reviewed|edited|checked|translated|updated) by\b.*$",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"^(?:dr|prof|mr|mrs|ms)\.?\s+(?=\S+\s+\S)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|m\.?s|j\.?d|mba|rd|rn|cpa|esq)\.?", re.IGNORECASE)
# What is no part of a name: brackets, e-mail and web addresses, handles, all that follows a dash or a date's label, and
# a date without one.
_NOISE = re.compile(
    r"[(\[（【][^)\]）】]*[)\]）】]|\S+@\S+|https?://\S+|(?<!\w)@\w+|[®™†‡*]|"
    r"\s+[-–—]\s+.*$|\b(?i:(?:last )?(?:updated|published|posted))\b.*$|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d.*$|(?<=\w)\s+\d{1,2}\.?\s+\w{3,}\s+\d{4}\b.*$"
)
# `Ada Quill.` ends a line; `Jr.` and initials end themselves.
_FULL_STOP = re.compile(r"(?<=\w{3})\.$")
_PLACE = re.compile(r"\s+(?:in|aus|à|en)\s+[A-ZÀ-Þ][\w.-]+$")
_KOREAN_ROLE = re.compile(r"\s*(?:기자|특파원|記者)$")
_JOINT = re.compile(r"\s*[;|•\n/、，]\s*|\s+&\s+|\s+(?:and|with)\s+", re.IGNORECASE)
_UNSURE_JOINT = re.compile(r"\s*,\s*|\s+(?:und|et|y|e|en|och|og|ja|i|и)\s+")
# What most bylines are. With none of some words, nothing is to be taken off such a name.
_USUAL = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
# The words of most names; more before a role are no name alone.
_NAME_WORDS = range(2, 5)
# As many as the longest names have that stand alone in a line, articles and particles counted.
_WORDS_ALONE = range(2, 6)

_ROLES = frozenset(
    "journalist journalistin journaliste reporter reporters correspondent correspondents editor editors columnist "
    "writer redakteur redakteurin redaktor redaktorin korrespondent korrespondentin autor autorin chefredakteur "
    "chefredakteurin volontär volontärin corresponsal periodista redactor redactora colaborador colaboradora "
    "correspondant correspondante rédacteur rédactrice giornalista corrispondente verslaggever verslaggeefster "
    "correspondente jornalista contributor author photographer fotograf fotografin freelance presenter analyst "
    "director professor foto fotos photo photos image bild illustration expert manager founder cofounder ceo coach "
    "consultant specialist 記者 編集委員 論説委員".split()
)
_UNUSUAL = _ROLES | {"by", "updated", "published", "posted"}
# What may stand between a name and a role: the desk, and the rank.
_DESKS = frozenset(
    "political politics business economics economic finance financial home foreign diplomatic defence defense security "
    "crime legal health science environment climate education technology tech media arts culture music film "
    "sport sports football royal royals world europe international national local community social affairs "
    "investigations data digital video news features consumer money city transport travel religion food "
    "chief senior deputy assistant associate executive managing staff special contributing former head principal "
    "lead marketing and of the".split()
)
_ORGANISATIONS = frozenset(
    "redaktion redaktionen onlineredaktion nachrichtenredaktion redaktionsteam redacción redaccion rédaction redazione "
    "redactie redação redacao editorial staff team desk news newsroom newsdesk agency agencies agencia agencias agence "
    "agences agentur agenturen agenzia press presse media magazine online web tv radio bureau contributors admin "
    "administrator webmaster newspaper zeitung times post journal gazette tribune herald nachrichten notizie noticias "
    "nyheter company inc ltd gmbh llc network service wire group foundation institute association university ministry "
    "department council committee reuters afp dpa ap apa ansa efe tass ntb ritzau tt anp belga sda ats kna epd sid upi "
    "pti ani bloomberg europapress xinhua kyodo 編集部 新聞 新聞社 通信 通信社 時事通信 共同通信".split()
)


def names(bylines: Iterable[str]) -> tuple[str, ...]:
    """The persons and organisations named in bylines, in order, each once, in the form met first."""
    found: dict[str, str] = {}
    for name in _names(bylines):
        found.setdefault(text.normal(text.fold(name)), name)
    return tuple(found.values())


def people(bylines: Iterable[str], outlet: Collection[str]) -> tuple[str, ...]:
    """The persons alone; `outlet` is what the outlet is called."""
    found = (name for name in without_outlet(names(bylines), outlet) if not is_organisation(name))
    return tuple(name for name in found if not _is_branch(name, outlet))


def without_outlet(found: Iterable[str], outlet: Collection[str]) -> tuple[str, ...]:
    """The names but those that the outlet is called."""
    called = {squeezed(name) for name in outlet}
    return tuple(name for name in found if squeezed(name) not in called)


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's: by its words, or as one word in capitals."""
    words = text.normal(name).split()
    if not _ORGANISATIONS.isdisjoint(words) or any(character.isdigit() for character in name):
        return True
    return len(words) == 1 and name.isascii() and name.isupper()


def is_full(piece: str) -> bool:
    """Whether a piece can be a whole name."""
    return " " in piece.strip() or not piece.isascii() or is_organisation(piece)


def stands_alone(name: str) -> bool:
    """Whether this is a name and nothing beside it: a few words, without a digit, and nobody who `says` something."""
    return len(name.split()) in _WORDS_ALONE and not any(map(str.isdigit, name)) and not name.endswith(" says")


@remembered(4_096, longest=200)
def squeezed(name: str) -> str:
    """Letters and digits alone, so that `The Example Gazette`, `example-gazette` and `ExampleGazette` agree."""
    return text.fold(text.normal(name)).replace(" ", "").removeprefix("the")


def _is_branch(name: str, outlet: Collection[str]) -> bool:
    """Whether a name is that of a part of the outlet: the outlet's initials, and more (`MDR Thüringen`)."""
    initials = name.partition(" ")[0]
    return initials.isupper() and len(initials) > 1 and initials in map(str.upper, outlet)


def _names(bylines: Iterable[str]) -> Iterator[str]:
    for byline in bylines:
        if _USUAL.fullmatch(byline) and _UNUSUAL.isdisjoint(byline.lower().split()) and not LEAD.match(byline):
            yield byline
            continue
        for piece in _pieces(_NOISE.sub(" ", LEAD.sub("", _OTHER_HANDS.sub("", byline).strip()))):
            bare = LEAD.sub("", _FULL_STOP.sub("", piece.strip(" ,:;-–—*·'\"“”„«»")))
            name = text.clean_line(_KOREAN_ROLE.sub("", _DEGREE.sub("", _PLACE.sub("", bare))))
            if any(character.isalpha() for character in name) and not _is_role(name):
                yield name


def _pieces(byline: str) -> Iterator[str]:
    """The parts of a byline that stand for one name each."""
    first, *others = list(filter(None, _JOINT.split(byline))) or [""]
    for part in (_before_role(first), *others):
        pieces = [piece for piece in _UNSURE_JOINT.split(part) if piece and not _is_role(piece)]
        name, *rest = pieces or [part]
        if all(_SUFFIX.fullmatch(piece) for piece in rest):
            yield ", ".join([name, *rest])
        elif all(is_full(piece) for piece in pieces):
            yield from pieces
        elif is_full(name) and "," in part:  # what follows is a place or a desk
            yield from (piece for piece in pieces if is_full(piece))
        else:
            yield part


def _before_role(part: str) -> str:
    """`Ada Quill Political Editor` is Ada Quill; a part without such an end, or without a name before it, is itself."""
    head, comma, tail = part.partition(",")
    words = head.split()
    role = next((index for index, word in enumerate(words) if _is_role(word)), len(words))
    named = words[:role]
    while named and text.normal(named[-1]) in _DESKS:
        named.pop()
    is_cut = role < len(words) and len(named) in _NAME_WORDS
    return " ".join(named) + comma + tail if is_cut else part


def _is_role(piece: str) -> bool:
    return not _ROLES.isdisjoint(text.normal(piece).split())
