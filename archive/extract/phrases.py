"""The words by which lines are known for what they are, by purpose and by language.

They are written in lower case and looked for in text that went through `archive.text.fold`, which drops accents; so
do the patterns when they are made. `POINTER`, `FURNITURE` and `CREDIT` are matched from the beginning of a line, the
others are searched for. A new language is a new argument; a phrase that only one outlet uses belongs in that outlet's
file.
"""

from __future__ import annotations

import re
import unicodedata

from archive import alternatives

# How a pattern begins that finds words from their beginning on.
_WORD = r"\b(?:"


def any_of(**phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for the phrases of all languages; `all` are those of none in particular."""
    return re.compile(_alternatives(*phrases.values()))


def _alternatives(*languages: tuple[str, ...]) -> str:
    """A pattern for text whose accents were dropped."""
    pattern = "|".join(phrase for language in languages for phrase in language)
    folded = unicodedata.normalize("NFKD", pattern.replace("ß", "ss"))
    return alternatives.sorted_by_letters(
        "".join(character for character in folded if not unicodedata.combining(character))
    )


def _words(**phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The same for phrases to be searched for: each begins with a word, but in Japanese, which has no spaces.

    That a word begins is asked once for all of them, which makes the search seven times as quick.
    """
    unspaced = phrases.pop("ja", ())
    spaced = f"{_WORD}{_alternatives(*phrases.values())})"
    return re.compile(f"{spaced}|{_alternatives(unspaced)}" if unspaced else spaced)


def _either(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern for all that several made of words look for; one search by it takes the time of one of theirs."""
    branches = [branch for pattern in patterns for branch in alternatives.branches(pattern.pattern)]
    spaced = "|".join(one.removeprefix(_WORD)[:-1] for one in branches if one.startswith(_WORD))
    others = alternatives.sorted_by_letters("|".join(one for one in branches if not one.startswith(_WORD)))
    return re.compile(f"{_WORD}{alternatives.sorted_by_letters(spaced)})|{others}")


_POINTING = r"\s?(?:[:|>»]|$)"
_SERVICES = r"(?:twitter|facebook|instagram|x|whatsapp|telegram|google news|linkedin|tiktok)\b"

_RESERVED = r"(?:only |exclusively |reserved )?(?:available )?"

# A line that begins so points to other articles, and is no sentence of this one.
POINTER = any_of(
    en=(
        r"(?:read|see|watch|listen|learn|find out) (?:more|also|next|this|now|here)\b(?:.{0,3}$|\s?[:|>»-])",
        r"(?:also read|read|see also|also see|more|more on|more from|related|recommended|don't miss)\s?[:|>»]",
        r"related (?:articles?|stories|content|coverage|topics?|links?|news)$",
        r"recommended(?: (?:videos|stories|for you))?$|(?:what to )?read next$|up next$|don't miss$",
        r"most (?:read|popular)$",
        r"more (?:stories|news|coverage|on this story|from)$|trending(?: now)?$|also in this package$",
        r"you (?:may|might) (?:also )?(?:like|be interested in)$",
    ),
    de=(
        rf"(?:lesen sie|lies|lest|sehen sie|siehe|mehr)(?: auch| dazu| hier| mehr| zum thema){_POINTING}",
        rf"(?:auch interessant|weiterlesen|weiterführende links|zum thema|passend dazu|hintergrund){_POINTING}",
        rf"das könnte (?:sie|dich) auch interessieren{_POINTING}",
    ),
    fr=(
        rf"(?:à )?(?:lire|voir|lisez|découvrir)(?: aussi| également| la suite)?{_POINTING}",
        rf"(?:notre dossier|sur le même sujet|pour aller plus loin){_POINTING}",
    ),
    es=(
        rf"(?:lea|lee|leer|ver)(?: también| más)?{_POINTING}",
        rf"(?:te|le) puede interesar{_POINTING}|más información{_POINTING}|noticias? relacionadas?{_POINTING}",
    ),
    it=(
        rf"(?:leggi|guarda|vedi)(?: anche| tutto)?{_POINTING}",
        rf"(?:articoli correlati|potrebbe interessarti){_POINTING}",
    ),
    nl=(rf"(?:lees|bekijk|zie)(?: ook| meer)?{_POINTING}|meer over{_POINTING}|gerelateerd{_POINTING}",),
    pt=(rf"(?:leia|veja|saiba) (?:também|mais){_POINTING}",),
    scandinavian=(r"(?:les|läs|læs) (?:også|också|mer|mere)\s?[:|>»]",),
    pl=(rf"(?:czytaj|zobacz) (?:więcej|także|też|również){_POINTING}",),
    ja=(r"関連記事|あわせて読みたい|おすすめ記事|おすすめ情報|続きを読む",),
)

# A line of the page's furniture: controls, advertising, newsletters, the credit of a picture.
FURNITURE = any_of(
    all=(
        r"(?:advertising|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annon[cs]e?|реклама|広告)$",
        r"(?:images?|photos?|pictures?|fotos?|bild(?:er)?|illustration|credit|写真)\s?(?:\[m\])?\s?[:：©]",
        r"(?:newsletter|podcast)\s?:",
    ),
    en=(
        r"continue reading below$|advertisement(?: (?:[·-] )?(?:continue reading below|scroll to continue))?$",
        r"advertisement (?:story|article) continues below$",
        r"(?:article content|story continues below|continue reading the main story|skip advertisement)\s?[:.…]*$",
        r"(?:loading|share|comments?|tags|topics|print|save|listen)\s?[:.…]*$",
        r"share this(?: (?:article|story|page))?\s?[:.…]*$",
        r"(?:sign up|subscribe|register) (?:for|to|now|here|today|below)\b.{0,200}(?:newsletter|inbox|e-?mail|alert)",
        r".{0,120}\b(?:sign(?:ing)? up|subscrib(?:e|ing)) (?:for|to) .{0,60}newsletters?\b.{0,60}$",
        r"get (?:the|our|all|more).{0,120}(?:newsletter|(?:in|to) your (?:inbox|email))",
        rf"(?:follow|like|join|find) (?:us|our|[\w.' ]{{2,40}}) on {_SERVICES}",
        r"you must (?:confirm your|be logged in|log in)\b.{0,60}comment",
        r"click here (?:to|for) (?:get|download|sign up|subscribe)\b",
    ),
    de=(
        r"(?:hauptinhalt|teilen|schlagwörter|themen|kommentare)\s?[:.…]*$",
        r"(?:abonnieren sie|jetzt abonnieren|folgen sie uns|hier geht es zum newsletter)\b",
        r"melden sie sich (?:hier )?(?:für|zum)\b",
        r"(?:© )?dpa-infocom, dpa:\d",
        r"ein klick für den datenschutz|privatsphäre-einstellungen|datenschutzeinstellungen",
    ),
    fr=(
        r"(?:partager|commentaires)\s?[:.…]*$",
        r"(?:abonnez-vous|inscrivez-vous|recevez (?:notre|nos|chaque)|suivez-nous)\b",
    ),
    es=(r"(?:compartir|comentarios)\s?[:.…]*$", r"(?:suscríbe(?:te|se)|síguenos|recibe (?:nuestra|las|cada))\b"),
    it=(r"condividi\s?[:.…]*$", r"(?:iscriviti|abbonati|seguici)\b"),
    nl=(r"delen\s?[:.…]*$", r"(?:schrijf je in|meld je aan|volg ons)\b"),
)

# A line at the end that is about the work: who else had a hand in it, who wrote it, how to reach them. Where a text
# first appeared, and whose it is, is kept: who cites it has to know.
CREDIT = any_of(
    all=(r"(?:sources?|quellen?|fuente|fonte|kilde|källa|bron)\s?:.{0,60}$",),
    en=(
        r"\(?(?:additional |with )?(?:reporting|writing|editing|reports?|translated) (?:by|from)\b",
        r".{0,160}\bcontributed (?:to )?(?:this|the|reporting|additional)\b",
        r"our standards:|read our (?:policy|standards)",
        r".{0,400}\b(?:follow|email|contact|reach) (?:him|her|them|me|us)\b.{0,20}\b(?:on|at)\b",
        r"write to .{3,60} at \S+@",
        r"send (?:us )?(?:tips|letters)|get in touch with|for more stories like this|like this story\?",
        r"have (?:a|you) (?:tip|story)\b",
    ),
    de=(
        r"(?:mit|von) (?:agenturmaterial|dpa|afp|ap|reuters|sid)\.?$",
        r"(?:übersetzung|redaktion|faktencheck|lektorat|schlussredaktion)\s?:",
    ),
    fr=(r"traduction\s?:",),
    es=(r"traducción\s?:",),
)

# What follows an author's name in a line about the author.
IS_SOMEBODY = re.compile(r"\W+(?:is|was|has|covers|writes|reports|ist|schreibt|est|ecrit|es|escribe|e|scrive|ar|er)\b")

# How a page asks for consent to being tracked; each wording found is a way of its own.
CONSENT = _words(
    en=(
        r"cookies?\b|consent\b|gdpr\b|we value your privacy\b|(?:our|\d+) partners\b",
        r"(?:accept|reject) all\b",
        r"manage (?:preferences|settings|choices)\b|personali[sz]ed (?:ads|advertising|content)\b",
        r"privacy (?:policy|settings)\b|tracking\b",
    ),
    de=(
        r"einwilligung\b|zustimm\w+|alle akzeptieren\b|datenschutz\w*",
        r"personalisierte (?:werbung|anzeigen)\b",
    ),
    fr=(
        r"consentement\b|tout (?:accepter|refuser)\b|nos (?:\d+ )?partenaires\b|traceurs\b",
        r"données personnelles\b",
    ),
    es=(
        r"consentimiento\b|aceptar (?:todo|todas|y continuar|y cerrar)\b|nuestros socios\b|datos personales\b",
        r"publicidad personalizada\b|política de (?:privacidad|cookies)\b",
    ),
    it=(r"consenso\b|accetta(?: tutto)?\b|nostri partner\b|dati personali\b",),
    nl=(r"toestemming\b|alles accepteren\b|onze partners\b|privacy-?(?:instellingen|voorkeuren)\b",),
    pt=(
        r"consentimento\b|aceitar (?:tudo|todos)\b|nossos (?:\d+ )?parceiros\b|dados pessoais\b",
        r"anúncios personalizados\b",
    ),
    scandinavian=(
        r"informasjonskapsler\b|samtykke\w*|samtycke\w*|god(?:ta|känn|kend) all[ae]\b|vår[ae] partner\w*",
        r"personvern\w*|personuppgifter\b|personoplysninger\b|tilpass(?:ede|et) (?:annonser|reklame)\b",
    ),
    pl=(r"zgod[aęy]\b|nasi partnerzy\b|dane osobowe\b|danych osobowych\b|prywatnoś\w+|akceptuję\b",),
    ja=(r"cookie(?=[^ -ɏ])|クッキー|同意(?:する|し)|すべて(?:受け入れ|許可|拒否)|個人(?:データ|情報)を",),
)

# A line that says that the rest is for those who pay.
PAYWALL = _words(
    en=(
        r"(?:subscribe|sign in|log in|register) (?:now )?(?:to|and) (?:read|continue|keep|unlock|access|view)\b",
        r"become a (?:member|subscriber) (?:now )?(?:to|and)\b",
        rf"(?:article|content|story|access) is {_RESERVED}(?:for|to) (?:\w+ )?(?:subscribers|members)\b",
        r"already a (?:subscriber|member)\b|to continue reading\b|continue reading (?:with|this article)\b",
        r"subscribers[ -]only\b|subscriber-only\b",
    ),
    de=(
        r"(?:weiterlesen|lesen sie (?:jetzt )?(?:weiter )?) ?mit\b|jetzt (?:abo|abonnieren|weiterlesen)\b",
        r"(?:nur|exklusiv) für (?:unsere )?abonnent(?:en|innen)\b|mit (?:einem )?abo (?:weiter)?lesen\b",
        r"sie haben bereits ein abo\b|sie möchten weiterlesen\b|um weiterzulesen\b",
    ),
    fr=(
        r"réservée? (?:à nos|aux) abonnés\b|il vous reste [\d.,]+ ?% de cet article\b|déjà abonné\b",
        r"abonnez-vous pour (?:lire|continuer)\b|pour lire la suite\b",
    ),
    es=(
        r"(?:solo|exclusivo) para suscriptores\b|suscríbete para (?:seguir )?le(?:er|yendo)\b",
        r"para seguir leyendo\b|ya eres suscriptor\b",
    ),
    it=(
        r"riservato agli abbonati\b|abbonati per (?:continuare|leggere)\b",
        r"sei già abbonato\b|contenuto riservato\b|per continuare a leggere\b",
    ),
    nl=(r"(?:alleen )?voor abonnees\b|al abonnee\b|verder lezen\?|lees verder met\b",),
    pt=(r"(?:exclusivo|só|apenas) para assinantes\b|para continuar (?:a ler|lendo)\b|já é assinante\b",),
    scandinavian=(
        r"(?:kun|bare|endast|enbart|forbeholdt) (?:for|för|til) (?:våre |våra |vores )?(?:abonnent|prenumerant)\w*",
        r"(?:allerede|redan) (?:abonnent|prenumerant)\b",
    ),
    pl=(
        r"(?:tylko|wyłącznie) dla (?:prenumeratorów|subskrybentów|subskrybentek)\b",
        r"masz już (?:prenumeratę|subskrypcję)\b",
    ),
    ja=(r"会員限定|有料会員|続きは(?:会員|有料)|ログインして(?:続き|全文)",),
)

# A short line that asks something of the reader, or says whose the page is.
APPEAL = _words(
    all=(r"newsletter|app\b|cookie|copyright\b",),
    en=(
        r"subscri|sign(?:ing)? (?:up|in)\b|log ?in\b|register|download|click here\b|privacy\b",
        r"rights reserved\b|donat|support|member|account\b",
    ),
    de=(r"abonn|abo\b|klick|datenschutz|registrier",),
    fr=(r"abonne|inscri",),
    es=(r"suscri|registr",),
    it=(r"iscri|abbona",),
    scandinavian=(r"logge? inn?\b|abonne",),
    ja=(r"購読|会員|ロクイン",),
)

# Any of the three: most lines have none of them.
ADDRESSING = _either(PAYWALL, CONSENT, APPEAL)

# How lines begin that point elsewhere or say where a picture comes from, and many sentences as well.
ASIDE = any_of(
    all=(r"(?:photo|foto|video|getty|reuters|file)\b",),
    en=(r"(?:read|also|more|related|watch|see)\b",),
    de=(r"(?:lesen|mehr|siehe)\b",),
    fr=(r"(?:lire|voir)\b",),
    es=(r"(?:leer|lea|ver)\b",),
    it=(r"leggi\b",),
    nl=(r"lees\b",),
    scandinavian=(r"(?:les|las)\b",),
    pl=(r"czytaj\b",),
    ja=(r"関連",),
)
