"""Make the app font from Debian's Noto Sans CJK: `python make.py NotoSansCJK-Regular.ttc`; README.md says how.

Needs fonttools, which is no dependency of the project. Noto Sans CJK has no superscript or subscript signs but ¹ ² ³;
school physics writes 10⁵ and v₁, so they are drawn here from the font's own signs, made smaller.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SIMPLIFIED_CHINESE = 2  # the face's number in the collection
FAMILY = "Xueban SC"
SCALE = 0.62
RAISED, LOWERED = 330, -130  # of 1000 units to the em
SUPERSCRIPTS = dict(zip("⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "0456789+−=()abcdefghijklmnoprstuvwxyz", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+−=()aehijklmnoprstuvx", strict=True))


def wanted() -> str:
    """GB2312, Latin, Greek, punctuation, and the signs of school mathematics and physics."""
    chars = {chr(c) for c in [*range(0x20, 0x7F), *range(0xA0, 0x100)]}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                chars.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    chars |= set("−√±∓×÷·≤≥≦≧≠≈≡≌∽∝∞∠∟△▽⊥∥∦∴∵∈∉⊂⊃⊆⊇∪∩∅∀∃¬∧∨∑∏∫∂∇′″‴°℃℉Ω℧µ")
    chars |= {chr(c) for c in [*range(0x391, 0x3CA), *range(0x2160, 0x2180), *range(0x2190, 0x219A)]}
    chars |= {chr(c) for c in [*range(0x21D0, 0x21D6), *range(0x2460, 0x2500), *range(0x2010, 0x2028)]}
    chars |= {chr(c) for c in [*range(0x2030, 0x203F), *range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)]}
    chars |= set("■□▲▼▶◀▽◆◇○●◎★☆♀♂✓•…—–‘’“”€£¥￥™©®†‡§¶⇌℃ℓ½¼¾镕堃喆垚淼囧嘚囡啰啥噢镲玥珺琰瑄璟昉晞晗昊")
    chars |= set(SUPERSCRIPTS) | set(SUBSCRIPTS)
    return "".join(sorted(c for c in chars if c.isprintable()))


def add_small_signs(font: TTFont) -> None:
    """Draw the superscripts and subscripts that the font lacks."""
    top = font["CFF "].cff.topDictIndex[0]
    strings, order, names = top.CharStrings, top.charset, font.getBestCmap()
    free = (f"cid{number:05d}" for number in range(1, 65536) if f"cid{number:05d}" not in strings.charStrings)
    for shift, signs in ((RAISED, SUPERSCRIPTS), (LOWERED, SUBSCRIPTS)):
        for sign, base in signs.items():
            source = names[ord(base)]
            width = round(font["hmtx"][source][0] * SCALE)
            face = top.FDSelect[order.index(source)]
            private = top.FDArray[face].Private
            # A charstring tells its width as the difference from what its private dictionary calls normal.
            pen = T2CharStringPen(width - private.nominalWidthX, None)
            font.getGlyphSet()[source].draw(TransformPen(pen, (SCALE, 0, 0, SCALE, 0, shift)))
            name = next(free)
            strings.charStrings[name] = len(strings.charStringsIndex)
            strings.charStringsIndex.append(pen.getCharString(private, top.GlobalSubrs))
            top.FDSelect.append(face)
            order.append(name)
            font["hmtx"][name] = (width, 0)
            for table in font["cmap"].tables:
                if table.isUnicode() and table.format != 14:
                    table.cmap[ord(sign)] = name
    font.setGlyphOrder(order)
    font["maxp"].numGlyphs = len(order)


def main(collection: str) -> None:
    """Write the font, and the list of its characters."""
    font = TTFont(collection, fontNumber=SIMPLIFIED_CHINESE)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
    options = subset.Options(layout_features=["ccmp", "kern"], hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=wanted())
    cutter.subset(font)
    cut = BytesIO()
    font.save(cut)
    font = TTFont(cut)  # read again: only now are its glyphs numbered anew
    add_small_signs(font)
    font.save(HERE / "XuebanSC-Regular.otf")
    held = "".join(map(chr, sorted(font.getBestCmap())))
    (HERE / "characters.txt").write_text(held, "utf-8")
    print(len(held), "characters")  # noqa: T201 - a command-line tool


if __name__ == "__main__":
    main(sys.argv[1])
