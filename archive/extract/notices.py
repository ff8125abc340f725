"""What pages say of themselves that are no plain articles, by language; looked for as the words in `phrases` are."""

from __future__ import annotations

from archive.extract.phrases import any_of

# A headline that says that there is no such page.
NOT_FOUND = any_of(
    all=(r"^(?:error|erreur|errore|fehler|erro|fel|feil|fejl|błąd|エラー)\W{0,2}(?:404|410)\b|\b404エラー",),
    en=(
        r"^(?:error )?404(?:$|\W{1,3}(?:error|not|page))|\b(?:error|page) 404\b|\bnot found\b.{0,3}$|^410 gone\b",
        r"\b(?:page|article|story) (?:was |is |could )?(?:not|cannot|can['’]t|no longer) (?:be )?(?:found|available)\b",
        r"\b(?:page|article|story) (?:that )?(?:you (?:are|were) (?:looking|searching) for|you requested)\b",
        r"\b(?:page|article|story|content) (?:doesn['’]t|does not|no longer) exists?\b",
        r"\b(?:cannot|can['’]t|could not|couldn['’]t) find (?:the|that|this) (?:page|article|story)\b",
        r"\b(?:page|article|story|content) has been (?:removed|deleted)\b",
    ),
    de=(
        r"\bseite (?:wurde |konnte |existiert |ist )?(?:leider )?nicht (?:gefunden|(?:mehr )?verfügbar|vorhanden)\b",
        r"\b(?:seite|artikel|inhalt) (?:gibt es|existiert) (?:hier )?(?:leider )?nicht\b",
        r"\bartikel nicht gefunden\b",
    ),
    fr=(
        r"\b(?:page|article) (?:est |demandée? est |demandée? )?(?:non trouvée?|introuvable|inexistante?)\b",
        r"\bcette page n['’]existe\b|\b(?:page|article|contenu) n['’](?:existe|est) (?:pas|plus) disponible\b",
    ),
    es=(
        r"\b(?:página|noticia) no (?:encontrada|existe|disponible)\b",
        r"\bno (?:hemos encontrado|encontramos|existe|se encuentra|se ha encontrado) (?:la|esta) (?:página|noticia)\b",
    ),
    it=(
        r"\b(?:pagina|articolo) (?:richiest[ao] )?(?:non (?:è )?(?:stat[ao] )?trovat[ao]|inesistente)\b",
        r"\b(?:pagina|articolo) (?:che (?:stai cercando|cerchi|hai cercato) )?non (?:esiste|(?:è )?disponibile)\b",
    ),
    nl=(r"\bpagina (?:is )?(?:niet gevonden|bestaat niet|niet (?:meer )?beschikbaar)\b",),
    pt=(r"\b(?:página|notícia|conteúdo) não (?:encontrad[ao]|existe|disponível)\b",),
    scandinavian=(
        r"\bside[nr]? (?:finnes|findes|fins|eksisterer) (?:dessverre |desværre )?ikke\b|\bfant ikke siden\b",
        r"\bsidan (?:finns (?:tyvärr )?inte|hittades inte|kunde inte hittas)\b|\bside[nr]? (?:blev )?ikke fundet\b",
    ),
    pl=(
        r"\bnie (?:znaleziono|odnaleziono) (?:takiej )?strony\b|\bstrona nie (?:istnieje|została znaleziona)\b",
        r"\bstrona, której szukasz, nie istnieje\b",
    ),
    ja=(r"(?:ページ|記事)(?:が|は)(?:見つかりません|ありません|存在しません)|お探しのページ",),
)

# What a page says to a visitor whom it takes for a program, or that is not shown without running one.
UNSHOWN = any_of(
    en=(
        r"\benable (?:javascript|js|cookies)\b|\bjavascript (?:is|must be) (?:\w+ )?(?:disabled|enabled|required)\b",
        r"\bchecking your browser\b|\bverify(?:ing)? (?:that )?you are (?:not a robot|(?:a )?human)\b",
        r"\bare you a robot\b|\byou have been blocked\b|^access (?:to this page (?:has been|is) )?denied\b",
    ),
    de=(r"\b(?:aktivieren sie|bitte) javascript\b|\bjavascript (?:zu aktivieren|aktivieren|ist deaktiviert)\b",),
    fr=(r"\bactive[rz] javascript\b|\bjavascript est désactivé\b",),
    es=(r"\b(?:habilit|activ)[ae]r? javascript\b",),
    it=(r"\b(?:abilit|attiv)a(?:re)? javascript\b",),
    ja=(r"javascript(?:を|が)(?:有効|必要)",),
)

# A headline over a report that grew while it was read.
LIVE = any_of(
    en=(r"\blive ?blog\b|\blive updates\b|\bas it happened\b|\bnewsblog\b|\b(?:live|news)[- ]?ticker\b",),
    all=(r"^(?:live|en direct|en vivo|en directo|directo|ao vivo|(?:in )?diretta)\s?[:|–-]",),
    fr=(r"[:,|–-] (?:suivez (?:notre|le|la|en) )?direct$|, en direct$",),
    es=(r", en (?:directo|vivo)$|\bminuto a minuto\b",),
    it=(r"\b(?:le notizie|gli aggiornamenti|la cronaca) in diretta\b|, (?:la |in )?diretta$",),
    pt=(r", ao vivo$|\bao minuto$",),
)
