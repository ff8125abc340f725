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

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# What stands before a name. `Di` and `von` may also begin one (`Di Canio`), so they lead only to two words or more.
LEAD = re.compile(
    r"^(?:(?:(?:written|words|text|story|reported|posted|published|edited|reviewed)\s+)?by|"
    r"(?:(?:ein|eine)\s+)?(?:artikel|kommentar|analyse|gastbeitrag|interview)\s+von|"
    r"texte?|testo|texto|authors?|autore?s?|auteurs?|redactie|文|取材|記者|著者|作者)(?:\s*[:：]\s*|\s+)|"
    r"^(?:von|par|por|di|da|door|av|af|fra)(?:\s*:\s*|\s+(?=\S+\s+\S))",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"^(?:dr|prof|mr|mrs|ms)\.?\s+(?=\S+\s+\S)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|m\.?s|j\.?d|mba|rd|rn|cpa|esq)\.?", re.IGNORECASE)
# What is no part of a name: brackets, e-mail and web addresses, handles, all that follows a dash or a date's label.
_NOISE = re.compile(
    r"[(\[（【][^)\]）】]*[)\]）】]|\S+@\S+|https?://\S+|(?<!\w)@\w+|"
    r"\s+[-–—]\s+.*$|\b(?i:(?:last )?(?:updated|published|posted))\b.*$"
)
# `Ada Quill.` ends a line; `Jr.` and initials end themselves.
_FULL_STOP = re.compile(r"(?<=\w{3})\.$")
_PLACE = re.compile(r"\s+(?:in|aus|à|en)\s+[A-ZÀ-Þ][\w.-]+$")
_KOREAN_ROLE = re.compile(r"\s*(?:기자|특파원|記者)$")
_JOINT = re.compile(r"\s*[;|•\n/、，]\s*|\s+&\s+|\s+(?:and|with)\s+", re.IGNORECASE)
_UNSURE_JOINT = re.compile(r"\s*,\s*|\s+(?:und|et|y|e|en|och|og|ja|i|и)\s+")

_ROLES = frozenset(
    "journalist journalistin journaliste reporter reporters correspondent correspondents editor editors columnist "
    "writer redakteur redakteurin redaktor redaktorin korrespondent korrespondentin autor autorin chefredakteur "
    "chefredakteurin volontär volontärin corresponsal periodista redactor redactora colaborador colaboradora "
    "correspondant correspondante rédacteur rédactrice giornalista corrispondente verslaggever verslaggeefster "
    "correspondente jornalista contributor author photographer fotograf fotografin freelance presenter analyst "
    "director professor foto fotos photo photos image bild illustration 記者 編集委員 論説委員".split()
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
    return tuple(name for name in without_outlet(names(bylines), outlet) if not is_organisation(name))


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


def squeezed(name: str) -> str:
    """Letters and digits alone, so that `The Example Gazette`, `example-gazette` and `ExampleGazette` agree."""
    return text.fold(text.normal(name)).replace(" ", "").removeprefix("the")


def _names(bylines: Iterable[str]) -> Iterator[str]:
    for byline in bylines:
        for piece in _pieces(_NOISE.sub(" ", LEAD.sub("", byline.strip()))):
            bare = LEAD.sub("", _FULL_STOP.sub("", piece.strip(" ,:;-–—*·'\"“”„«»")))
            name = text.clean_line(_KOREAN_ROLE.sub("", _DEGREE.sub("", _PLACE.sub("", bare))))
            if any(character.isalpha() for character in name) and not _is_role(name):
                yield name


def _pieces(byline: str) -> Iterator[str]:
    """The parts of a byline that stand for one name each."""
    for part in filter(None, _JOINT.split(byline)):
        pieces = [piece for piece in _UNSURE_JOINT.split(part) if piece and not _is_role(piece)]
        name, *others = pieces or [part]
        if all(_SUFFIX.fullmatch(piece) for piece in others):
            yield ", ".join([name, *others])
        elif all(is_full(piece) for piece in pieces):
            yield from pieces
        elif is_full(name) and "," in part:  # what follows is a place or a desk
            yield from (piece for piece in pieces if is_full(piece))
        else:
            yield part


def _is_role(piece: str) -> bool:
    return not _ROLES.isdisjoint(text.normal(piece).split())
