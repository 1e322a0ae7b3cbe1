"""Contact persons as pages give them."""

import pytest

from sotenlp.reader.contacts import Contact, read_contact


@pytest.mark.parametrize(
    ("value", "contact"),
    [
        ("Aino Mäki", Contact("Aino Mäki")),
        ("Aino Mäki-Oja, aino.maki@example.org", Contact("Aino Mäki-Oja", None, "aino.maki@example.org")),
        ("hankepäällikkö Aino Mäki, puh. 050 000 0001", Contact("Aino Mäki")),
        ("Aino Mäki, Essote, aino(at)example.org", Contact("Aino Mäki", "Essote", "aino(at)example.org")),
        (
            "Kuopion kaupunki, yhteyshenkilö Aino Mäki, aino@example.org",
            Contact("Aino Mäki", "Kuopion kaupunki", "aino@example.org"),
        ),
        ("Kuopion kaupunki", Contact(None, "Kuopion kaupunki")),
        ("kirjaamo@example.org", Contact(None, None, "kirjaamo@example.org")),
        ("████ ████, Kuopion kaupunki", Contact("████ ████", "Kuopion kaupunki")),
        ("hanketiimi", Contact("hanketiimi")),
    ],
)
def test_read_contact(value, contact):
    assert read_contact(value) == contact
