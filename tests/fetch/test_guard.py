"""Which addresses are public; that every hop is vetted before it is connected to stands in tests/hostile."""

import pytest

from archive.fetch.guard import is_public


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize("address", ["nonsense", "", "1.1.1", "127.0.0.1 "])
def test_what_is_no_address_is_not_public(address):
    assert not is_public(address)
