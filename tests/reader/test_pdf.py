"""PDF files with a text layer."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph

from sotenlp.config import Config
from sotenlp.document import Document
from sotenlp.errors import InputError
from sotenlp.reader.pdf_hyphens import Hyphens
from sotenlp.reader.reading import from_bytes
from tests.reader.made.pages import BODY, pdf_of


def drawn(*pages: Callable[[Canvas], object], **options: object) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*texts: str, left: float = 60, top: float = 760, step: float = 14) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(left, top - number * step, text)

    return draw


def read(data: bytes, config: Config | None = None) -> Document:
    return from_bytes(data, path="sivu.pdf", id="sivu", config=config)


FULL = "Hyvinvointialueen terveysasemilla aloitettiin yhteinen asiakasohjaus ja sen tuki kun"


def test_lines_of_a_paragraph_are_joined_and_a_short_line_ends_it() -> None:
    text = read(drawn(lines(FULL, FULL, FULL, "loppu.", "Uusi kappale alkaa tästä."))).text
    assert text == f"{FULL} {FULL} {FULL} loppu.\nUusi kappale alkaa tästä.\n"


def test_a_gap_and_another_size_part_blocks() -> None:
    def draw(canvas: Canvas) -> None:
        lines(FULL, FULL, "loppu.")(canvas)
        lines("Kappale.", top=690)(canvas)
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(60, 660, "Otsikko")

    assert read(drawn(draw)).text == f"{FULL} {FULL} loppu.\n\nKappale.\n\nOtsikko\n"


@pytest.mark.parametrize(
    ("line", "joined"),
    [
        ("96. Selvitys tehtiin.", True),
        ("1. Selvitys tehtiin.", False),
        ("Rahoittaja", False),
        ("Etelä-Savo.", True),
    ],
)
def test_a_full_line_goes_on_unless_the_next_opens_something(line: str, joined: bool) -> None:
    text = read(drawn(lines(FULL, FULL, FULL, line))).text
    assert text == " ".join([FULL] * 3) + (" " if joined else "\n") + line + "\n"


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("terveyspalve-", "luiden", "terveyspalveluiden"),
        ("sosiaali-", "ja terveyspalvelut", "sosiaali- ja terveyspalvelut"),
        ("STM-", "rahoitus", "STM-rahoitus"),
        ("Etelä-", "Savo", "Etelä-Savo"),
        ("vuosina 2020-", "2022", "vuosina 2020-2022"),
        ("linja-", "autolla", "linja-autolla"),
        ("tammi-", "maaliskuussa", "tammi-maaliskuussa"),
        ("yhteis\u00ad", "työ", "yhteistyö"),
        ("Cool Kids -", "ryhmä", "Cool Kids -ryhmä"),
        ("ryhmä -", "ja muut", "ryhmä - ja muut"),
        ("monialainen", "tiimi", "monialainen tiimi"),
    ],
)
def test_broken_words_are_made_whole(before: str, after: str, wanted: str) -> None:
    hyphens = Hyphens(["hoito-", "kuntou-", "Sote työssä", before, after])
    assert hyphens.join([before, after]) == wanted


def test_the_document_s_own_words_tell_how_a_word_is_written() -> None:
    assert Hyphens(["sote-", "sote-keskus"]).join(["sote-", "keskus"]) == "sote-keskus"
    assert Hyphens(["digi-", "digihoitaja"]).join(["digi-", "hoitaja"]) == "digihoitaja"
    assert Hyphens(["x"] * 200 + ["walk-"]).join(["walk-", "in"]) == "walk-in"


def test_headers_footers_page_numbers_and_contents_are_left_out() -> None:
    story = [part for n in range(4) for part in (Paragraph(f"Luku {n} kertoo työstä.", BODY), PageBreak())]
    text = read(pdf_of(story)).text
    assert text == "".join(f"Luku {n} kertoo työstä.\n\n" for n in range(4)).rstrip("\n") + "\n"
    contents = drawn(lines("Sisällys", "Tulokset ............... 7", "Tulokset saatiin."))
    assert "....." not in read(contents).text


def test_a_heading_that_comes_again_on_a_few_pages_stays() -> None:
    pages = [
        lines("Tulokset", "Työ alkoi."),
        lines("Tulokset", "Työ jatkui."),
        *[lines("Muuta", "Tekstiä.")] * 4,
    ]
    assert (
        read(drawn(*pages[:2], *[lines(f"Osa {'abcd'[n]}", "Tekstiä.") for n in range(4)])).text.count(
            "Tulokset"
        )
        == 2
    )


def test_a_table_with_borders_gives_rows_with_whole_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 200, 300, 400], [600, 640, 680])
        head = [(65, 665, "Mittari"), (205, 665, "Lähtötaso"), (305, 665, "Tulos")]
        for x, y, text in [*head, (65, 626, "Hoitoon pääsy"), (65, 612, "viikossa"), (305, 626, "82 %")]:
            canvas.drawString(x, y, text)

    assert read(drawn(draw)).text == "Mittari\tLähtötaso\tTulos\nHoitoon pääsy viikossa\t\t82 %\n"


def test_a_table_without_borders_gives_rows_by_its_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate(
            [("Toimenpide", "Tila"), ("Perhekeskus", "käytössä"), ("Omatiimi", "kokeilussa")]
        ):
            for column, text in enumerate(cells):
                canvas.drawString(60 + 150 * column, 700 - 16 * row, text)

    assert read(drawn(draw)).text == "Toimenpide\tTila\nPerhekeskus\tkäytössä\nOmatiimi\tkokeilussa\n"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_reads_the_same(turn: int) -> None:
    width, height = A4 if turn % 180 == 0 else landscape(A4)
    origin = {0: (0, 0), 90: (height, 0), 180: (width, height), 270: (0, width)}[turn]

    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((width, height) if turn % 180 == 0 else (height, width))
        canvas.setPageRotation(turn)
        canvas.translate(*origin)
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 11)
        lines("Otsikko", top=500)(canvas)
        lines(FULL, "loppu.", top=450)(canvas)

    assert read(drawn(draw)).text == f"Otsikko\n\n{FULL} loppu.\n"


def test_text_on_its_side_and_words_drawn_twice_count_once() -> None:
    def draw(canvas: Canvas) -> None:
        lines("Lihava teksti.")(canvas)
        canvas.drawString(60.4, 760, "Lihava teksti.")
        canvas.rotate(90)
        canvas.drawString(300, -30, "LUONNOS")

    assert read(drawn(draw)).text == "Lihava teksti.\n"


def test_bullets_that_are_drawn_are_bullets() -> None:
    def draw(canvas: Canvas) -> None:
        lines("yksi asia", "toinen asia", left=80)(canvas)
        for y in (763, 749):
            canvas.circle(72, y, 1.8, fill=1)

    assert read(drawn(draw)).text == "• yksi asia\n• toinen asia\n"


def test_the_footer_of_a_printed_page_tells_its_address() -> None:
    def draw(canvas: Canvas) -> None:
        lines("Omatiimi", "Työ alkoi.")(canvas)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(30, 20, "https://example.org/fi/malli")
        canvas.drawRightString(560, 20, "1/1")

    document = read(drawn(draw))
    assert document.provenance.url == "https://example.org/fi/malli"
    assert "example" not in document.text


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40))), 0, 0, 500, 700)


def test_a_scanned_file_is_told_as_such_and_a_scanned_page_is_noted() -> None:
    with pytest.raises(InputError, match="scanned PDF") as caught:
        read(drawn(picture, picture))
    assert caught.value.code == "scanned"
    assert "ocrmypdf" in caught.value.cure
    document = read(drawn(lines(FULL, FULL), picture))
    assert [problem.code for problem in document.problems] == ["scanned_pages"]
    assert "1 of 2 pages" in document.problems[0].message
    with pytest.raises(InputError, match="no text"):
        read(drawn(lambda canvas: None))


def test_protected_and_broken_files_are_refused_with_a_cure() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(InputError, match="password") as caught:
        read(drawn(lines("a"), encrypt=StandardEncryption("salasana", strength=128)))
    assert caught.value.code == "protected"
    with pytest.raises(InputError, match="broken PDF") as caught:
        read(b"%PDF-1.7\n" + bytes(500))
    assert caught.value.code == "broken"


def test_a_page_of_millions_of_letters_is_refused_before_it_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(3000):
            canvas.drawString(60, number / 4, f"{number} " * 25)

    with pytest.raises(InputError, match="more than 200000 characters"):
        read(drawn(draw, pageCompression=1), Config(max_characters=200_000))


def test_a_page_that_unpacks_to_far_too_much_is_refused_before_it_is_opened() -> None:
    def draw(canvas: Canvas) -> None:
        canvas._code.append(" " * 12_000_000)  # what a canvas has drawn, as commands

    data = drawn(lines("Työ alkoi."), draw, pageCompression=1)
    assert len(data) < 100_000
    with pytest.raises(InputError, match="unpacks to more than 10000000 bytes"):
        read(data)


def test_two_thousand_pages_are_read_and_a_longer_text_is_refused() -> None:
    pages = [lines(*[f"{n} {FULL}"] * 3) for n in range(2000)]
    data = drawn(*pages)
    document = read(data)
    assert document.source[-1].place == "page=2000"
    assert len(document.text) > 400_000
    with pytest.raises(InputError, match="more than 100000 characters"):
        read(data, Config(max_characters=100_000))
