"""Pictures are turned upright, scaled down and cut out; what is no picture says so."""

import io

import pytest
from PIL import Image, ImageDraw

from client.mistakes.capture.pictures import (
    PAGE_PX,
    WHOLE,
    Box,
    NotAPictureError,
    cut_out,
    for_reading,
    read_page,
    side_by_side,
)


def photo(width: int, height: int, mode: str = "RGB", kind: str = "PNG", **options: object) -> bytes:
    picture = Image.new(mode, (width, height), "white" if mode == "RGB" else (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, width // 2, height // 2), fill="red")
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_large_photo_is_scaled_down_and_small_ones_are_not_blown_up() -> None:
    page = read_page(photo(6000, 3000, kind="JPEG"))
    assert (page.width, page.height) == (PAGE_PX, PAGE_PX // 2)
    assert opened(read_page(photo(300, 200)).data).size == (300, 200)


def test_what_the_camera_noted_goes_and_the_picture_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x8825] = {1: "N", 2: (39.0, 54.0, 0.0)}  # where it was taken
    page = read_page(photo(400, 100, kind="JPEG", exif=exif))
    assert (page.width, page.height) == (100, 400)
    assert not opened(page.data).getexif()


def test_a_see_through_picture_gets_white_paper() -> None:
    page = read_page(photo(40, 40, mode="RGBA"))
    assert opened(page.data).convert("RGB").getpixel((35, 35)) == (255, 255, 255)


def test_a_part_is_cut_out_by_its_shares() -> None:
    page = read_page(photo(1000, 500))
    part = opened(cut_out(page, Box(0.5, 0.5, 0.0, 0.0)))  # drawn from its lower right corner
    assert part.size == (500, 250)
    assert part.convert("RGB").getpixel((250, 120))[0] > 200  # type: ignore[index]
    assert cut_out(page, WHOLE) is page.data


def test_a_reading_copy_keeps_below_the_limit() -> None:
    noise = Image.effect_noise((3000, 3000), 200).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    small = for_reading(out.getvalue(), 200_000)
    assert len(small) <= 200_000
    assert max(opened(small).size) <= 1600


@pytest.mark.parametrize("data", [b"", b"not a picture", photo(50, 50)[:60], b"%PDF-1.4"])
def test_what_is_no_picture_says_so(data: bytes) -> None:
    with pytest.raises(NotAPictureError) as error:
        read_page(data)
    assert "图片" in error.value.sentence


def test_a_page_is_parted_between_lines_of_print() -> None:
    picture = Image.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(picture)
    for top, bottom in ((10, 150), (185, 390)):
        draw.rectangle((20, top, 380, bottom), fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    first, second = side_by_side(read_page(out.getvalue()), 2)
    assert first.bottom == second.top == pytest.approx(167.5 / 400, abs=0.02)


def test_a_tap_is_not_a_box() -> None:
    assert Box(0.2, 0.2, 0.205, 0.202).is_tap
    assert not Box(0.1, 0.1, 0.9, 0.3).is_tap
    assert Box(-1, 0.5, 2, 0.2).tidy() == Box(0.0, 0.2, 1.0, 0.5)
