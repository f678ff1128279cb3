"""Judges a PDF by rules of PDF/A-3a and PDF/UA-1 that pdfua and outloud leave out.

`python -m strict FILE…` prints one finding a line and exits with 1 if there is any.
Written from the standards with pikepdf and fontTools, so that what reads the file
shares nothing with what wrote it.
"""

import sys

import pikepdf

from . import content, document, fonts, structure


def judge(path):
    """Every finding about one file, as sentences."""
    found = []
    with open(path, "rb") as file:
        raw = file.read()
    with pikepdf.open(path) as pdf:
        found += document.findings(pdf, raw)
        tree = structure.Tree(pdf)
        faces = fonts.Faces()
        for number, page in enumerate(pdf.pages, 1):
            found += content.findings(page, number, tree, faces)
        found += tree.findings()
        found += faces.findings()
    return found


def main():
    failed = False
    for path in sys.argv[1:]:
        findings = judge(path)
        for finding, count in counted(findings):
            print(f"{path}: {finding}" + (f" ({count} times alike)" if count > 1 else ""))
        failed = failed or bool(findings)
    sys.exit(1 if failed else 0)


def counted(findings):
    """The first of the findings that begin alike, and how many they are."""
    kinds = {}
    for finding in findings:
        kind = finding.split(":", 1)[0]
        first, count = kinds.get(kind, (finding, 0))
        kinds[kind] = (first, count + 1)
    return kinds.values()


main()
