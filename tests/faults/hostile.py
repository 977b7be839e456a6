"""PDFs that are broken, odd or made to harm, written by code: each with what may become of it."""

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

READ = frozenset({"ok"})
REFUSED = frozenset({"damaged", "no_pages", "not_a_pdf", "encrypted", "limit", "crashed"})
EITHER = READ | REFUSED

WORDS = "Riktlinje om badhus\nKommunstyrelsen ska varje år redovisa hur badhusen används."
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HELLO = b"BT /F1 12 Tf 72 700 Td (Badhuset har stadgar och regler) Tj ET"


@dataclass(frozen=True)
class Case:
    """A file; ``codes`` are the outcomes that are right, ``shown`` and ``hidden`` words that are read or are not."""

    name: str
    make: Callable[[], bytes]
    codes: frozenset[str] = EITHER
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def sound(words: str = WORDS, pages: int = 1, **options: object) -> bytes:
    """A PDF with nothing wrong."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True, **options)
    for _ in range(pages):
        for number, line in enumerate(words.splitlines()):
            canvas.drawString(72, 760 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def file_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """The objects, numbered from 1, with a cross-reference table."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + tail


def stream_of(content: bytes, keys: bytes = b"") -> bytes:
    """A packed stream."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n" % (len(packed), keys) + packed + b"\nendstream"


def page_of(
    content: bytes = HELLO, *more: bytes, resources: bytes = b"", catalog: bytes = b"", page: bytes = b""
) -> bytes:
    """One page whose font is object 5; ``more`` are objects from 6 on."""
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s"
            b"/Resources<</Font<</F1 5 0 R>>%s>>>>" % (page, resources),
            content if content.startswith(b"<<") else stream_of(content),
            FONT,
            *more,
        ]
    )


# ------------------------------------------------------------ broken


def flipped(seed: int) -> bytes:
    """A sound file with one bit in two hundred bytes turned."""
    data, chance = bytearray(sound()), random.Random(seed)
    for _ in range(len(data) // 200):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def table_astray() -> bytes:
    """A cross-reference table that leads to the wrong places."""
    data = page_of()
    at = data.rindex(b"xref\n0 ")
    return data[:at] + data[at:].replace(b"00000000", b"00000777").replace(b"00001", b"00009")


def table_ring() -> bytes:
    """A trailer whose older table is the table itself."""
    data = page_of()
    start = int(data.split(b"startxref\n")[1].split()[0])
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


# ------------------------------------------------------------ too much


def bomb(mebibytes: int = 600) -> bytes:
    """A page of spaces, packed a thousand times smaller."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(b" " * (1 << 20)) for _ in range(mebibytes)] + [packer.flush()])
    return page_of(b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed) + packed + b"\nendstream")


def bomb_in_bomb() -> bytes:
    """Packed twice: some kilobytes for a gigabyte."""
    packer = zlib.compressobj(9)
    once = b"".join([packer.compress(b" " * (1 << 20)) for _ in range(1024)] + [packer.flush()])
    packed = zlib.compress(once, 9)
    keys = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n" % len(packed)
    return page_of(keys + packed + b"\nendstream")


def giant_picture() -> bytes:
    """A picture of ten thousand million dots."""
    keys = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    return page_of(b"q 500 0 0 500 0 0 cm /P Do Q", stream_of(b"\0" * 1000, keys), resources=b"/XObject<</P 6 0 R>>")


def laughs(depth: int = 12) -> bytes:
    """Forms that draw forms that draw forms, ten of each in each."""
    more = []
    for level in range(depth):
        last = level == depth - 1
        below = b"" if last else b"/XObject<</X%d %d 0 R>>" % (level + 1, level + 7)
        body = b"BT /F1 12 Tf (ha) Tj ET" if last else b"/X%d Do " % (level + 1) * 10
        keys = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s/Font<</F1 5 0 R>>>>" % below
        more.append(stream_of(body, keys))
    return page_of(b"/X0 Do", *more, resources=b"/XObject<</X0 6 0 R>>")


def million_lines() -> bytes:
    """A million strokes on one page."""
    return page_of(b"0 0 m 9 9 l S " * 1_000_000)


def composite(cmap: bytes, encoding: bytes = b"/Identity-H", widths: bytes = b"[0[500]]") -> bytes:
    """Words in a composite font with a map to Unicode."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding%s/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>" % encoding
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/W%s>>"
    content = b"BT /F2 12 Tf 72 700 Td <00480065> Tj ET"
    data = page_of(content, font, below % widths, stream_of(cmap))
    return data.replace(b"/Font<</F1 5 0 R>>", b"/Font<</F2 6 0 R>>", 1)


def unicode_range(first: bytes, last: bytes, times: int = 1) -> bytes:
    """A map to Unicode with that range, so many times."""
    ranges = b"1 beginbfrange <%s> <%s> <0041> endbfrange\n" % (first, last)
    return b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges * times + b"endcmap"


# ------------------------------------------------------------ too deep, or round in a ring


def deep_tree(levels: int = 20_000) -> bytes:
    """A page tree of one branch, very high."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(levels)]
    return file_of([*objects, b"<</Type/Page/MediaBox[0 0 595 842]>>"])


def tree_ring() -> bytes:
    """Two branches of the page tree that hold each other."""
    inner = [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"]
    return file_of([b"<</Type/Catalog/Pages 2 0 R>>", *inner])


def outline_ring() -> bytes:
    """Bookmarks that follow each other for ever, and lie within each other."""
    marks = (
        b"<</First 7 0 R/Last 8 0 R/Count 2>>",
        b"<</Title(ett)/Parent 6 0 R/Next 8 0 R/First 7 0 R/Last 7 0 R>>",
        b"<</Title(tva)/Parent 6 0 R/Next 7 0 R/Prev 7 0 R>>",
    )
    return page_of(HELLO, *marks, catalog=b"/Outlines 6 0 R")


def form_ring() -> bytes:
    """A form that draws itself."""
    keys = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return page_of(HELLO + b" /X Do", stream_of(b"/X Do /X Do", keys), resources=b"/XObject<</X 6 0 R>>")


def length_ring() -> bytes:
    """A stream whose length is told by the stream itself."""
    return page_of(b"<</Length 4 0 R>>\nstream\n" + HELLO + b"\nendstream")


# ------------------------------------------------------------ things that act, or lie beside the text


def acting() -> bytes:
    """Scripts and programs to be started when the file is opened."""
    actions = (
        b"<</S/JavaScript/JS(app.alert\\('hej'\\); this.exportDataObject\\({nLaunch: 2}\\))/Next 7 0 R>>",
        b"<</S/Launch/F(/bin/sh)/Next 8 0 R>>",
        b"<</S/URI/URI(http://192.0.2.1/seen)>>",
    )
    return page_of(HELLO, *actions, catalog=b"/OpenAction 6 0 R/AA<</WC 6 0 R>>", page=b"/AA<</O 6 0 R>>")


def with_attachment() -> bytes:
    """A file within the file, with a name that leads elsewhere."""
    names = b"/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>>>"
    spec = b"<</Type/Filespec/F(../../../../tmp/escaped.txt)/EF<</F 7 0 R>>>>"
    return page_of(HELLO, spec, stream_of(b"BILAGANS HEMLIGHET", b"/Type/EmbeddedFile"), catalog=names)


def elsewhere() -> bytes:
    """A page whose words are said to lie in another file of the machine."""
    return page_of(b"<</Length 0/F(/etc/passwd)/FFilter[]>>\nstream\n\nendstream")


def form_field() -> bytes:
    """A form with a filled field."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    canvas.drawString(72, 760, "Blankett om badhus")
    canvas.acroForm.textfield(name="ort", value="Exempelby", x=72, y=600, width=200, height=20)
    canvas.save()
    return stream.getvalue()


def signed() -> bytes:
    """A signature that signs nothing."""
    field = b"<</FT/Sig/T(s)/V 7 0 R/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R>>"
    value = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 9 9 999999999]/Contents<00>>>"
    return page_of(HELLO, field, value, catalog=b"/AcroForm<</Fields[6 0 R]/SigFlags 3>>", page=b"/Annots[6 0 R]")


def turned(degrees: int) -> bytes:
    """A page that is to be shown turned."""
    return page_of(HELLO, page=b"/Rotate %d" % degrees)


def outside() -> bytes:
    """Words far outside the page, beside words on it."""
    return page_of(HELLO + b" BT /F1 12 Tf 9000 9000 Td (UTANFOR SIDAN) Tj ET")


def invisible() -> bytes:
    """Words that are not painted, as recognised text is."""
    return page_of(b"BT 3 Tr /F1 12 Tf 72 700 Td (Badhuset har stadgar och regler) Tj ET")


SHIFTED_WORDS = (
    "kommunstyrelsen ansvarar för att programmet följs upp varje år och att nämnderna redovisar hur arbetet "
)


def shifted() -> bytes:
    """Prose in a font without a map to Unicode, each sign three on."""
    text = "".join(char if char == " " else chr(ord(char) + 3) for char in SHIFTED_WORDS * 6 if ord(char) < 120)
    return sound("\n".join(text[at : at + 80] for at in range(0, len(text), 80)))


def picture_only() -> bytes:
    """A page that is one picture."""
    keys = b"/Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8"
    image = stream_of(bytes(range(64)) * 64, keys)
    return page_of(b"q 595 0 0 842 0 0 cm /P Do Q", image, resources=b"/XObject<</P 6 0 R>>")


def odd_page(box: bytes) -> bytes:
    """A page of an impossible size."""
    return page_of(HELLO).replace(b"/MediaBox[0 0 595 842]", b"/MediaBox%s" % box)


def _cut(tenth: int) -> Case:
    data = sound(pages=3)
    return Case(f"cut_{tenth}0", lambda: data[: len(data) * tenth // 10])


NONE = file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
BADHUS = ("Badhuset",)
CASES = (
    *(_cut(tenth) for tenth in range(10)),
    *(Case(f"flipped_{seed}", lambda seed=seed: flipped(seed)) for seed in range(8)),
    Case("sound", sound, READ, ("badhus",), statuses=("text",)),
    Case("empty_password", lambda: sound(encrypt=StandardEncryption("", ownerPassword="x")), READ, ("badhus",)),
    Case("user_password", lambda: sound(encrypt=StandardEncryption("hemligt")), frozenset({"encrypted"})),
    Case("no_pages", lambda: NONE, frozenset({"no_pages"})),
    Case("web_page", lambda: b"<!DOCTYPE html><title>404</title>", frozenset({"not_a_pdf"})),
    Case("nothing", lambda: b"", frozenset({"not_a_pdf"})),
    Case("zeros", lambda: b"\0" * 4000, frozenset({"not_a_pdf"})),
    Case("table_astray", table_astray, READ, BADHUS),
    Case("table_ring", table_ring),
    Case("no_table", lambda: page_of().split(b"xref\n")[0], READ, BADHUS),
    Case("junk_first", lambda: b"junk\n" * 300 + page_of(), READ, BADHUS),
    Case("bomb", bomb),
    Case("bomb_in_bomb", bomb_in_bomb),
    Case("giant_picture", giant_picture),
    Case("laughs", laughs),
    Case("million_lines", million_lines),
    Case("unicode_4g", lambda: composite(unicode_range(b"00000000", b"ffffffff"))),
    Case("unicode_500", lambda: composite(unicode_range(b"0000", b"ffff", 500))),
    Case("widths_4g", lambda: composite(b"", widths=b"[0 4294967295 500]")),
    Case("encoding_astray", lambda: composite(b"", encoding=b"/..#2f..#2f..#2ftmp#2fevil")),
    Case("no_end_of_picture", lambda: page_of(b"BI /W 9 /H 9 ID " + b"x" * 90_000)),
    Case("deep_arrays", lambda: page_of(HELLO, catalog=b"/X " + b"[" * 100_000 + b"]" * 100_000)),
    Case("deep_names", lambda: page_of(HELLO, catalog=b"/X " + b"<</A" * 50_000 + b" 1" + b">>" * 50_000)),
    Case("deep_states", lambda: page_of(b"q " * 500_000 + HELLO)),
    Case("deep_tree", deep_tree),
    Case("tree_ring", tree_ring),
    Case("outline_ring", outline_ring, READ, BADHUS),
    Case("form_ring", form_ring),
    Case("length_ring", length_ring),
    Case("acting", acting, READ, BADHUS, hidden=("app.alert", "/bin/sh")),
    Case("with_attachment", with_attachment, READ, BADHUS, hidden=("HEMLIGHET",)),
    Case("elsewhere", elsewhere, hidden=("root:",)),
    Case("form_field", form_field, READ, ("Blankett", "Exempelby")),
    Case("signed", signed, READ, BADHUS),
    *(Case(f"turned_{angle}", lambda angle=angle: turned(angle), READ, BADHUS) for angle in (90, 180, 270, 45)),
    Case("outside", outside, READ, BADHUS, hidden=("UTANFOR",)),
    Case("invisible", invisible, READ, BADHUS, statuses=("ocr",)),
    Case("shifted", shifted, READ, hidden=("kommunstyrelsen",), statuses=("unreadable",)),
    Case("picture_only", picture_only, READ, statuses=("image",)),
    Case("no_size", lambda: odd_page(b"[0 0 0 0]")),
    Case("turned_size", lambda: odd_page(b"[595 842 0 0]"), READ, BADHUS),
    Case("endless_size", lambda: odd_page(b"[-1e38 -1e38 1e38 1e38]")),
    Case("odd_size", lambda: odd_page(b"[(a) null /B 1 0 R]")),
)
