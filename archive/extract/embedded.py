"""Posts, videos and charts that a page embeds: each as a link with the words that stand for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.model import Link
from archive.page import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.page import Page

# By the name of what each service's script replaces: the attribute with the post's address; None where a link has it.
_POSTS = {
    "twitter-tweet": None,
    "twitter-video": None,
    "instagram-media": "data-instgrm-permalink",
    "tiktok-embed": "cite",
    "bluesky-embed": None,
    "mastodon-embed": "data-embed-url",
    "reddit-embed-bq": None,
    "fb-post": "data-href",
    "fb-video": "data-href",
}
# Elements that the posts of a page stand in, their names, and the posts and the frames, as selectors.
HOLDERS, NAMES = ("blockquote", "div"), tuple(f".{name}" for name in _POSTS)
POSTS, FRAMES = ", ".join(f"{tag}{name}" for tag in HOLDERS for name in NAMES), "iframe"
_POST_ADDRESS = re.compile(r"/status/\d|/post/|/comments/")
# Frames also hold advertisements and counters; these hosts show what the article means its readers to see.
_PLAYERS = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv|"
    r"twitter\.com|instagram\.com|facebook\.com|tiktok\.com|bsky\.app|t\.me|soundcloud\.com|spotify\.com|"
    r"podcasts\.apple\.com|datawrapper\.de|dwcdn\.net|flourish\.studio|infogram\.com|documentcloud\.org|"
    r"scribd\.com|genial\.ly|knightlab\.com|google\.com/maps)(?:/|$)"
)


def read(page: Page) -> tuple[Link, ...]:
    """The embeds of a page, each once, posts before frames."""
    found = dict.fromkeys([*_post_links(page), *_frame_links(page)])
    addresses: dict[str | None, Link] = {}
    for link in found:
        addresses.setdefault(link.url, link)
    return tuple(addresses.values())


def _post_links(page: Page) -> Iterator[Link]:
    for post in page.select(POSTS):
        attribute = next(_POSTS[name] for name in post.get("class").split() if name in _POSTS)
        links = [a.get("href") for a in post.iter("a") if _POST_ADDRESS.search(a.get("href") or "")]
        address = page.absolute(post.get(attribute) if attribute else next(reversed(links), None))
        if address:
            yield Link("embed", words_of(post), address)


def _frame_links(page: Page) -> Iterator[Link]:
    for frame in page.select(FRAMES):
        address = page.absolute(frame.get("src") or frame.get("data-src"))
        if address and _PLAYERS.match(address):
            yield Link("embed", frame.get("title", "").strip(), address)
