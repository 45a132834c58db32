"""Pictures that strangers send: what is a logo becomes one, without what else was in it; the rest is refused."""

import asyncio
import io
import sys

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

import live.pictures
from live.pictures import LARGEST_LOGO, Drawn, Job, Pictures
from live.pictures.drawing import MOST_BYTES, answer
from live.rules.errors import Unfit

SECRET = b"Kari Nordmann, 59.9, 10.7"


def saved(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def mark(colour: tuple[int, int, int, int], size: tuple[int, int] = (300, 120)) -> Image.Image:
    """A disc on nothing."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((20, 20, 100, 100), fill=colour)
    return image


def fitted(picture: bytes) -> Drawn:
    return answer(Job(logo=picture))


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png), formats=["PNG"])
    image.load()
    return image


def test_every_kind_that_is_taken_becomes_a_png_without_what_else_was_in_it() -> None:
    photo, note = Image.effect_noise((1500, 900), 90).convert("RGB"), PngImagePlugin.PngInfo()
    note.add_text("Author", SECRET.decode())
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    sent = (
        saved(photo, "JPEG", exif=exif),
        saved(photo, "WEBP", exif=exif),
        saved(photo, pnginfo=note),
        saved(photo.convert("CMYK"), "JPEG"),
        saved(photo.convert("P")),
        saved(Image.new("I;16", (40, 30))),
    )
    assert [SECRET in picture for picture in sent[:3]] == [True, True, True]
    for picture in sent:
        drawn = fitted(picture)
        assert not drawn.refused
        assert opened(drawn.png).size == (drawn.width, drawn.height)
        assert drawn.width <= 960
        assert drawn.height <= 320
        assert len(drawn.png) <= MOST_BYTES
        assert SECRET not in drawn.png


def test_a_logo_on_nothing_is_cut_to_what_it_shows_and_gets_a_ground_where_it_needs_one() -> None:
    dark, bright = fitted(saved(mark((20, 40, 90, 255)))), fitted(saved(mark((250, 250, 250, 255))))
    assert (dark.ground, dark.width, dark.height) == ("light", 81, 81)
    assert bright.ground == "dark"
    assert fitted(saved(Image.new("RGBA", (30, 30), (9, 9, 9, 255)))).ground == "", "it brings its own"
    assert not fitted(saved(mark((0, 0, 0, 0)))).refused, "nothing at all to see"


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no_picture"),
        (b"GIF89a\x01\x00\x01\x00", "no_picture"),
        (b"", "no_picture"),
        (b"\x89PNG\r\n\x1a\nno more", "broken"),
        (saved(mark((1, 2, 3, 255)))[:300], "broken"),
        (b"\xff\xd8\xff" + b"GIF89a", "broken"),
        (saved(Image.new("1", (16_000, 1_001))), "too_many_pixels"),
    ],
    ids=["svg", "gif", "nothing", "a start", "half", "a lie", "bomb"],
)
def test_what_is_no_logo_is_refused(picture: bytes, why: str) -> None:
    assert fitted(picture).refused == why


def test_that_the_library_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = saved(mark((20, 40, 90, 255)))
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert fitted(picture).refused == "missing"


async def test_the_process_says_what_is_wrong_and_a_file_that_is_too_large_is_not_opened() -> None:
    pictures = Pictures()
    logo, png = await pictures.fitted(saved(mark((20, 40, 90, 255))))
    assert (logo.name, opened(png).size) == ((await pictures.fitted(png))[0].name, (81, 81)), "named by its pixels"
    for picture in (b"<svg/>", b"\x89PNG" + bytes(LARGEST_LOGO)):
        with pytest.raises(Unfit) as refused:
            await pictures.fitted(picture)
        assert (refused.value.why, refused.value.field) == ("bad_picture", "logo")


async def test_what_many_ask_for_is_drawn_once_also_where_it_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Job] = []

    async def refusing(job: Job) -> Drawn:
        begun.append(job)
        await asyncio.sleep(0)
        return Drawn(refused="missing")

    monkeypatch.setattr(live.pictures, "_in_a_process", refusing)
    pictures, job = Pictures(), Job(shared=True)
    assert await asyncio.gather(*(pictures.shared("a name", job) for _ in range(20))) == [None] * 20
    assert begun == [job]


def test_a_pasted_link_shows_the_logo_on_its_ground_and_the_colour() -> None:
    logo = saved(mark((20, 40, 90, 255)))
    image = opened(answer(Job(shared=True, logo=logo, ground="light", colour="#ffcc00")).png).convert("RGB")
    assert image.size == (1200, 630)
    assert image.getpixel((5, 5)) == (251, 250, 245)
    assert (20, 40, 90) in {colour for _, colour in image.getcolors(100_000) or []}
    red, green, blue = image.getpixel((5, 600))  # type: ignore[misc]  # of RGB it is three numbers
    assert red > green > blue, "yellow, darkened so that rows are seen on it"
    assert opened(answer(Job(shared=True)).png).convert("RGB").getpixel((5, 5)) == (22, 41, 67)
