"""Addresses and the names of files."""

from __future__ import annotations

import pytest

from sotenlp.errors import InputError
from sotenlp.fetching.addresses import file_name, normalised_address, origin


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("https://innokyla.fi", "https://innokyla.fi/"),
        ("innokyla.fi/fi/malli", "https://innokyla.fi/fi/malli"),
        (" HTTP://Esimerkki.FI:80/A?b=c#d ", "http://esimerkki.fi/A?b=c"),
        ("https://esimerkki.fi/etelä savo".replace(" ", "%20"), "https://esimerkki.fi/etel%C3%A4%20savo"),
        ("https://äänekoski.fi/", "https://xn--nekoski-4waa.fi/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://a.fi/x%C3%A4", "https://a.fi/x%C3%A4"),
    ],
)
def test_addresses_are_normalised(given: str, found: str) -> None:
    assert normalised_address(given) == found


@pytest.mark.parametrize(
    "given",
    ["", "sivu", "ftp://a.fi/", "file:///x", "mailto:a@b.fi", "https://", "http://a b.fi/", "http://a.fi:x/"],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(InputError, match="whole addresses"):
        normalised_address(given)


def test_names_of_files_are_safe_and_differ() -> None:
    names = [file_name(url, ".html") for url in (
        "https://a.fi/../etc/passwd", "https://a.fi/x?a=1", "https://a.fi/x?a=2", "https://a.fi/" + "ä" * 500
    )]  # fmt: skip
    assert len(set(names)) == len(names)
    assert all("/" not in name and len(name) < 120 and not name.startswith(".") for name in names)


def test_origin() -> None:
    assert origin("https://a.fi:8443/x?y") == "https://a.fi:8443"
