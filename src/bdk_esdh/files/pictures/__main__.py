"""The child: reads one picture, writes it anew, and answers with one JSON object."""

import json
import sys
from typing import Any

from PIL import Image, ImageOps

LONGEST_SIDE = 1600
MOST_PIXELS = 50_000_000
#: SVG is no picture but a document that can hold a script
READ = ("JPEG", "PNG", "WEBP", "GIF")


def remade(source: str, target: str) -> dict[str, Any]:
    """Write the picture; what is not a pixel (place, camera, comment, profile) stays behind."""
    with Image.open(source, formats=READ) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return {"refusal": "large"}
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        kind = "PNG" if see_through or opened.format in ("PNG", "GIF") else "JPEG"
        pixels = picture.convert("RGBA" if see_through else "RGB")
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    if kind == "JPEG":
        clean.save(target, "JPEG", quality=82, optimize=True, progressive=True)
    else:
        clean.save(target, "PNG", optimize=True)
    return {"kind": kind, "width": clean.width, "height": clean.height}


def main(source: str, target: str) -> None:
    """Make it, or say that it cannot be made."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        answer = remade(source, target)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        answer = {"refusal": "large"}
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, ZeroDivisionError):
        answer = {"refusal": "unreadable"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:3])
