"""Makes pictures with Pillow and looks at what became of them.

`python pictures.py make FOLDER` writes one file for each of KINDS.
`python pictures.py compare FOLDER SHOWN REGION` prints each kind that none of
the pictures in SHOWN is pixel by pixel, but for REGION (left,top,right,bottom) of
`covered.webp`, of which nothing may be left; exits with 1 if there is any.
"""

import sys
from pathlib import Path

from PIL import Image

SIZE = (48, 32)
KINDS = ["plain.gif", "moving.gif", "lossless.webp", "packed.tif", "pages.tif", "plain.bmp", "covered.webp"]


def pixels(seed):
    """Colours that no other seed has, few enough for a palette."""
    picture = Image.new("RGB", SIZE)
    width, height = SIZE
    colour = lambda x, y: (seed * 30 % 256, (x // 8) * 40, (y // 8) * 60)
    picture.putdata([colour(x, y) for y in range(height) for x in range(width)])
    return picture


def make(folder):
    for seed, name in enumerate(KINDS, 1):
        first, path = pixels(seed), folder / name
        if name.endswith(".gif"):
            first = first.quantize(colors=64, dither=Image.Dither.NONE)
        more = {"save_all": True, "append_images": [first.rotate(180)]}
        several = more if name in ("moving.gif", "pages.tif") else {}
        how = {".webp": {"lossless": True}, ".tif": {"compression": "tiff_lzw"}}.get(path.suffix, {})
        first.save(path, **how, **several)


def compare(folder, shown, region):
    seen = [Image.open(path).convert("RGB") for path in sorted(shown.iterdir())]
    absent = []
    for name in KINDS:
        before = Image.open(folder / name).convert("RGB")
        if name == "covered.webp":
            found = any(is_covered(before, after, region) for after in seen)
        else:
            found = any(before.size == after.size and before.tobytes() == after.tobytes() for after in seen)
        if not found:
            absent.append(name)
    return absent


def is_covered(before, after, region):
    """The same but for the region, which has one colour that was not there."""
    if before.size != after.size:
        return False
    colours = after.crop(region).getcolors()
    old = {colour for _, colour in before.getcolors()}
    before, after = before.copy(), after.copy()
    for picture in (before, after):
        picture.paste((0, 0, 0), region)
    return len(colours) == 1 and colours[0][1] not in old and before.tobytes() == after.tobytes()


def main():
    folder = Path(sys.argv[2])
    if sys.argv[1] == "make":
        make(folder)
        return
    region = tuple(int(side) for side in sys.argv[4].split(","))
    absent = compare(folder, Path(sys.argv[3]), region)
    print("\n".join(absent))
    sys.exit(1 if absent else 0)


main()
