"""Other extractors, each run by the Python of an environment of its own: this file imports nothing of the project.

    ENVIRONMENT/bin/python benchmarks/peers.py NAME < pages.jsonl > readings.jsonl

Every line of the input is `{"html", "url"}`; the output has one line of `{"text", "title", "authors", "published"}` for
each, and last the seconds of CPU time that all of them took after five to warm up.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

Reader = Callable[[str, str], dict[str, Any]]

# What to install for each; trafilatura is ours already and stands in the table of the project's own environment.
PACKAGES = {
    "readability-lxml": "readability-lxml lxml_html_clean",
    "resiliparse": "resiliparse",
    "newspaper4k": "newspaper4k lxml_html_clean",
    "goose3": "goose3 lxml_html_clean",
    "news-please": "news-please",
    "fundus": "fundus 'curl_cffi<0.14'",
}


def readability() -> Reader:
    from lxml import html as lxml_html
    from readability import Document

    def read(html: str, _url: str) -> dict[str, Any]:
        document = Document(html)
        blocks = lxml_html.fromstring(document.summary()).xpath("//p|//li|//h2|//h3|//h4|//blockquote|//pre|//td")
        lines = [" ".join(one.text_content().split()) for one in blocks]
        return {"text": "\n\n".join(lines), "title": document.short_title()}

    return read


def resiliparse() -> Reader:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def read(html: str, _url: str) -> dict[str, Any]:
        tree = HTMLTree.parse(html)
        return {"text": extract_plain_text(tree, main_content=True), "title": tree.title}

    return read


def newspaper() -> Reader:
    import newspaper

    def read(html: str, url: str) -> dict[str, Any]:
        article = newspaper.Article(url or "https://example.org/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        published = article.publish_date.isoformat() if article.publish_date else None
        return {"text": article.text, "title": article.title, "authors": article.authors, "published": published}

    return read


def goose() -> Reader:
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False})

    def read(html: str, url: str) -> dict[str, Any]:
        found = goose.extract(url=url or None, raw_html=html)
        return {
            "text": found.cleaned_text,
            "title": found.title,
            "authors": found.authors,
            "published": found.publish_date,
        }

    return read


def newsplease() -> Reader:
    from newsplease import NewsPlease

    def read(html: str, url: str) -> dict[str, Any]:
        found = NewsPlease.from_html(html, url=url or None, fetch_images=False)
        published = found.date_publish.isoformat() if found.date_publish else None
        return {"text": found.maintext, "title": found.title, "authors": found.authors, "published": published}

    return read


def fundus() -> Reader:
    """Parsers written by hand for each publisher; pages of others are not read, and none is fetched."""
    from fundus import PublisherCollection

    parsers = {urlsplit(one.domain).netloc.removeprefix("www."): one.parser for one in PublisherCollection}

    def read(html: str, url: str) -> dict[str, Any]:
        found = parsers[urlsplit(url).netloc.removeprefix("www.")]().parse(html, "suppress")
        published = found.get("publishing_date")
        return {
            "text": str(found.get("body") or ""),
            "title": found.get("title"),
            "authors": found.get("authors") or [],
            "published": published and published.isoformat(),
        }

    return read


READERS = {
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "newspaper4k": newspaper,
    "goose3": goose,
    "news-please": newsplease,
    "fundus": fundus,
}


def main() -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    pages = [json.loads(line) for line in sys.stdin]
    read = READERS[sys.argv[1]]()
    for page in pages[:5]:
        attempt(read, page)
    started = time.process_time()
    found = [attempt(read, page) for page in pages]
    seconds = time.process_time() - started
    for one in found:
        print(json.dumps(one, default=str))
    print(json.dumps(seconds))


def attempt(read: Reader, page: dict[str, str]) -> dict[str, Any]:
    try:
        return read(page["html"], page["url"])
    except Exception:  # noqa: BLE001 - a page on which a peer fails is one that it has not read
        return {}


if __name__ == "__main__":
    main()
