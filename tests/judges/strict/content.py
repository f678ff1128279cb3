"""Pages: everything drawn stands in a tag or is an artifact, and glyphs are real."""

import pikepdf
from pikepdf import Name

PAINT = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}
KNOWN = PAINT | set(
    "q Q cm w J j M d ri i gs m l c v y h re n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* "
    "CS cs SC SCN sc scn G g RG rg K k BMC BDC EMC MP DP BX EX d0 d1".split()
)


def findings(page, number, tree, faces):
    """What is wrong on one page; what it shows is told to `tree` and `faces`."""
    where = f"page {number}"
    found = [f"tabs: {where} does not follow the structure"] if Name.Annots in page and page.get(Name.Tabs) != Name.S else []
    found += boxes(page, where)
    walker = Walker(page, where, tree, faces)
    for operands, operator in pikepdf.parse_content_stream(page):
        walker.step(operands, str(operator))
    walker.finish()
    return found + walker.found + list(annotations(page, where, tree))


def boxes(page, where):
    if Name.Group in page and page.Group.get(Name.CS) in (Name.DeviceCMYK, Name.DeviceGray):
        yield f"group: {where} mixes in {page.Group.CS}"
    for state in page.get(Name.Resources, {}).get(Name.ExtGState, pikepdf.Dictionary()).values():
        if any(key in state for key in (Name.TR, Name.HTP)) or state.get(Name.TR2, Name.Default) != Name.Default:
            yield f"transfer: a graphics state of {where} has a function for it"
    box = [float(edge) for edge in page.MediaBox]
    if not all(3 <= side <= 14400 for side in (box[2] - box[0], box[3] - box[1])):
        yield f"paper: {where} is {box}"


class Walker:
    """Follows the operators of one content stream."""

    def __init__(self, page, where, tree, faces):
        self.page, self.where, self.tree, self.faces = page, where, tree, faces
        self.found, self.tags, self.saved = [], [], []
        self.font, self.mode = None, 0
        resources = page.get(Name.Resources, {})
        self.fonts = resources.get(Name.Font, {})
        self.pictures = resources.get(Name.XObject, {})

    def say(self, sentence):
        self.found.append(f"{sentence} on {self.where}")

    def step(self, operands, operator):
        if operator not in KNOWN:
            self.say(f"operator: {operator}")
        if operator == "q":
            self.saved.append((self.font, self.mode))
            if len(self.saved) > 28:
                self.say("nesting: more than 28 saved states")
        elif operator == "Q":
            if self.saved:
                self.font, self.mode = self.saved.pop()
            else:
                self.say("nesting: a state is restored that was not saved")
        elif operator in ("BDC", "BMC"):
            self.open(operands)
        elif operator == "EMC":
            if not self.tags:
                self.say("marks: one is closed that was not opened")
            else:
                self.tags.pop()
        elif operator == "Tf":
            self.font = self.fonts.get(str(operands[0]))
            if self.font is None:
                self.say(f"font: {operands[0]} is in no resources")
        elif operator == "Tr":
            self.mode = int(operands[0])
        elif operator in ("K", "k"):
            self.say("colour: CMYK under an RGB output intent")
        if operator in PAINT:
            self.paint(operands, operator)

    def open(self, operands):
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = self.page.Resources.get(Name.Properties, {}).get(str(properties), {})
        tag = (str(operands[0]), properties.get("/MCID"), properties.get("/ActualText"))
        kinds = [kind for kind, mcid, _ in self.tags if kind == "/Artifact" or mcid is not None]
        if tag[0] == "/Artifact":
            self.artifact(properties)
        if kinds and (tag[0] == "/Artifact" or tag[1] is not None):
            self.say(f"marks: {tag[0]} inside {kinds[-1]}")
        if tag[1] is not None:
            self.tree.shown(self.page, int(tag[1]), self.where, tag[0])
        self.tags.append(tag)

    def artifact(self, properties):
        kind, part = properties.get("/Type"), properties.get("/Subtype")
        if kind not in (None, Name.Pagination, Name.Layout, Name.Page, Name.Background):
            self.say(f"artifact: of type {kind}")
        if part is not None and (kind != Name.Pagination or part not in (Name.Header, Name.Footer, Name.Watermark)):
            self.say(f"artifact: {kind} with the subtype {part}")

    def paint(self, operands, operator):
        inside = any(kind == "/Artifact" or mcid is not None for kind, mcid, _ in self.tags)
        if not inside:
            self.say(f"untagged: {operator}")
        if operator == "Do":
            self.draw(operands)
        if operator in ("Tj", "'", '"', "TJ"):
            parts = operands[-1] if operator == "TJ" else [operands[-1]]
            spoken = any(text is not None for _, _, text in self.tags)
            artifact = any(kind == "/Artifact" for kind, _, _ in self.tags)
            for part in parts:
                if isinstance(part, pikepdf.String) and self.font is not None and self.mode != 3:
                    self.faces.used(self.font, bytes(part), spoken, artifact, self.where)

    def draw(self, operands):
        picture = self.pictures.get(str(operands[0]))
        if picture is None:
            self.say(f"picture: {operands[0]} is in no resources")
        elif picture.get(Name.Subtype) == Name.Form and Name.StructParents not in picture:
            text = any(str(operator) in ("Tj", "TJ") for _, operator in pikepdf.parse_content_stream(picture))
            if text:
                self.say("form: text in a form without tags")

    def finish(self):
        if self.tags:
            self.say("marks: one stays open")
        if self.saved:
            self.say("nesting: a saved state is never restored")


def annotations(page, where, tree):
    box = [float(edge) for edge in page.MediaBox]
    for one in page.get(Name.Annots, []):
        what = f"annotation: on {where}"
        if one.get(Name.Subtype) != Name.Link:
            yield f"{what} is a {one.get(Name.Subtype)}"
        if int(one.get(Name.F, 0)) & 0b100111 != 4:
            yield f"{what} has the flags {one.get(Name.F)}"
        if not str(one.get(Name.Contents, "")).strip():
            yield f"{what} has no words"
        rect = [float(edge) for edge in one.Rect]
        if not (box[0] - 1 <= rect[0] <= rect[2] <= box[2] + 1 and box[1] - 1 <= rect[1] <= rect[3] <= box[3] + 1):
            yield f"{what} lies outside: {rect}"
        if Name.A not in one and Name.Dest not in one:
            yield f"{what} leads nowhere"
        tree.linked(one, where)
