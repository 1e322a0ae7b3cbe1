"""Who is to be named where a document's words are shown, and on what terms they may be used."""

from __future__ import annotations

import re

from sotenlp.document import Metadata, Provenance

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def cite(meta: Metadata, provenance: Provenance) -> str:
    """The source of a document's words in one line: producer, page, dates, address, terms.

    Args:
        meta: Identity fields of the document.
        provenance: Its origin and terms.

    Returns:
        What is known of these; "" where nothing is.

    Example:
        >>> cite(Metadata(project="Etäpalvelut", modified="1.2.2023"), Provenance(producer="Kainuun sote"))
        'Kainuun sote: Etäpalvelut (muokattu 1.2.2023)'
    """
    dates = [f"luotu {meta.created}"] if meta.created and not meta.modified else []
    dates += [f"muokattu {meta.modified}"] if meta.modified else []
    page = meta.project or ""
    if dates and (page or provenance.producer):
        page = f"{page} ({', '.join(dates)})".strip()
    named = ": ".join(filter(None, (provenance.producer, page)))
    day = _DAY.match(provenance.retrieved or "")
    fetched = f"haettu {day[0]}" if day else ""
    address = ", ".join(filter(None, (provenance.url, fetched if provenance.url else "")))
    terms = f"käyttöehdot: {provenance.terms.rstrip('.')}" if provenance.terms else ""
    return "; ".join(filter(None, (named, address, terms)))
