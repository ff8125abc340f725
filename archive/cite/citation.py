"""A citation without style: what a reference needs to name exactly one version of one article, and to prove it."""

from __future__ import annotations

from archive import text
from archive.errors import NotFoundError
from archive.model import Article, Citation


def permalink(article_id: int, version: str, base_url: str | None, paragraph: int | None = None) -> str:
    """The address of exactly this version: on the archive's public pages, else `pressmark:ID/vN`; never a local one."""
    start = f"{base_url.rstrip('/')}/article/" if base_url else "pressmark:"
    return f"{start}{article_id}/v{version}{f'#p{paragraph}' if paragraph else ''}"


def of(article: Article, *, base_url: str | None, accessed: str, paragraph: int | None = None) -> Citation:
    """The citation of an article at its version; `accessed` is today, as an ISO day.

    Raises NotFoundError for a paragraph that the version does not have.
    """
    read, version = article.version.reading, article.version
    count = len(text.paragraphs(read.text))
    if paragraph is not None and not 1 <= paragraph <= count:
        raise NotFoundError(f"article {article.id} v{version.label} has paragraphs 1 to {count}, not {paragraph}")
    return Citation(
        article_id=article.id,
        version=version.label,
        title=read.title,
        authors=read.authors,
        outlet=read.outlet,
        published=read.published,
        modified=read.modified,
        url=article.canonical_url or article.url,
        archived_url=article.capture.archived_url if article.capture else None,
        permalink=permalink(article.id, version.label, base_url, paragraph),
        captured_at=article.capture.captured_at if article.capture else None,
        accessed=accessed,
        text_sha256=version.text_sha256,
        language=read.language,
        section=read.section,
        paragraph=paragraph,
    )
