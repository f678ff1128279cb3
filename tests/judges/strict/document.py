"""The file as a whole: trailer, catalog, metadata, colours, attachments, actions."""

import re

import pikepdf
from lxml import etree
from pikepdf import Name

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
PREDEFINED = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/xap/1.0/mm/",
    "http://ns.adobe.com/xap/1.0/rights/",
    "http://ns.adobe.com/pdf/1.3/",
    "http://ns.adobe.com/xap/1.0/t/pg/",
    "http://www.aiim.org/pdfa/ns/id/",
    "http://www.aiim.org/pdfa/ns/extension/",
    "http://www.aiim.org/pdfa/ns/schema#",
    "http://www.aiim.org/pdfa/ns/property#",
    "adobe:ns:meta/",
    "http://www.w3.org/XML/1998/namespace",
}
ACTIONS = {"/GoTo", "/URI"}
FILTERS = {"/FlateDecode", "/DCTDecode"}
TONGUE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def findings(pdf, raw):
    found = []
    found += trailer(pdf, raw)
    found += catalog(pdf)
    found += metadata(pdf)
    found += colours(pdf)
    found += attachments(pdf)
    found += objects(pdf)
    found += outline(pdf)
    return found


def trailer(pdf, raw):
    if not re.match(rb"%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}", raw):
        yield "header: the first lines are not those of PDF 1.4 to 1.7 with a binary comment"
    ends = re.findall(rb"startxref\s+\d+\s+%%EOF", raw)
    if len(ends) != 1 or not raw.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield f"revisions: {len(ends)} ends of file, or something behind the last"
    ids = pdf.trailer.get(Name.ID)
    if ids is None or len(ids) != 2 or any(len(bytes(one)) < 16 for one in ids):
        yield "trailer id: absent or short"
    if pdf.is_encrypted:
        yield "encryption: the file is encrypted"


def catalog(pdf):
    root = pdf.Root
    for key in (Name.OpenAction, Name.AA, Name.AcroForm, Name.OCProperties, Name.Perms, Name.Requirements):
        if key in root:
            yield f"catalog: it has {key}"
    names = root.get(Name.Names, pikepdf.Dictionary())
    for key in names.keys():
        if key not in ("/Dests", "/EmbeddedFiles"):
            yield f"names: the tree has {key}"
    mark = root.get(Name.MarkInfo, {})
    if mark.get(Name.Marked) is not True or mark.get(Name.Suspects) is True:
        yield "marked: MarkInfo does not say so, or suspects"
    if not TONGUE.match(str(root.get(Name.Lang, ""))):
        yield f"language: {root.get(Name.Lang)!r} of the catalog is no tag"
    if root.get(Name.ViewerPreferences, {}).get(Name.DisplayDocTitle) is not True:
        yield "title: a viewer is not asked to show it"
    if Name.PageLabels not in root:
        yield "page labels: absent"
    if root.get(Name.PageMode) != Name.UseOutlines:
        yield "page mode: the outline is not shown"


def metadata(pdf):
    stream = pdf.Root.get(Name.Metadata)
    if stream is None:
        yield "xmp: absent"
        return
    if Name.Filter in stream:
        yield "xmp: it is compressed"
    text = stream.read_raw_bytes()
    opening = re.search(rb"<\?xpacket begin=[^>]*\?>", text)
    if opening is None or b"encoding=" in opening.group() or b"bytes=" in opening.group():
        yield "xmp: its packet header is absent or has encoding or bytes"
    try:
        root = etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        yield f"xmp: it is no XML: {error}"
        return
    yield from namespaces(root)
    for tag, wanted in ((PDFA + "part", "3"), (PDFA + "conformance", "A"), (PDFUA + "part", "1")):
        if value(root, tag) != wanted:
            yield f"xmp: {tag} is {value(root, tag)!r}"
    yield from agreement(pdf, root)


def namespaces(root):
    described = {node.text for node in root.iter("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")}
    used = set()
    for node in root.iter():
        if isinstance(node.tag, str):
            used.add(etree.QName(node).namespace)
            used.update(etree.QName(name).namespace for name in node.attrib)
    for space in used - described - PREDEFINED - {None}:
        # Types of values need no description; schemas do.
        if not space.startswith("http://ns.adobe.com/xap/1.0/sType/"):
            yield f"xmp: the schema {space} is neither predefined nor described"


def value(root, tag):
    """The text of a property, written as an element, a list or an attribute."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag == tag:
            items = [item.text or "" for item in node.iter(RDF + "li")]
            return "; ".join(items) if items else (node.text or "")
        if tag in node.attrib:
            return node.attrib[tag]
    return None


def agreement(pdf, root):
    """What Info and XMP both say must be the same."""
    info = pdf.trailer.get(Name.Info)
    if info is None:
        return
    pairs = {
        "/Title": DC + "title",
        "/Author": DC + "creator",
        "/Subject": DC + "description",
        "/Keywords": PDF + "Keywords",
        "/Creator": XMP + "CreatorTool",
        "/Producer": PDF + "Producer",
    }
    for key, tag in pairs.items():
        if key in info and str(info[key]) != value(root, tag):
            yield f"info: {key} is {str(info[key])!r} and XMP says {value(root, tag)!r}"
    for key, tag in {"/CreationDate": XMP + "CreateDate", "/ModDate": XMP + "ModifyDate"}.items():
        if key in info and moment(str(info[key])) != moment(value(root, tag) or ""):
            yield f"info: {key} is {info[key]} and XMP says {value(root, tag)}"
    allowed = set(pairs) | {"/CreationDate", "/ModDate"}
    for key in set(info.keys()) - allowed:
        yield f"info: {key} is no business of it"
    if "/Title" not in info and not value(root, DC + "title"):
        yield "title: absent"


def moment(text):
    """The digits of a date, with its zone; UTC however it is written."""
    digits = re.sub(r"[^0-9+\-Z]", "", re.sub(r"(?<=\d)-(?=\d\d(-|T))", "", text.replace("D:", "")))
    digits = digits.replace("'", "")
    match = re.match(r"(\d{8,14})(.*)", digits.replace("T", ""))
    if not match:
        return text
    zone = match.group(2).replace("-0000", "Z").replace("+0000", "Z") or "Z"
    return match.group(1), zone


def colours(pdf):
    intents = [one for one in pdf.Root.get(Name.OutputIntents, []) if one.get(Name.S) == Name.GTS_PDFA1]
    if len(intents) != 1:
        yield f"output intent: {len(intents)} for PDF/A"
        return
    if Name.OutputConditionIdentifier not in intents[0]:
        yield "output intent: it has no identifier"
    profile = intents[0].get(Name.DestOutputProfile)
    if profile is None or profile.get(Name.N) != 3:
        yield "output intent: its profile is absent or not one of three colours"
        return
    yield from icc(bytes(profile.read_bytes()))


def icc(data):
    """The rules of an RGB display profile that readers check."""
    if len(data) < 132 or data[36:40] != b"acsp":
        yield "icc: it is no profile"
        return
    if int.from_bytes(data[:4], "big") != len(data):
        yield f"icc: it says {int.from_bytes(data[:4], 'big')} bytes and has {len(data)}"
    if data[8] not in (2, 4) or data[12:16] not in (b"mntr", b"prtr", b"scnr", b"spac"):
        yield f"icc: version {data[8]}, class {data[12:16]!r}"
    if data[16:20] != b"RGB " or data[20:24] != b"XYZ ":
        yield f"icc: colours {data[16:20]!r}, connection {data[20:24]!r}"
    tags = {}
    for index in range(int.from_bytes(data[128:132], "big")):
        entry = data[132 + 12 * index : 144 + 12 * index]
        start, size = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
        tags[entry[:4]] = data[start : start + size]
        if start % 4 or start + size > len(data):
            yield f"icc: the tag {entry[:4]!r} lies badly"
    for wanted in (b"desc", b"wtpt", b"cprt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"):
        if wanted not in tags:
            yield f"icc: it has no {wanted!r}"


def attachments(pdf):
    listed = tree_entries(pdf.Root.get(Name.Names, {}).get(Name.EmbeddedFiles))
    associated = {one.objgen for one in pdf.Root.get(Name.AF, [])}
    for key, spec in listed:
        what = f"attachment: {key.decode(errors='replace')}"
        if spec.objgen not in associated:
            yield f"{what} is in no AF"
        for wanted in (Name.F, Name.UF, Name.Desc, Name.AFRelationship, Name.EF):
            if wanted not in spec:
                yield f"{what} has no {wanted}"
        if str(spec.get(Name.AFRelationship)) not in ("/Source", "/Data", "/Alternative", "/Supplement"):
            yield f"{what} is {spec.get(Name.AFRelationship)}"
        file = spec.get(Name.EF, {}).get(Name.F)
        if file is None:
            continue
        params = file.get(Name.Params, {})
        if "/" not in str(file.get(Name.Subtype, ""))[1:]:
            yield f"{what} has the media type {file.get(Name.Subtype)}"
        if params.get(Name.Size) != len(file.read_bytes()) or Name.ModDate not in params:
            yield f"{what} has no date or a wrong size"
    if len(associated) != len(listed):
        yield f"attachments: {len(associated)} associated, {len(listed)} listed"


def tree_entries(node):
    """The keys and values of a name tree, with its order checked by the caller."""
    if node is None:
        return []
    names = list(node.get(Name.Names, []))
    entries = list(zip([bytes(key) for key in names[::2]], names[1::2]))
    for kid in node.get(Name.Kids, []):
        entries += tree_entries(kid)
    return entries


def objects(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            yield from stream(item)
        if isinstance(item, (pikepdf.Stream, pikepdf.Dictionary)):
            yield from actions(item)
    dests = tree_entries(pdf.Root.get(Name.Names, {}).get(Name.Dests))
    keys = [key for key, _ in dests]
    if keys != sorted(keys) or len(set(keys)) != len(keys):
        yield "destinations: not sorted, or one twice"


def stream(item):
    filters = item.get(Name.Filter, [])
    filters = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    for one in filters:
        if str(one) not in FILTERS:
            yield f"filter: {one} at {item.objgen}"
    if Name.F in item or Name.FFilter in item:
        yield f"external stream: {item.objgen}"
    if item.get(Name.Subtype) == Name.Image:
        for key in (Name.Alternates, Name.OPI):
            if key in item:
                yield f"image: {item.objgen} has {key}"
        if item.get(Name.Interpolate) is True:
            yield f"image: {item.objgen} is interpolated"
        if item.get(Name.ColorSpace) == Name.DeviceCMYK:
            yield f"image: {item.objgen} is CMYK under an RGB output intent"
        if item.get(Name.BitsPerComponent, 8) not in (1, 2, 4, 8, 16):
            yield f"image: {item.objgen} has {item.get(Name.BitsPerComponent)} bits"


def actions(item):
    if item.get(Name.Type) not in (Name.Annot, Name.Action, None):
        return
    action = item.get(Name.A)
    if isinstance(action, pikepdf.Dictionary) and Name.S in action:
        if str(action.S) not in ACTIONS or Name.Next in action:
            yield f"action: {action.S} at {item.objgen}"
        if action.S == Name.URI and not re.match(r"(https?|mailto):", str(action.URI)):
            yield f"action: it leads to {str(action.URI)[:60]}"
        if action.S == Name.URI and not all(32 < byte < 127 for byte in bytes(action.URI)):
            yield f"action: the address is not ASCII: {str(action.URI)[:60]!r}"
    if Name.JS in item or Name.AA in item:
        yield f"action: a script or a trigger at {item.objgen}"


def outline(pdf):
    dests = dict(tree_entries(pdf.Root.get(Name.Names, {}).get(Name.Dests)))
    pages = {page.objgen for page in pdf.pages}
    for name, dest in dests.items():
        dest = dest.get(Name.D) if isinstance(dest, pikepdf.Dictionary) else dest
        if dest[0].objgen not in pages:
            yield f"destination: {name} leads to no page"
    root = pdf.Root.get(Name.Outlines)
    if root is None:
        yield "outline: absent"
        return
    open_items = [(root.get(Name.First), root)]
    while open_items:
        item, parent = open_items.pop()
        while item is not None:
            if item.get(Name.Parent) is None or item.Parent.objgen != parent.objgen:
                yield f"outline: {item.get(Name.Title)} has another parent"
            if not str(item.get(Name.Title, "")).strip():
                yield "outline: an entry without words"
            dest = item.get(Name.Dest)
            if isinstance(dest, pikepdf.String) and bytes(dest) not in dests:
                yield f"outline: {dest} is nowhere"
            if Name.First in item:
                open_items.append((item.First, item))
            item = item.get(Name.Next)
