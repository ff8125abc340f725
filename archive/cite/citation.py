"""A citation without style: what a reference needs to name exactly one version of one article, and to prove it."""

from __future__ import annotations

import re

from archive import text, urls
from archive.errors import NotFoundError
from archive.model import Article, Citation, Publication

# Hosts whose every site is a blog, and the names by which an outlet sets its blogs apart. No outlet says of itself what
# it is, so the address is all there is to go by.
_BLOG_HOSTS = (
    "blogspot.com", "wordpress.com", "substack.com", "medium.com", "tumblr.com", "typepad.com", "livejournal.com",
    "blogger.com", "ghost.io", "hatenablog.com", "ameblo.jp", "over-blog.com", "bearblog.dev", "dreamwidth.org",
)  # fmt: skip
_BLOG_NAME = re.compile(r"^https?://(?:(?:[\w-]+\.)*blogs?\.|[^/]+/(?:[^?#]*/)?(?:blogs?|weblog)/)", re.IGNORECASE)


def permalink(article_id: int, version: str, base_url: str | None, paragraph: int | None = None) -> str:
    """The address of exactly this version: on the archive's public pages, else `pressmark:ID/vN`; never a local one."""
    start = f"{base_url.rstrip('/')}/article/" if base_url else "pressmark:"
    return f"{start}{article_id}/v{version}{f'#p{paragraph}' if paragraph else ''}"


def of(
    article: Article,
    *,
    base_url: str | None,
    accessed: str,
    archive: str | None = None,
    paragraphs: tuple[int, ...] = (),
) -> Citation:
    """The citation of an article at its version; `accessed` is today, as an ISO day.

    Raises NotFoundError for a paragraph that the version does not have.
    """
    read, version = article.version.reading, article.version
    count = len(text.paragraphs(read.text))
    for paragraph in paragraphs:
        if not 1 <= paragraph <= count:
            raise NotFoundError(f"article {article.id} v{version.label} has paragraphs 1 to {count}, not {paragraph}")
    url = article.canonical_url or article.url
    return Citation(
        article_id=article.id,
        version=version.label,
        title=read.title,
        authors=read.authors,
        outlet=read.outlet,
        published=read.published,
        modified=read.modified,
        url=url,
        archived_url=article.capture.archived_url if article.capture else None,
        permalink=permalink(article.id, version.label, base_url, paragraphs[0] if paragraphs else None),
        captured_at=article.capture.captured_at if article.capture else None,
        accessed=accessed,
        text_sha256=version.text_sha256,
        kind=kind(url),
        language=read.language,
        section=read.section,
        dek=read.dek,
        archive=archive,
        paragraphs=paragraphs,
    )


def kind(url: str | None) -> Publication:
    """Whether an address is a blog's: by its host, or by a part of it called `blog`."""
    host = f".{urls.host(url)}"
    is_blog = any(host.endswith(f".{one}") for one in _BLOG_HOSTS) or bool(_BLOG_NAME.match(url or ""))
    return "blog" if is_blog else "newspaper"
