"""Who was let in is let in again without asking anew, unless another plugin has a say."""

import asyncio

import pytest
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import Forbidden

from archive.plugin.permissions import Doorkeeper


class Counting(Datasette):
    asked = 0

    async def ensure_permissions(self, actor, permissions):
        self.asked += 1
        await super().ensure_permissions(actor, permissions)


class Stranger:
    """A plugin that lets nobody in."""

    @hookimpl
    def permission_allowed(self, action):
        return False if action == "view-instance" else None


def let_in(door, actor=None):
    asyncio.run(door.let_in(actor, ["view-instance"]))


def test_an_actor_is_asked_about_once():
    datasette = Counting([])
    door = Doorkeeper(datasette)
    for actor in (None, None, {"id": "ann"}, {"id": "ann"}):
        let_in(door, actor)
    assert datasette.asked == 2


def test_who_may_not_come_in_is_asked_about_each_time():
    datasette = Counting([], metadata={"allow": {"id": "ann"}})
    door = Doorkeeper(datasette)
    let_in(door, {"id": "ann"})
    for _ in range(2):
        with pytest.raises(Forbidden):
            let_in(door)
    assert datasette.asked == 3


def test_another_plugin_is_asked_each_time():
    door = Doorkeeper(Datasette([]))
    let_in(door)
    pm.register(Stranger(), name="stranger")
    try:
        with pytest.raises(Forbidden):
            let_in(door)
    finally:
        pm.unregister(name="stranger")
    let_in(door)
