"""The tree of tags: complete, well nested, and tied to the pages both ways."""

import re

import pikepdf
from pikepdf import Name

STANDARD = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
INSIDE = {
    "LI": {"L"},
    "Lbl": {"LI", "Note", "Caption", "TOCI", "P", "BibEntry", "Sect", "Div", "Formula", "Figure", "Link", "Reference"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TOCI": {"TOC"},
}
WITHIN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
}
TONGUE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class Element:
    """One element: its kind, its parent, what it holds."""

    def __init__(self, item, parent):
        self.item, self.parent = item, parent
        self.kind = str(item.get(Name.S, "/"))[1:]
        self.kids, self.marks, self.objects = [], [], []

    def attribute(self, name):
        attributes = self.item.get(Name.A)
        attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        for one in attributes:
            if isinstance(one, pikepdf.Dictionary) and name in one:
                return one[name]
        return None

    def within(self, kind):
        element = self.parent
        while element is not None:
            if element.kind == kind:
                return True
            element = element.parent
        return False


class Tree:
    """The whole tree, and what the pages said of it."""

    def __init__(self, pdf):
        self.found, self.elements, self.headings = [], [], []
        self.owner, self.drawn, self.links = {}, {}, []
        root = pdf.Root.get(Name.StructTreeRoot)
        self.root, self.parents = root, {}
        if root is None:
            self.found.append("tree: absent")
            return
        self.parents = numbers(root.get(Name.ParentTree))
        self.read(root)

    def read(self, root):
        kids = root.get(Name.K, [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        pile = [(kid, None) for kid in reversed(list(kids))]
        while pile:
            item, parent = pile.pop()
            element = Element(item, parent)
            self.elements.append(element)
            expected = parent.item.objgen if parent else root.objgen
            if Name.P not in item or item.P.objgen != expected:
                self.found.append(f"parent: an element {element.kind} names another")
            if parent:
                parent.kids.append(element)
            pile += [(kid, element) for kid in reversed(self.kids(element))]

    def kids(self, element):
        """Its elements; its marks and objects are noted."""
        item = element.item
        held = item.get(Name.K)
        held = [] if held is None else list(held) if isinstance(held, pikepdf.Array) else [held]
        elements = []
        for kid in held:
            if isinstance(kid, int):
                self.note(element, item.get(Name.Pg), kid)
            elif kid.get(Name.Type) == Name.MCR:
                self.note(element, kid.get(Name.Pg, item.get(Name.Pg)), int(kid.MCID))
            elif kid.get(Name.Type) == Name.OBJR:
                element.objects.append(kid.Obj.objgen)
            else:
                elements.append(kid)
        return elements

    def note(self, element, page, mcid):
        if page is None:
            self.found.append(f"page: an element {element.kind} does not say on which page it stands")
            return
        if (page.objgen, mcid) in self.owner:
            self.found.append(f"marks: {mcid} belongs to two elements")
        self.owner[page.objgen, mcid] = element
        element.marks.append((page.objgen, mcid))

    def shown(self, page, mcid, where, tag):
        """A page opened a mark."""
        key = (page.objgen, mcid)
        if key in self.drawn:
            self.found.append(f"marks: {mcid} is opened twice, {where}")
        self.drawn[key] = tag
        element = self.owner.get(key)
        if element is None:
            self.found.append(f"marks: {mcid} belongs to no element, {where}")
            return
        entry = self.parents.get(page.get(Name.StructParents))
        listed = entry[mcid] if isinstance(entry, pikepdf.Array) and mcid < len(entry) else None
        if listed is None or listed.objgen != element.item.objgen:
            self.found.append(f"parent tree: {mcid} does not lead to its element, {where}")

    def linked(self, annotation, where):
        """A page has an annotation."""
        entry = self.parents.get(annotation.get(Name.StructParent))
        if not isinstance(entry, pikepdf.Dictionary):
            self.found.append(f"parent tree: an annotation leads to no element, {where}")
            return
        self.links.append((annotation.objgen, entry.objgen, where))

    def findings(self):
        for key in self.owner.keys() - self.drawn.keys():
            self.found.append(f"marks: {key[1]} of an element {self.owner[key].kind} is on no page")
        objects = {one: element for element in self.elements for one in element.objects}
        for annotation, entry, where in self.links:
            element = objects.get(annotation)
            if element is None or element.item.objgen != entry or element.kind != "Link":
                self.found.append(f"link: an annotation is in no Link element, {where}")
        self.ids()
        for element in self.elements:
            self.found += judged(element)
        self.levels()
        return self.found

    def ids(self):
        ids = [bytes(element.item.ID) for element in self.elements if Name.ID in element.item]
        if len(set(ids)) != len(ids):
            self.found.append("id: one is given twice")
        listed = dict(entries(self.root.get(Name.IDTree))) if self.root is not None else {}
        if set(ids) != set(listed):
            self.found.append(f"id tree: {len(listed)} listed, {len(ids)} given")
        if list(listed) != sorted(listed):
            self.found.append("id tree: it is not sorted")

    def levels(self):
        last = 0
        for element in self.elements:
            match = re.fullmatch(r"H([1-6])", element.kind)
            if match:
                level = int(match.group(1))
                if level > last + 1:
                    self.found.append(f"heading: H{level} follows H{last}")
                last = level


def judged(element):
    """What is wrong with one element by itself."""
    kind, item = element.kind, element.item
    if kind not in STANDARD:
        yield f"role: {kind} is no standard type"
    parent = element.parent.kind if element.parent else None
    if kind in INSIDE and parent not in INSIDE[kind]:
        yield f"nesting: {kind} in {parent}"
    for kid in element.kids:
        if kind in WITHIN and kid.kind not in WITHIN[kind]:
            yield f"nesting: {kid.kind} in {kind}"
    if kind in WITHIN and element.marks:
        yield f"nesting: {kind} holds content itself"
    if Name.Lang in item and not TONGUE.match(str(item.Lang)):
        yield f"language: {str(item.Lang)!r} is no tag"
    if kind == "Figure":
        if not (str(item.get(Name.Alt, "")).strip() or str(item.get(Name.ActualText, "")).strip()):
            yield "figure: it has no alternative"
        box = element.attribute(Name.BBox)
        if box is None or len(box) != 4 or float(box[0]) >= float(box[2]) or float(box[1]) >= float(box[3]):
            yield f"figure: it has the box {box}"
    if kind == "LI" and not any(kid.kind == "LBody" for kid in element.kids):
        yield "list: an item has no body"
    if kind == "L" and any(kid.kind == "Lbl" for item in element.kids for kid in item.kids) and element.attribute(Name.ListNumbering) is None:
        yield "list: its items have labels and it does not say of which kind"
    if kind == "TH" and element.attribute(Name.Scope) is None:
        yield "table: a head cell has no scope"
    if Name.Alt in item and not str(item.Alt).strip():
        yield f"alternative: that of an element {kind} is empty"
    if kind == "Note" and Name.ID not in item:
        yield "note: it has no id"
    if kind == "Link" and not element.objects:
        yield "link: an element Link has no annotation"
    if kind == "Link" and not element.marks and not element.kids:
        yield "link: an element Link shows nothing"
    if kind in ("P", "Span", "Sect", "Div", "TR", "Table", "L", "LI") or re.fullmatch(r"H\d", kind):
        if not (element.kids or element.marks or element.objects):
            yield f"empty: an element {kind} holds nothing"
    if kind == "Table":
        yield from table(element)


def table(element):
    """Rows of one width; a column without a head is somebody's silence."""
    rows = [kid for kid in element.kids if kid.kind == "TR"]
    rows += [row for part in element.kids if part.kind in ("THead", "TBody", "TFoot") for row in part.kids]
    widths = set()
    if any(cell.attribute(Name.RowSpan) is not None for row in rows for cell in row.kids):
        return
    for row in rows:
        widths.add(sum(int(cell.attribute(Name.ColSpan) or 1) for cell in row.kids))
    if len(widths) > 1:
        yield f"table: rows of {sorted(widths)} cells"


def numbers(node):
    """The entries of a number tree."""
    if node is None:
        return {}
    nums = list(node.get(Name.Nums, []))
    held = {int(key): value for key, value in zip(nums[::2], nums[1::2])}
    for kid in node.get(Name.Kids, []):
        held.update(numbers(kid))
    return held


def entries(node):
    """The entries of a name tree, in its order."""
    if node is None:
        return []
    names = list(node.get(Name.Names, []))
    held = [(bytes(key), value) for key, value in zip(names[::2], names[1::2])]
    for kid in node.get(Name.Kids, []):
        held += entries(kid)
    return held
