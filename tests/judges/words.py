"""Looks for the words of sentences in a PDF, as Poppler and as PDFium read it.

`python words.py FILE.pdf SENTENCES.txt` prints each word that a reader does not
find, one a line, and exits with 1 if there is any. A sentence stands on a line;
one in a script without spaces is looked for whole.
"""

import re
import subprocess
import sys
import unicodedata

import pypdfium2

# Marks of direction, joiners, a soft hyphen as each reader gives it.
HYPHEN = re.compile("(\u00ad|\ufffe|\x02|\u2010(?=\\s*[\r\n]))\\s*")
SILENT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WHOLE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
STOPS = "[\\s.,;:!?«»“”„()।։،—–。、]+"


def poppler(path):
    answer = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return answer.stdout.decode("utf-8")


def pdfium(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def plain(text):
    text = SILENT.sub("", HYPHEN.sub("", text))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))


def words_of(sentence):
    return [word for word in re.split(STOPS, plain(sentence)) if word]


def missing(text, sentences):
    text = plain(text)
    spaced, joined = set(re.split(STOPS, text)), re.sub(r"\s", "", text)
    for sentence in sentences:
        for word in words_of(sentence):
            if word not in (joined if WHOLE.search(word) else spaced):
                yield word


def main():
    path, list_of_sentences = sys.argv[1:]
    with open(list_of_sentences, encoding="utf-8") as file:
        sentences = [line.strip() for line in file if line.strip()]
    lost = False
    for name, read in (("pdftotext", poppler), ("PDFium", pdfium)):
        for word in missing(read(path), sentences):
            print(f"{name} does not find {word}")
            lost = True
    sys.exit(1 if lost else 0)


main()
