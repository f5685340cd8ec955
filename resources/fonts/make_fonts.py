"""Makes the bundled fonts again from their sources; a tool for those who work on the program, never loaded by it.

    python make_fonts.py chinese NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc
    python make_fonts.py latin NotoSans-Regular.ttf NotoSans-Bold.ttf
    python make_fonts.py uyghur NotoSansArabic-Regular.ttf NotoSansArabic-Bold.ttf
    python make_fonts.py icons phosphor-1.3.0.ttf phosphor-charmap-1.3.0.json

Needs fonttools. The sources: Debian's fonts-noto-cjk and fonts-noto-core; the icons as they lie in the package QtAwesome.
Each font's licence stands beside it in this folder.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
SIMPLIFIED = "Noto Sans CJK SC"
# Line heights of the Uyghur cut, in thousandths of the em. The source leaves room for Koranic marks, 2.1 em a line; Uyghur has no
# marks above or below its letters: the tallest reach 0.95 and the lowest, a final U+06D0, 0.62 (a bold one; 0.55 the regular).
ASCENT, DESCENT = 1069, 550

PUNCTUATION = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | set(range(0x2000, 0x2070))
PUNCTUATION |= {0x20AC, 0x2116, 0x2122, 0x2212, 0xFFFD}
LATIN_AND_CYRILLIC = (
    PUNCTUATION | set(range(0x100, 0x180)) | {0x18F, 0x259, 0x218, 0x219, 0x21A, 0x21B} | set(range(0x2B0, 0x370))
    | set(range(0x400, 0x530)) | set(range(0x1E00, 0x1F00)) | set(range(0x2070, 0x2150)) | {0x25CC, 0xFB01, 0xFB02}
)  # fmt: skip
ARABIC_SCRIPT = set(range(0x600, 0x700)) | {0x20, 0xA0, 0xAB, 0xBB, *range(0x200B, 0x2010), 0x2026, 0x25CC}
# Letters of given names and traders' signs that GB2312 lacks and people really bear.
NAME_LETTERS = (
    "喆堃玥祎珺赟翀旻昉昇琤瑢镕锳頔倧劼妘姮婳嫄孖峣嶒怹扆暐暠朶杋栐棽橦欸洺浛淏湉溁焜煐犇珝珣琀琇琎瑀瑄璟璠畯皞禛絜翙翚翛翯翾"
    "芃蒨虓訚贇钘镠阇韡飏飖馡骎骕鸑麃"
)


def gb2312() -> set[int]:
    """Code points of all 7,445 characters of GB 2312-80, by decoding its whole plane."""
    found = set()
    for lead in range(0xA1, 0xFF):
        for trail in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((lead, trail)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def cut(font: TTFont, wanted: set[int], target: Path, *, features: str) -> None:
    """Writes the font with only the wanted letters; features: comma-separated OpenType features to keep."""
    options = Options()
    options.layout_features = [f for f in features.split(",") if f]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "VORG", "vhea", "vmtx", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.save(target)
    print(target.name, target.stat().st_size, "bytes", len(font.getBestCmap()), "letters")


def chinese(regular: Path, bold: Path) -> None:
    """Simplified Chinese, both weights, cut to GB2312, names and punctuation."""
    wanted = gb2312() | PUNCTUATION | {ord(letter) for letter in NAME_LETTERS}
    for weight, source in (("Regular", regular), ("Bold", bold)):
        faces = TTCollection(str(source)).fonts
        face = next(f for f in faces if f["name"].getDebugName(1) == SIMPLIFIED)
        cut(face, wanted, HERE / f"NotoSansCJKsc-{weight}-GB2312.otf", features="kern,ccmp,liga,mark")


def latin(regular: Path, bold: Path) -> None:
    """Latin, Vietnamese and Cyrillic (Russian, Kazakh, Kyrgyz), both weights."""
    for weight, source in (("Regular", regular), ("Bold", bold)):
        target = HERE / f"NotoSans-{weight}-LatinCyrillic.ttf"
        cut(TTFont(str(source)), LATIN_AND_CYRILLIC, target, features="kern,ccmp,liga,mark,mkmk,locl,tnum,lnum")


def uyghur(regular: Path, bold: Path) -> None:
    """The Arabic script's letters, both weights, with lines as high as Uyghur needs, under a name of its own."""
    for weight, source in (("Regular", regular), ("Bold", bold)):
        font = TTFont(str(source))
        font["hhea"].ascent = font["OS/2"].sTypoAscender = font["OS/2"].usWinAscent = ASCENT
        font["hhea"].descent = font["OS/2"].sTypoDescender = -DESCENT
        font["OS/2"].usWinDescent = DESCENT
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 6, 16):
                gap = "" if record.nameID in (3, 6) else " "
                record.string = str(record).replace(f"Sans{gap}Arabic", f"Sans{gap}Uyghur")
        target = HERE / f"NotoSansUyghur-{weight}.ttf"
        cut(font, ARABIC_SCRIPT, target, features="init,medi,fina,isol,rlig,liga,calt,ccmp,locl,mark,mkmk,kern,curs")


def icon_names() -> list[str]:
    """The glyph names of icons.txt, each regular and filled. Raises ValueError: a name stands there twice."""
    lines = (HERE / "icons.txt").read_text(encoding="utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if len(names) != len(set(names)):
        raise ValueError("icons.txt names an icon twice")
    return [variant for name in names for variant in (name, f"{name}-fill")]


def icons(source: Path, charmap: Path) -> None:
    """The icons of icons.txt and icons.json (name -> code point). Raises SystemExit: the font lacks a name."""
    points = {name: int(code, 16) for name, code in json.loads(charmap.read_text(encoding="utf-8")).items()}
    missing = [name for name in icon_names() if name not in points]
    if missing:
        raise SystemExit(f"not in this font: {', '.join(missing)}")
    chosen = {name: points[name] for name in sorted(icon_names())}
    cut(TTFont(str(source)), set(chosen.values()), HERE / "Phosphor-Icons.ttf", features="")
    (HERE / "icons.json").write_text(json.dumps(chosen, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"chinese": chinese, "latin": latin, "uyghur": uyghur, "icons": icons}[sys.argv[1]](*map(Path, sys.argv[2:]))
