"""The role that the words of an unknown heading speak for."""

from __future__ import annotations

import re

from sotenlp.schema import SectionRole

_ROLE_STEMS: tuple[tuple[str, SectionRole], ...] = (
    ("tavoit", SectionRole.AIMS),
    ("päämäär", SectionRole.AIMS),
    ("tuloks", SectionRole.OUTCOMES),
    ("tuotokse", SectionRole.OUTCOMES),
    ("vaikutu", SectionRole.EFFECTS),
    ("vaikuttavuu", SectionRole.EFFECTS),
    ("mittar", SectionRole.MEASUREMENT),
    ("seuran", SectionRole.MEASUREMENT),
    ("arvioin", SectionRole.EVALUATION),
    ("johtopäätö", SectionRole.EVALUATION),
    ("kustannu", SectionRole.COSTS),
    ("budjet", SectionRole.COSTS),
    ("resurs", SectionRole.COSTS),
    ("jatko", SectionRole.CONTINUATION),
    ("juurru", SectionRole.CONTINUATION),
    ("vakiinnu", SectionRole.CONTINUATION),
    ("taust", SectionRole.BACKGROUND),
    ("johdan", SectionRole.BACKGROUND),
    ("nykytil", SectionRole.BACKGROUND),
    ("lähtötil", SectionRole.BACKGROUND),
    ("tarpe", SectionRole.NEEDS),
    ("kehittämistar", SectionRole.NEEDS),
    ("kohderyhm", SectionRole.NEEDS),
    ("toimenpi", SectionRole.ACTIVITIES),
    ("kehittäjä", SectionRole.ACTIVITIES),
    ("ideoin", SectionRole.ACTIVITIES),
    ("toteut", SectionRole.ACTIVITIES),
    ("kokeilu", SectionRole.ACTIVITIES),
    ("pilot", SectionRole.ACTIVITIES),
    ("käyttöönot", SectionRole.ACTIVITIES),
    ("toimintamalli", SectionRole.ACTIVITIES),
    ("malli", SectionRole.ACTIVITIES),
    ("vaihee", SectionRole.ACTIVITIES),
    ("etenemi", SectionRole.ACTIVITIES),
    ("tilanne", SectionRole.OUTCOMES),
    ("luvut", SectionRole.OUTCOMES),
    ("saavut", SectionRole.OUTCOMES),
    ("edellyty", SectionRole.CONDITIONS),
    ("ehto", SectionRole.CONDITIONS),
    ("ehdot$", SectionRole.CONDITIONS),
)
"""Beginnings of words; with a dollar sign the whole word, for "ehdot" is no "ehdotus"."""

_QUESTIONS: tuple[tuple[re.Pattern[str], SectionRole], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"(?:mitä|paljonko)\b.*\bmaks", SectionRole.COSTS),
        (r"(?:mitä|mikä)\b.*\bopi(?:t|mme|ttiin)", SectionRole.CONTINUATION),
        (r"(?:mitä|miten|mihin)\b.*(?:jatk|seuraavaksi|eteenpäin)", SectionRole.CONTINUATION),
        (r"mi(?:tä|kä|ten)\b.*(?:seura|saatiin|saimme|saavut|muuttu|tulo[ks]|hyöty)", SectionRole.OUTCOMES),
        (r"mi(?:tä|ten|llä)\b.*(?:mita|mittar|arvioi|seuraa)", SectionRole.MEASUREMENT),
        (r"mitä\b.*(?:vaati|edellyt|tarvitaan)", SectionRole.CONDITIONS),
        (r"(?:mitä|mihin)\b.*(?:tavoit|pyri|halu)", SectionRole.AIMS),
        (r"miksi\b|(?:keitä|ketkä|ketä|kenelle|keille|kenen)\b(?!.*(?:tek|kehit|mukana))", SectionRole.NEEDS),
        (r"(?:mitä|miten)\b.*(?:tehtiin|tehdään|tehty|kokeil|toimi|toteut)", SectionRole.ACTIVITIES),
        (r"seuraava\w*\s+(?:vaihe|askel|askele)\w*", SectionRole.CONTINUATION),
    )
)
"""Headings that ask what their part answers."""


def guess_role(words: str) -> SectionRole:
    """The role that an unknown heading's first or last word speaks for, else `OTHER`.

    >>> guess_role("Hankkeen tausta").value, guess_role("Etälääkäri").value
    ('background', 'other')
    >>> guess_role("Miksi mallia tarvitaan?").value
    'needs'
    """
    found = words.casefold().split()
    if not found or len(found) > 8:
        return SectionRole.OTHER
    asked = next((role for pattern, role in _QUESTIONS if pattern.match(words.casefold())), None)
    if asked is not None or len(found) > 6:
        return asked or SectionRole.OTHER
    for word in (found[0], found[-1]):
        for stem, role in _ROLE_STEMS:
            if word.startswith(stem) or f"{word}$" == stem:
                return role
    return SectionRole.OTHER
