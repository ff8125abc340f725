"""Answers that are given again: what many readers open is made once, and stays as it is until the archive changes.

Only who comes without a name is given what another was given, and never a page with a form: its token is one reader's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datasette.utils.asgi import Response

from archive.plugin.packing import TOKEN
from archive.search.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.plugin.visit import View, Visit

# Of all processes of a server together: some thousand pages of results.
ANSWERS_BYTES = 48_000_000


class Answer(NamedTuple):
    """What was answered at an address."""

    address: str
    body: bytes
    headers: Mapping[str, str]
    content_type: str

    @property
    def weight(self) -> int:
        """How much memory it takes, in bytes, as nearly as matters."""
        return len(self.address) + len(self.body) + 1_000

    def again(self) -> Response:
        """The same, for another reader."""
        return Response(self.body, headers=dict(self.headers), content_type=self.content_type)


def kept(workers: int) -> Kept[Answer]:
    """Room for the answers that one of so many processes gives again."""
    return Kept(ANSWERS_BYTES // workers, lambda answer: answer.weight)


def repeated(view: View) -> View:
    """A view that gives what it gave before, for its answers hang on the address, the archive and the day alone."""

    async def seen(visit: Visit) -> Response | None:
        request = visit.request
        if request.method != "GET" or request.actor:
            return await view(visit)
        key = (view, request.url, visit.room.state)
        known = visit.room.answers.held(key)
        if known:
            return known.again()
        response = await view(visit)
        if response and response.status == 200:
            body = response.body if isinstance(response.body, bytes) else response.body.encode()
            answer = Answer(request.url, body, dict(response.headers), response.content_type)
            if TOKEN not in body:
                visit.room.answers.get(key, lambda: answer)
        return response

    return seen
