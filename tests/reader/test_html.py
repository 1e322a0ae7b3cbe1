"""Web pages as saved from a browser."""

from __future__ import annotations

import time

import pytest

from sotenlp.config import Config
from sotenlp.document import Document
from sotenlp.errors import InputError
from sotenlp.reader.extracted import Source
from sotenlp.reader.html import extract
from sotenlp.reader.reading import from_bytes


def page(body: str, head: str = "") -> Document:
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    return from_bytes(data, path="sivu.html", id="sivu")


def text(body: str) -> str:
    return page(body).text


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>Yksi  kaksi\n kolme.</p>", "Yksi kaksi kolme."),
        ("<h2>Otsikko</h2><p>Teksti.</p>", "Otsikko\n\nTeksti."),
        ("<p>Rivi<br>toinen</p>", "Rivi\ntoinen"),
        ("<p>Kappale<br><br>toinen</p>", "Kappale\n\ntoinen"),
        ("<div>Luotu</div><div>1.2.2021</div>", "Luotu\n1.2.2021"),
        ("<dl><dt>Luotu</dt><dd>1.2.2021</dd></dl>", "Luotu\n1.2.2021"),
        ("<ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>", "• a\n• b\n• c"),
        ("<ol><li>a<li>b</ol><ol start=4><li>d<li value=9>e</ol>", "1. a\n2. b\n\n4. d\n9. e"),
        ("sana<b>liha</b><i>v</i>oitu", "sanalihavoitu"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("5&nbsp;% &shy;ja &lt;b&gt; &auml;", "5\u00a0% \u00adja <b> ä"),
        ("<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb"),
        ("<label class=field__label>Rahoittaja</label><div>STM</div>", "Rahoittaja\nSTM"),
    ],
)
def test_blocks_become_lines(body: str, wanted: str) -> None:
    assert text(body) == wanted + "\n"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td></tr></table>", "A\tB\n1\t"),
        ("<table><tr><td>a<td rowspan=2>b</tr><tr><td>c</tr></table>", "a\tb\nc"),
        ("<table><tr><td rowspan=2>a<td>b</tr><tr><td>c</tr></table>", "a\tb\n\tc"),
        ("<table><tr><td colspan=2>a<td>b</tr><tr><td>1<td>2<td>3</tr></table>", "a\t\tb\n1\t2\t3"),
        ("<table><tr><td><p>a</p><p>b</p><td><ul><li>c<li>d</ul></tr></table>", "a b\tc d"),
        ("<table><caption>Taulukko 1</caption><tr><td>a<td>b</table>", "Taulukko 1\na\tb"),
        ("<table><tr><td><h2>Otsikko</h2><td>Sivu</tr></table>", "Otsikko\n\nSivu"),
        ("<table><tr><td>yksi</tr><tr><td>kaksi</tr></table>", "yksi\nkaksi"),
        ("<table><tr><td>a<td>b", "a\tb"),
        ("<table><tr><td colspan=99999>a<td>b</table>", "a" + "\t" * 100 + "b"),
    ],
)
def test_tables_become_rows_apart_by_tabs(body: str, wanted: str) -> None:
    assert text(body) == wanted + "\n"


@pytest.mark.parametrize(
    "clutter",
    [
        "<nav><ul><li>Etusivu</li></ul></nav>",
        "<header><a href='/'>Etusivu</a></header>",
        "<footer>Ylläpito</footer>",
        "<script>var a = 'Etusivu';</script><style>p {}</style><noscript>Salli skriptit</noscript>",
        "<div id='cookie-banner'>Käytämme evästeitä.</div>",
        "<div class='cc1'><p>Sivusto käyttää evästeitä.</p><button>Hyväksy kaikki</button></div>",
        "<div class='breadcrumb'>Etusivu / Mallit</div>",
        "<div role='navigation'>Etusivu</div>",
        "<div class='visually-hidden'>Piilossa</div>",
        "<a class='skip-link' href='#main'>Siirry sisältöön</a>",
        "<figure><img alt='Kuva'><figcaption>Kuva 1. Kaavio</figcaption></figure>",
        "<svg><title>icon/chevron-down</title><desc>Created with Sketch.</desc></svg>",
        "<span aria-hidden='true'>★</span>",
        "<button>Jaa</button><select><option>suomi</option></select><input value='haku'>",
        "<dialog>Kirjaudu</dialog><div class='modal fade'>Ilmoita sisällöstä</div>",
        "<template><p>Malli</p></template><!-- huomautus -->",
        "icon/chevron-down Created with Sketch.",
    ],
)
def test_what_is_no_content_is_left_out(clutter: str) -> None:
    around = f"{clutter}<h1>Malli</h1>{clutter}<p>Omatiimi aloitti.</p>{clutter}"
    assert text(around) == "Malli\n\nOmatiimi aloitti.\n"


@pytest.mark.parametrize(
    "body",
    [
        "<h2><button aria-expanded='false'><svg><title>icon</title></svg> Perustiedot</button></h2>",
        "<button aria-controls='x'>Perustiedot</button>",
        "<details><summary>Perustiedot</summary></details>",
        "<a data-bs-toggle='collapse' href='#x'>Perustiedot</a>",
        "<h2 class='cookie'>Perustiedot</h2><h1 hidden></h1>".replace(" class='cookie'", ""),
    ],
)
def test_headings_that_open_parts_stay_and_so_do_closed_parts(body: str) -> None:
    hidden = "<div hidden style='display:none' aria-hidden='true'><p>Omatiimi aloitti.</p></div>"
    assert text(f"<h1>Malli</h1>{body}{hidden}") == "Malli\n\nPerustiedot\n\nOmatiimi aloitti.\n"


def test_only_the_main_part_counts_where_there_is_one() -> None:
    main = "<main><p>" + "Omatiimi aloitti Kajaanissa. " * 10 + "</p></main>"
    other = "<div><h2>Muita malleja</h2><p>Aivan toinen malli.</p></div>"
    document = page(f"<h1>Malli</h1>{other}{main}{other}")
    assert document.text.startswith("Malli\n\nOmatiimi aloitti")
    assert "toinen" not in document.text
    assert "toinen" in text(f"<h1>Malli</h1>{other}<main><p>.</p></main>{other * 20}")


def test_a_name_of_clutter_on_the_whole_page_or_on_its_subject_hides_nothing() -> None:
    prose = "<p>Omatiimi aloitti.</p>" * 5
    for name in ("page cookie-accepted", "field-social-services", "informed-consent", "field-share-of-time"):
        assert "Omatiimi" in text(f"<div class='{name}'>{prose}</div><p>Loppu.</p>"), name
    for name in ("social-media-links", "share-buttons", "consent-banner", "cookies"):
        assert "Omatiimi" not in text(f"<div class='{name}'>{prose}</div>" + "<p>Loppu tästä.</p>" * 20), name


def test_the_window_s_title_stands_for_a_missing_heading() -> None:
    assert page("<p>Työ alkoi.</p>", "<title>Omatiimi | Innokylä</title>").text == "Omatiimi\n\nTyö alkoi.\n"
    assert page("<h2>Omatiimi</h2>", "<title>Omatiimi | Innokylä</title>").text == "Omatiimi\n"


@pytest.mark.parametrize(
    ("before", "head"),
    [
        ("", "<link rel='canonical' href='https://example.org/malli'>"),
        ("", "<meta property='og:url' content='https://example.org/malli'>"),
        ("<!-- saved from url=(0025)https://example.org/malli -->", ""),
    ],
)
def test_the_page_s_own_address_is_kept(before: str, head: str) -> None:
    data = f"<!DOCTYPE html>{before}<html><head>{head}</head><body><p>Työ.</p></body></html>".encode()
    assert from_bytes(data, path="sivu.html", id="x").provenance.url == "https://example.org/malli"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-15"])
def test_the_encoding_that_a_page_declares_is_used(encoding: str) -> None:
    body = f"<html><head><meta charset={encoding}></head><body><p>Päivä 5 €, työ, Žižka.</p></body></html>"
    document = from_bytes(body.encode(encoding, "xmlcharrefreplace"), path="a.html", id="a")
    assert document.text == "Päivä 5 €, työ, Žižka.\n"
    assert document.problems == ()


def test_a_page_of_several_parts() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/malli\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----x"\r\n\r\n------x\r\n'
        b"Content-Type: text/css\r\n\r\np {}\r\n------x\r\n"
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b'<html><head><meta charset=3D"utf-8"></head><body>'
        b"<p>Ty=C3=B6 al=\r\nkoi.</p></body></html>\r\n------x--\r\n"
    )
    document = from_bytes(data, path="sivu.mhtml", id="x")
    assert (document.text, document.format) == ("Työ alkoi.\n", "mhtml")
    assert document.provenance.url == "https://example.org/malli"
    with pytest.raises(InputError, match="no web page in it"):
        from_bytes(data.replace(b"text/html", b"text/plain"), path="sivu.mhtml", id="x")


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/related; " + b"a=1; " * 20_000,
        b"".join(b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(5000)),
        b"Content-Type: message/rfc822\n\n" * 5000,
    ],
)
def test_a_file_of_parts_that_is_made_to_be_slow_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="broken") as caught:
        from_bytes(b"From: <Saved by Blink>\n" + data, path="sivu.mhtml", id="x")
    assert caught.value.code == "broken"


def test_a_page_of_scripts_alone_says_that_it_has_no_text() -> None:
    with pytest.raises(InputError, match="no text in it") as caught:
        page("<div id='app'></div><script>run()</script>")
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    "body",
    [
        "<table>" + "<tr>" + "<td rowspan=99 colspan=99>a" * 20_000,
        "<div>" * 1800 + "<aside>a</aside>" * 20_000 + "loppu",
        "<div>eväste " + "<button>Hyväksy</button>" * 20_000 + "</div>loppu",
        "<body>" + "<div><p>eväste <a>hyväksy</a></p></div>" * 20_000,
    ],
)
def test_a_page_that_is_made_to_be_slow_is_not(body: str) -> None:
    start = time.process_time()
    read = extract(Source(f"<html><body>{body}".encode(), "a.html"))
    assert read.text
    assert time.process_time() - start < 10


def test_depth_and_size_have_limits_that_are_named() -> None:
    assert text("<div>" * 1500 + "loppu") == "loppu\n"
    with pytest.raises(InputError, match="2048"):
        page("<div>" * 100_000 + "loppu")
    with pytest.raises(InputError, match="more than 50 tags"):
        from_bytes(b"<html><body>" + b"<p>a</p>" * 50, path="a.html", id="a", config=Config(max_tags=50))
    with pytest.raises(InputError, match="attributes"):
        page("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x")
    assert text(f"<p><img src='data:image/png;base64,{'A' * 500_000}=='>kuva</p>") == "kuva\n"
    with pytest.raises(InputError, match="more than 10 characters"):
        from_bytes(b"<html><body><p>Yli kymmenen", path="a.html", id="a", config=Config(max_characters=10))


def test_numbers_of_footnotes_are_no_part_of_the_words_and_other_raised_ones_are() -> None:
    marks = '<sup><a href="#fn1">1</a></sup>', '<sup id="r"><a href="https://a.fi/s#n">[12]</a></sup>'
    body = f"<h1>Malli</h1><p>Palvelut koottiin yhteen.{marks[0]} Tila on 50 m<sup>2</sup>.{marks[1]}</p>"
    assert text(body) == "Malli\n\nPalvelut koottiin yhteen. Tila on 50 m2.\n"
