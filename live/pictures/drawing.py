"""Opening and drawing pictures: the child's side. `python -m live.pictures.drawing` reads a job and writes its outcome.

Only what the first bytes say is opened, and nothing of more pixels than it may have; what is written has no metadata.
"""

import io
import sys
from typing import TYPE_CHECKING

import msgspec

from live.confined import confine
from live.pictures import Drawn, Job
from live.rules.accent import LIGHT_GROUNDS, ON_LIGHT, mixed, shades

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SECONDS, MEMORY = 8.0, 768 * 1024 * 1024  # of the processor, and bytes
MOST_MILLIONS = 16  # of pixels: as they are held, 64 MB
BOX = (960, 320)  # pixels; on a 4K stage a logo is some 200 high
MOST_BYTES = 200_000
FEWER = 0.8  # of each side, when the picture is still too large
STARTS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
BRIGHT = 160  # of 255: what is brighter on average needs a dark ground

SHARED = (1200, 630)
NIGHT, AMBER = "#162943", "#fbb636"


class BadPicture(Exception):
    """Why a picture is not taken, and the limit."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.code, self.limit = code, limit


def kind_of(picture: bytes) -> str:
    """Return which of the kinds that are taken a picture is, by its first bytes. Refuses `no_picture`."""
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "WEBP"
    found = next((kind for start, kind in STARTS.items() if picture.startswith(start)), "")
    if not found:
        raise BadPicture("no_picture")
    return found


def logo(picture: bytes) -> Drawn:
    """Return it as a PNG that fits. Refuses `no_picture`, `too_many_pixels`; Pillow raises on what is broken."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours is the limit, and said in a sentence
    with Image.open(io.BytesIO(picture), formats=[kind_of(picture)]) as found:
        if found.width * found.height > MOST_MILLIONS * 1_000_000:
            raise BadPicture("too_many_pixels", MOST_MILLIONS)
        found.draft("RGB", (BOX[0] * 2, BOX[1] * 2))
        image = ImageOps.exif_transpose(found)
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    ground = ""
    if image.mode == "RGBA":
        image = image.crop(image.getchannel("A").getbbox() or (0, 0, 1, 1))
        ground = _ground(image)
    image.thumbnail(BOX, Image.Resampling.LANCZOS)
    return _fitting(image, ground)


def _ground(image: "Image") -> str:
    """What it needs behind it: the brightness of what is opaque in it says which."""
    from PIL import ImageStat

    alpha = image.getchannel("A")
    if alpha.getextrema()[0] == 255:
        return ""
    opaque = ImageStat.Stat(image.convert("L"), mask=alpha.point(lambda a: 255 if a > 127 else 0))
    return "dark" if opaque.count[0] and opaque.mean[0] > BRIGHT else "light"


def _fitting(image: "Image", ground: str) -> Drawn:
    """As it is where that is small enough; else in fewer colours, and then in fewer pixels."""
    png = _png(image)
    while len(png) > MOST_BYTES:
        png = _png(image.quantize(256, method=2))
        if len(png) > MOST_BYTES:
            image = image.resize((max(1, int(image.width * FEWER)), max(1, int(image.height * FEWER))))
    return Drawn(png=png, width=image.width, height=image.height, ground=ground)


def _png(image: "Image") -> bytes:
    """Its pixels and nothing else."""
    image.info = {}
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def shared(job: Job) -> Drawn:
    """Return what a pasted link shows: rows of a programme on the organiser's colour, below their logo."""
    from PIL import Image, ImageDraw

    paint = mixed(shades(job.colour).light, NIGHT, 0.75) if job.colour else NIGHT
    image = Image.new("RGB", SHARED, paint)
    draw, top = ImageDraw.Draw(image), 118
    if job.logo:
        with Image.open(io.BytesIO(job.logo), formats=["PNG"]) as found:
            mark = found.convert("RGBA")
        draw.rectangle((0, 0, SHARED[0], 300), fill=NIGHT if job.ground == "dark" else LIGHT_GROUNDS[0])
        mark.thumbnail((900, 200), Image.Resampling.LANCZOS)
        image.paste(mark, ((SHARED[0] - mark.width) // 2, (300 - mark.height) // 2), mark)
        top = 392
    for y, wide in zip(range(top, SHARED[1] - 60, 118), (600, 780, 520, 640), strict=False):
        is_on = y == top
        _row(draw, y, wide, 36 if is_on else 22, AMBER if is_on else mixed(ON_LIGHT, paint, 0.6))
    return Drawn(png=_png(image), width=SHARED[0], height=SHARED[1])


def _row(draw: "ImageDraw", y: int, wide: int, high: int, colour: str) -> None:
    """One row of a programme: its time, its point, its title."""
    draw.rounded_rectangle((80, y, 170, y + high), 5, fill=colour)
    draw.ellipse((196, y + high // 2 - 14, 224, y + high // 2 + 14), fill=colour)
    draw.rounded_rectangle((260, y, 260 + wide, y + high), 5, fill=colour)


def answer(job: Job) -> Drawn:
    """Return what came of a job, or why nothing did."""
    try:
        return shared(job) if job.shared else logo(job.logo)
    except BadPicture as refusal:
        return Drawn(refused=refusal.code, limit=refusal.limit)
    except ImportError:
        return Drawn(refused="missing")
    except Exception:  # noqa: BLE001 - the outermost of this process; Pillow raises anything on broken pictures
        return Drawn(refused="broken")


def main() -> None:
    """Read, draw, write."""
    confine(SECONDS, MEMORY)
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer(job)))


if __name__ == "__main__":
    main()
