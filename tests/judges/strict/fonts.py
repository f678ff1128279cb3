"""Fonts: embedded, with a character for each glyph used, and widths that agree."""

import io
import re

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont
from pikepdf import Name

PRIVATE = [(0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD)]


class Faces:
    """Every font that shows something, and the codes it shows."""

    def __init__(self):
        self.codes, self.fonts = {}, {}
        self.maps = {}
        self.found = []

    def used(self, font, text, spoken, artifact, where):
        key = font.objgen
        if key not in self.fonts:
            self.fonts[key] = font
            self.codes[key] = set()
            self.maps[key] = to_unicode(font)
        size = 1 if font.get(Name.Subtype) == Name.Type3 else 2
        codes = {int.from_bytes(text[at : at + size], "big") for at in range(0, len(text), size)}
        new = codes - self.codes[key]
        self.codes[key] |= codes
        name = str(font.get(Name.BaseFont, font.get(Name.Name, key)))
        for code in new:
            characters = self.maps[key].get(code)
            if not characters:
                self.found.append(f"to unicode: {name} has nothing for {code:#x}, {where}")
            elif any(char in "\0\ufeff\ufffe\uffff" for char in characters):
                self.found.append(f"to unicode: {name} says {characters!r} for {code:#x}, {where}")
        if not spoken:
            for code in codes:
                characters = self.maps[key].get(code) or ""
                if any(low <= ord(char) <= high for char in characters for low, high in PRIVATE):
                    self.found.append(f"private: {name} {code:#x} is {characters!r} without ActualText, {where}")

    def findings(self):
        found = self.found
        for key, font in self.fonts.items():
            kind = font.get(Name.Subtype)
            name = str(font.get(Name.BaseFont, font.get(Name.Name, key)))
            if kind == Name.Type3:
                found += type3(font, name, self.codes[key])
            elif kind == Name.Type0:
                found += composite(font, name, self.codes[key])
            else:
                found.append(f"font: {name} is a {kind}")
        return found


def to_unicode(font):
    """Codes and the characters they stand for."""
    stream = font.get(Name.ToUnicode)
    mapped = {}
    if stream is None:
        return mapped
    text = stream.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>", block):
            mapped[int(code, 16)] = characters(target)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for low, high, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f\s]*>|\[[^\]]*\])", block):
            low, high = int(low, 16), int(high, 16)
            if target.startswith("["):
                for offset, one in enumerate(re.findall(r"<([0-9A-Fa-f\s]*)>", target)):
                    mapped[low + offset] = characters(one)
            else:
                first = characters(target[1:-1])
                for offset in range(high - low + 1):
                    mapped[low + offset] = first[:-1] + chr(ord(first[-1]) + offset)
    return mapped


def characters(target):
    return bytes.fromhex(re.sub(r"\s", "", target)).decode("utf-16-be", "replace")


def type3(font, name, codes):
    encoding = list(font.Encoding.get(Name.Differences, []))
    names, code = {}, 0
    for item in encoding:
        if isinstance(item, pikepdf.Name):
            names[code] = str(item)
            code += 1
        else:
            code = int(item)
    widths, first = [float(width) for width in font.Widths], int(font.FirstChar)
    for code in codes:
        glyph = font.CharProcs.get(names.get(code, "/"))
        if glyph is None:
            yield f"glyph: {name} has no procedure for {code}"
            continue
        operands = next((list(values) for values, operator in pikepdf.parse_content_stream(glyph) if str(operator) in ("d0", "d1")), None)
        if operands is None or abs(float(operands[0]) - widths[code - first]) > 1:
            yield f"width: {name} {code} is {widths[code - first]} and its procedure says {operands}"


def composite(font, name, codes):
    if font.get(Name.Encoding) != Name("/Identity-H"):
        yield f"encoding: {name} has {font.get(Name.Encoding)}"
    inner = font.DescendantFonts[0]
    descriptor = inner.get(Name.FontDescriptor)
    if not re.match(r"^/[A-Z]{6}\+", name):
        yield f"subset: {name} has no tag"
    # A CFF font may carry the name of its encoding too.
    plain = name.removesuffix("-Identity-H") if inner.Subtype == Name.CIDFontType0 else name
    if str(inner.BaseFont) != plain or str(descriptor.FontName) != plain:
        yield f"font name: {name}, {inner.BaseFont}, {descriptor.FontName}"
    if bool(int(descriptor.Flags) & 4) == bool(int(descriptor.Flags) & 32):
        yield f"font flags: {name} has {descriptor.Flags}"
    for key in ("/Ascent", "/Descent", "/CapHeight", "/ItalicAngle", "/StemV", "/FontBBox"):
        if key not in descriptor:
            yield f"font descriptor: {name} has no {key}"
    if Name.CIDSet in descriptor:
        yield f"glyph set: {name} lists its glyphs, which readers do not agree about"
    if inner.get(Name.CIDSystemInfo) is None:
        yield f"font: {name} does not say whose glyph numbers it has"
    program, advance = glyphs(inner, descriptor)
    if program is None:
        yield f"font: {name} is not embedded"
        return
    outlines = None
    if isinstance(inner.get(Name.CIDToGIDMap), pikepdf.Stream):
        outlines = inner.CIDToGIDMap.read_bytes()
    elif inner.Subtype == Name.CIDFontType2 and inner.get(Name.CIDToGIDMap) != Name.Identity:
        yield f"glyph map: {name} has {inner.get(Name.CIDToGIDMap)!r}"
    widths = declared(inner)
    for code in codes:
        if code == 0:
            yield f"notdef: {name} shows glyph 0"
        glyph = code if outlines is None else int.from_bytes(outlines[2 * code : 2 * code + 2])
        actual = advance(glyph)
        if actual is None:
            yield f"glyph: {name} has none for {code:#x}"
        elif abs(actual - widths.get(code, float(inner.get(Name.DW, 1000)))) > 1:
            yield f"width: {name} {code:#x} is {widths.get(code)} and the font says {actual}"


def declared(inner):
    """The widths of /W, thousandths of an em."""
    widths, entries = {}, list(inner.get(Name.W, []))
    while entries:
        first = int(entries.pop(0))
        following = entries.pop(0)
        if isinstance(following, pikepdf.Array):
            widths.update({first + at: float(width) for at, width in enumerate(following)})
        else:
            width = float(entries.pop(0))
            widths.update({code: width for code in range(first, int(following) + 1)})
    return widths


def glyphs(inner, descriptor):
    """The font program, and the advance it gives a CID."""
    if Name.FontFile2 in descriptor:
        program = TTFont(io.BytesIO(bytes(descriptor.FontFile2.read_bytes())), lazy=True)
        order, upem = program.getGlyphOrder(), program["head"].unitsPerEm

        def advance(cid):
            return program["hmtx"][order[cid]][0] * 1000 / upem if cid < len(order) else None

        return program, advance
    stream = descriptor.get(Name.FontFile3)
    if stream is None:
        return None, None
    data = bytes(stream.read_bytes())
    if stream.get(Name.Subtype) == Name.OpenType:
        program = TTFont(io.BytesIO(data), lazy=True)
        top = program["CFF "].cff.topDictIndex[0]
    else:
        program = CFFFontSet()
        program.decompile(io.BytesIO(data), None)
        top = program.topDictIndex[0]
    return program, lambda cid: cff_advance(top, cid)


def cff_advance(top, cid):
    keyed = hasattr(top, "ROS")
    order = top.charset
    if keyed:
        glyph = f"cid{cid:05d}" if cid else ".notdef"
    else:
        glyph = order[cid] if cid < len(order) else None
    if glyph is None or glyph not in top.CharStrings:
        return None
    outline = top.CharStrings[glyph]
    outline.decompile()
    outline.draw(NullPen())
    scale = (top.FontMatrix[0] if hasattr(top, "FontMatrix") else 0.001) * 1000
    return outline.width * scale
