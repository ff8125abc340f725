"""How well long questions find what they are about: judged queries, put to Pressmark and to FTS5 as it comes.

    python benchmarks/judged.py FOLDER
    python benchmarks/judged.py --events TABLE.jsonl.gz [QUERIES]
    python benchmarks/judged.py --sentences TABLE.jsonl.gz [QUERIES]
    python benchmarks/judged.py --known TABLE.jsonl.gz [QUERIES]

FOLDER has three tables of JSON Lines, each line an object (or each compressed, with .gz behind its name):

    documents.jsonl   {"id": …, "title": …, "text": …, "published": …}   title and published may be missing
    queries.jsonl     {"id": …, "text": …}
    judgments.jsonl   {"query": …, "doc": …, "grade": …}                 grade is 1 where it is missing

Other usual names of files and fields are taken as well; they stand below (DOCUMENTS and what follows). Ids may be
numbers or texts. A query without judgments is left out, a judged document that is not there counts as one that is never
found, and a grade of 0 or less as not relevant.

With --events the judgments are made from a table of articles with title, text, published and topic: a title is the
query, and the other articles of that topic and day whose titles share a rare word with it are what it should find.
With --sentences the first sentence of the article is the query. With --known an article is looked for by its own title,
as typed: all of its words.

Prints mean average precision and nDCG@10 of the first two hundred results, the share of queries whose first result, or
one of whose first ten, is relevant, and the time of a query. FTS5 as it comes is
one table of title and text, cut by porter, any of the words, in the order of its own rank; Pressmark is the page that
it shows for any of the words of the query as typed, snippets and totals included.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.search import Fts5, Request, parse, widened
from archive.store import open_reader

DEPTH = 200
# Names of files and fields, in the order in which they are looked for.
DOCUMENTS, QUERIES = ("documents", "corpus", "docs", "collection"), ("queries", "topics")
JUDGMENTS = ("judgments", "judgements", "qrels", "relevance")
OF_DOCUMENT = ("doc", "document", "doc_id", "document_id", "docid", "docno", "corpus-id")
OF_QUERY = ("query", "query_id", "qid", "query-id", "topic")  # in a table of queries the first is the text
TITLE, TEXT, PUBLISHED = ("title", "headline"), ("text", "body", "contents", "content"), ("published", "date")
ASKED = ("text", "query", "title", "description")
GRADE = ("grade", "relevance", "score", "rel", "label")
_HOST = "https://judged.example/"


@dataclass(frozen=True)
class Judged:
    """Documents by id as (title, text, published); queries by id; for each the relevance of documents."""

    documents: dict[str, tuple[str, str, str]]
    queries: dict[str, str]
    judgments: dict[str, dict[str, float]]


def load(folder: Path) -> Judged:
    """A judged collection as three files of JSON Lines."""
    documents = {
        field(one, "id", "_id", *OF_DOCUMENT): (
            field(one, *TITLE, default=""), field(one, *TEXT, default=""), field(one, *PUBLISHED, default="")
        )
        for one in lines(found(folder, DOCUMENTS))
    }  # fmt: skip
    queries = {field(one, "id", "_id", *OF_QUERY[1:]): field(one, *ASKED) for one in lines(found(folder, QUERIES))}
    judgments: dict[str, dict[str, float]] = defaultdict(dict)
    for one in lines(found(folder, JUDGMENTS)):
        judgments[field(one, *OF_QUERY)][field(one, *OF_DOCUMENT)] = float(field(one, *GRADE, default="1"))
    return Judged(documents, {name: text for name, text in queries.items() if name in judgments}, judgments)


def found(folder: Path, names: Sequence[str]) -> Path:
    """The first file of some names that is there; says which were looked for where none is."""
    for name in names:
        for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"):
            if path.exists():
                return path
    sys.exit(f"{folder} has no {names[0]}.jsonl (nor {', '.join(f'{name}.jsonl' for name in names[1:])})")


def field(row: dict[str, Any], *names: str, default: str | None = None) -> str:
    """The first of some fields that a row has, as text; says which were looked for where none is."""
    for name in names:
        if row.get(name) is not None:
            return str(row[name])
    if default is None:
        sys.exit(f"a row has none of {', '.join(names)}: {json.dumps(row)[:200]}")
    return default


def events(table: Path, wanted: int, asked: Callable[[dict[str, Any]], str]) -> Judged:
    """Judgments that editors made when they put articles of several outlets under one topic on one day.

    `asked` makes a query of an article.
    """
    rows = [one for one in lines(table) if one["published"] and len(one["text"]) >= 400]
    titles = [set(re.findall(r"[^\W_]{3,}", one["title"].lower())) for one in rows]
    common = Counter(word for title in titles for word in title)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(rows):
        groups[one["published"], one["topic"]].append(number)
    chosen = [group for group in groups.values() if 2 <= len(group) <= 4]
    random.Random(5).shuffle(chosen)
    documents = {str(number): (one["title"], one["text"], one["published"]) for number, one in enumerate(rows)}
    queries, judgments = {}, {}
    for first, *others in chosen:
        rare = {word for word in titles[first] if common[word] < len(rows) / 50}
        found = {str(other): 1.0 for other in others if rare & titles[other]}
        if found and len(queries) < wanted:
            queries[str(first)] = asked(rows[first])
            judgments[str(first)] = found
            documents.pop(str(first), None)
    return Judged(documents, queries, judgments)


def known(table: Path, wanted: int) -> Judged:
    """Some articles, each to be found by its own title."""
    documents = {
        str(number): (one["title"], one["text"], one["published"])
        for number, one in enumerate(lines(table))
        if one["title"] and one["text"]
    }
    chosen = random.Random(5).sample(sorted(documents), wanted)
    return Judged(documents, {name: documents[name][0] for name in chosen}, {name: {name: 1.0} for name in chosen})


def sentence(article: dict[str, Any]) -> str:
    """The first sentence of an article, or what of it a reader would paste."""
    told = " ".join(article["text"].split())
    whole = re.match(r".{60,}?[.!?](?= )", told)
    return (whole[0] if whole else told)[:260]


def plain(judged: Judged) -> Callable[[str], list[str]]:
    """FTS5 as it comes."""
    table = Database(memory=True)["documents"]
    rows = {name: {"id": name, "title": title, "text": text} for name, (title, text, _) in judged.documents.items()}
    table.insert_all(rows.values(), pk="id")
    table.enable_fts(["title", "text"], tokenize="porter")

    def ranked(query: str) -> list[str]:
        expression = " OR ".join(f'"{word}"' for word in re.findall(r"[^\W_]+", query))
        return [row["id"] for row in table.search(expression, columns=["id"], limit=DEPTH)]

    return ranked


def ours(judged: Judged, folder: Path, *, any_word: bool) -> Callable[[str], list[str]]:
    """Pressmark: the documents added as a table, a query read as it is typed, with `any_word` of it enough."""
    table, database, names = folder / "documents.jsonl", folder / "judged.db", list(judged.documents)
    with table.open("w") as file:
        for number, (title, text, published) in enumerate(judged.documents.values()):
            row = {"url": f"{_HOST}{number}", "title": title, "text": text or title, "published": published}
            if row["text"].strip():
                file.write(json.dumps({key: value for key, value in row.items() if value}) + "\n")
    command = [sys.executable, "-m", "archive", "--db", str(database), "--quiet", "add", str(table)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    engine = Fts5(open_reader(database))

    def ranked(query: str) -> list[str]:
        root = parse(query).root
        page = engine.search(Request((any_word and widened(root)) or root, size=DEPTH))
        return [names[int((hit.url or "").removeprefix(_HOST))] for hit in page.hits]

    return ranked


def average_precision(found: Sequence[str], relevant: dict[str, float]) -> float:
    """Mean of the precision at each relevant document; those not found count as nothing."""
    wanted = {name for name, relevance in relevant.items() if relevance > 0}
    places = [place for place, name in enumerate(found, 1) if name in wanted]
    return sum(number / place for number, place in enumerate(places, 1)) / max(1, len(wanted))


def ndcg(found: Sequence[str], relevant: dict[str, float]) -> float:
    """Discounted cumulative gain of the first ten, as a share of the best there could be (Järvelin, Kekäläinen)."""
    best = gain(sorted(relevant.values(), reverse=True))
    return gain(relevant.get(name, 0) for name in found) / best if best else 0.0


def gain(relevances: Iterable[float]) -> float:
    return sum(relevance / math.log2(place + 1) for place, relevance in zip(range(1, 11), relevances, strict=False))


def report(name: str, ranked: Callable[[str], list[str]], judged: Judged) -> str:
    begun = time.perf_counter()
    found = {query: ranked(text) for query, text in judged.queries.items()}
    each = (time.perf_counter() - begun) / max(1, len(found)) * 1_000
    count = max(1, len(found))
    precision = sum(average_precision(names, judged.judgments[query]) for query, names in found.items()) / count
    gained = sum(ndcg(names, judged.judgments[query]) for query, names in found.items()) / count
    first, ten = (sum(is_among(names[:most], judged.judgments[query]) for query, names in found.items()) / count
                  for most in (1, 10))  # fmt: skip
    return (
        f"{name:12}  MAP {precision:.4f}  nDCG@10 {gained:.4f}  first {first:.3f}  in ten {ten:.3f}"
        f"  {each:6.1f} ms a query"
    )


def is_among(found: Iterable[str], relevant: dict[str, float]) -> bool:
    """Whether anything relevant was found."""
    return any(relevant.get(name, 0) > 0 for name in found)


def lines(path: Path) -> Iterable[dict]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def main(arguments: list[str]) -> None:
    asked = {"--events": itemgetter("title"), "--sentences": sentence}.get(arguments[0])
    if arguments[0] == "--known":
        judged = known(Path(arguments[1]), int(arguments[2]) if len(arguments) > 2 else 300)
    elif asked:
        judged = events(Path(arguments[1]), int(arguments[2]) if len(arguments) > 2 else 300, asked)
    else:
        judged = load(Path(arguments[0]))
    print(f"{len(judged.documents):,} documents, {len(judged.queries):,} judged queries")
    print(report("FTS5", plain(judged), judged))
    with tempfile.TemporaryDirectory() as folder:
        print(report("Pressmark", ours(judged, Path(folder), any_word=arguments[0] != "--known"), judged))


if __name__ == "__main__":
    main(sys.argv[1:])
