"""A plan as a query of Tantivy that finds the same articles; None where only FTS5 can say which these are."""

from __future__ import annotations

import re
from typing import Any

from archive.search import expressions, periods, porter
from archive.search.compile import Plan
from archive.search.expressions import Every, Expression, Less, Near, Phrase, Some
from archive.search.selection import EVERYTHING
from archive.search.tantivy_index import library

# A title's words weigh more, as in FTS5; there a weight multiplies how often a word counts, here what it is worth.
BOOSTS = {"title": 3.0, "dek": 2.0, "text": 1.0, "grams": 1.0}


def of_plan(schema: Any, plan: Plan) -> Any | None:
    """The query of a plan; None for conditions on rows, words near each other, and phrases that end in a beginning."""
    if plan.where:
        return None
    tantivy = library()
    try:
        wanted = _Translation(tantivy, schema).of(expressions.read(plan.match))
    except NotImplementedError:
        return None
    if (plan.first, plan.last) == periods.ANY_TIME.slots:
        return wanted
    span = tantivy.Query.range_query(schema, "slot", tantivy.FieldType.Integer, plan.first, plan.last)
    must = tantivy.Occur.Must
    return tantivy.Query.boolean_query([(must, wanted), (must, tantivy.Query.const_score_query(span, 0.0))])


class _Translation:
    """Turns expressions of FTS5 into queries; raises NotImplementedError for what has no equal."""

    def __init__(self, tantivy: Any, schema: Any) -> None:
        self._tantivy = tantivy
        self._query, self._occur = tantivy.Query, tantivy.Occur
        self._schema = schema

    def of(self, expression: Expression) -> Any:
        match expression:
            case Phrase(written=written) if f"filters : {written}" == EVERYTHING:
                return self._query.const_score_query(self._query.all_query(), 0.0)
            case Phrase():
                return self._phrase(expression)
            case Near():
                raise NotImplementedError
            case Every(parts):
                return self._query.boolean_query([(self._occur.Must, self.of(part)) for part in parts])
            case Some(parts) if all(isinstance(part, Phrase) and part.columns == ("filters",) for part in parts):
                words = [word for part in parts if isinstance(part, Phrase) for word in part.words]
                return self._query.const_score_query(self._query.term_set_query(self._schema, "filters", words), 0.0)
            case Some(parts):
                return self._any([self.of(part) for part in parts])
            case Less(part, without):
                pair = [(self._occur.Must, self.of(part)), (self._occur.MustNot, self.of(without))]
                return self._query.boolean_query(pair)

    def _phrase(self, phrase: Phrase) -> Any:
        if phrase.columns == ("filters",):
            term = self._query.term_query(self._schema, "filters", phrase.words[0], "basic")
            return self._query.const_score_query(term, 0.0)
        terms = porter.in_row(phrase.words)
        if not terms:
            return self._query.empty_query()
        found = [self._query.boost_query(self._in(name, terms, phrase), BOOSTS[name]) for name in phrase.columns]
        return self._any(found)

    def _in(self, field: str, terms: tuple[str, ...], phrase: Phrase) -> Any:
        if phrase.is_beginning and len(terms) > 1:
            raise NotImplementedError  # Tantivy looks up some of the words that begin so, and not all
        if phrase.is_beginning:
            return self._query.regex_query(self._schema, field, f"{re.escape(terms[0])}.*")
        if len(terms) > 1:
            return self._query.phrase_query(self._schema, field, list(terms))
        return self._query.term_query(self._schema, field, terms[0])

    def _any(self, found: list[Any]) -> Any:
        return found[0] if len(found) == 1 else self._query.boolean_query([(self._occur.Should, one) for one in found])
