"""Addresses: which of them name the same page.

`canonical` gives the address a person would cite; `identity` the key by which two captures are one article. A page
is one page with or without tracking parameters, AMP, a mobile host and `www.`, over http and https.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Parameters that say where a reader came from, not which page it is. Families by prefix, single ones by name; from the
# documentation of the services that add them (Google, Meta, Microsoft, Mailchimp, HubSpot, AT Internet, Piano).
_TRACKING_PREFIXES = (
    "utm_",
    "mc_",
    "pk_",
    "mtm_",
    "hsa_",
    "_hs",
    "at_",
    "ns_",
    "wt_",
    "ito",
    "cmpid",
    "vero_",
    "oly_",
    "fb_",
)
_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "msclkid",
        "yclid",
        "twclid",
        "igshid",
        "igsh",
        "mkt_tok",
        "smid",
        "partner",
        "ref",
        "ref_src",
        "ref_url",
        "referrer",
        "campaign_id",
        "cmp",
        "cmpid",
        "icid",
        "ocid",
        "ftag",
        "ncid",
        "sref",
        "spm",
        "xtor",
        "s_cid",
        "soc_src",
        "soc_trk",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "share",
        "shared",
        "sharetype",
        "socialref",
        "taid",
        "tpcc",
        "wtmc",
        "fromnewsletter",
        "emc",
        "nl",
    ]
)
_AMP_PARAMETERS = {"amp", "outputtype", "amp_js_v", "usqp"}
_SUBHOST = re.compile(r"^(?:amp|m|mobile|mobil|touch|www-m)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?:/amp/?|\.amp|(?<=/)amp/(?=.))$|^/amp(?=/.)")
# An address that is in order as it stands: nothing in it has to be decoded, sorted or left out.
_PLAIN = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?P<path>/[A-Za-z0-9/._~-]*)?")
_AMP_CACHE = re.compile(r"^(?P<host>[\w-]+)\.cdn\.ampproject\.org$")
_AMP_HOST = ".cdn.ampproject.org"


@lru_cache(4_096)
def is_web(url: str | None) -> bool:
    """Whether this is an http or https address with a host: the only kind that is ever stored or linked."""
    if url and _PLAIN.fullmatch(url):
        return True
    if not url or any(c in url for c in "\n\r\t\x00"):
        return False
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)


def host(url: str | None) -> str:
    """The host in lower case, without `www.`; empty where there is none."""
    if not is_web(url):
        return ""
    name = urlsplit(str(url).strip()).hostname or ""
    return name.removeprefix("www.").rstrip(".")


@lru_cache(4_096)
def domain(url: str | None) -> str:
    """The registrable domain (`bbc.co.uk`) by the Public Suffix List; the host where the list knows none."""
    if not is_web(url):
        return ""
    from courlan import extract_domain  # slow to import, and light commands never need it

    return extract_domain(str(url).lower(), fast=True) or host(url)


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """The address to show and cite: no fragment, tracking, AMP or mobile form; empty where it is not a web address."""
    plain = _PLAIN.fullmatch(url)
    if plain and not plain["host"].endswith(_AMP_HOST):
        path = _AMP_PATH.sub("", plain["path"] or "/")
        return f"{plain['scheme']}://{_without_subhost(plain['host'])}{path or '/'}"
    if not is_web(url):
        return ""
    parts = urlsplit(_out_of_amp_cache(url.strip()))
    name = (parts.hostname or "").rstrip(".")
    name = _without_subhost(name)
    if ":" in name:
        name = f"[{name}]"
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    netloc = name if parts.port in {None, default} else f"{name}:{parts.port}"
    path = (
        quote(unquote(_AMP_PATH.sub("", parts.path)), safe="/:@!$&'()*+,;=~-._%")
        if "%" not in parts.path
        else _AMP_PATH.sub("", parts.path)
    )
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k)])
    return urlunsplit((parts.scheme.lower(), netloc.lower(), path or "/", query, ""))


@lru_cache(maxsize=4096)
def identity(url: str) -> str:
    """The key by which two captures are one article: canonical, without scheme, `www.` and a slash at the end."""
    tidy = canonical(url)
    if not tidy:
        return ""
    if "?" not in tidy and "%" not in tidy:
        return tidy.partition("://")[2].removeprefix("www.").rstrip("/")
    parts = urlsplit(tidy)
    path = unquote(parts.path).rstrip("/")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{parts.netloc.removeprefix('www.')}{path}{'?' + query if query else ''}"


def same_site(one: str | None, other: str | None) -> bool:
    """Whether two addresses lie in one registrable domain, so that one may speak for the other."""
    return bool(domain(one)) and domain(one) == domain(other)


def is_front_page(url: str) -> bool:
    """Whether an address names a site and no page of it: as a canonical link it would make one article of a site."""
    parts = urlsplit(url)
    return parts.path.strip("/") in {"", "index.html", "index.php", "home"} and not parts.query


def _without_subhost(name: str) -> str:
    return _SUBHOST.sub("", name) if name.count(".") > 1 else name


def _is_tracking(parameter: str) -> bool:
    name = parameter.lower()
    return name in _TRACKING or name in _AMP_PARAMETERS or name.startswith(_TRACKING_PREFIXES)


def _out_of_amp_cache(url: str) -> str:
    """`https://example-org.cdn.ampproject.org/c/s/example.org/a` is `https://example.org/a` (AMP cache URL format)."""
    parts = urlsplit(url)
    match = re.match(r"/[a-z](?P<s>/s)?/(?P<rest>[^/]+\..*)", parts.path)
    if _AMP_CACHE.match(parts.hostname or "") and match:
        return f"http{'s' if match['s'] else ''}://{match['rest']}{'?' + parts.query if parts.query else ''}"
    return url
