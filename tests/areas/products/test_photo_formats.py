"""What phones and cameras send, whole: HEIC in all orientations, ten bits, sixteen bits, CMYK turned, WebP and AVIF see-through."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from producer_app.areas.products import photos
from producer_app.areas.products.developing import develop
from producer_app.areas.products.rows import Photo
from producer_app.base.progress import Cancelled
from producer_app.store import darkroom
from producer_app.store.files import Files


def scene() -> Image.Image:
    """Four quarters in four colours: no two ways of turning it look the same."""
    image = Image.new("RGB", (128, 80))
    for x, y, colour in ((0, 0, (200, 30, 30)), (64, 0, (30, 160, 60)), (0, 40, (30, 60, 200)), (64, 40, (240, 240, 240))):
        image.paste(colour, (x, y, x + 64, y + 40))
    return image


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def made(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(develop(data).picture)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return sum(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean) / 3


@pytest.fixture(autouse=True)
def heif() -> None:
    pillow_heif.register_heif_opener()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_heic_in_every_orientation_stands_upright(orientation: int) -> None:
    data = saved(scene(), "HEIF", exif=turned(orientation).tobytes(), quality=95)
    shown = scene()
    shown.getexif()[0x0112] = orientation
    assert difference(made(data), ImageOps.exif_transpose(shown)) < 8


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_cmyk_jpeg_is_turned_and_keeps_its_colours(orientation: int) -> None:
    data = saved(scene().convert("CMYK"), "JPEG", exif=turned(orientation), quality=95)
    shown = scene()
    shown.getexif()[0x0112] = orientation
    assert difference(made(data), ImageOps.exif_transpose(shown)) < 8


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "PNG"])
def test_see_through_pictures_of_every_kind_stand_on_white(kind: str) -> None:
    image = scene().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    assert difference(made(saved(image, kind, **({} if kind == "PNG" else {"quality": 95}))), white) < 8


def sixteen_bit_png(values: np.ndarray[Any, np.dtype[np.uint16]]) -> bytes:
    """A PNG of 16 bit a channel, which Pillow itself can't write in colour."""
    import cv2

    done, data = cv2.imencode(".png", values[..., ::-1])
    assert done
    return data.tobytes()


def test_a_colour_png_of_sixteen_bits_keeps_its_colours() -> None:
    deep = np.asarray(scene()).astype(np.uint16) * 257
    assert difference(made(sixteen_bit_png(deep)), scene()) < 4


def test_a_heic_of_ten_bits_keeps_its_colours() -> None:
    deep = np.asarray(scene()).astype(np.uint16) * 257
    out = io.BytesIO()
    image = pillow_heif.from_bytes(mode="RGB;16", size=(128, 80), data=deep.tobytes())
    image.save(out, quality=95)
    assert difference(made(out.getvalue()), scene()) < 8


@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_a_grey_picture_of_sixteen_bits_keeps_its_tones(kind: str) -> None:
    ramp = np.linspace(0, 65535, 128, dtype=np.uint16)[None, :].repeat(80, 0)
    shown = np.asarray(made(saved(Image.fromarray(ramp), kind)).convert("L")).astype(int)
    assert np.abs(shown[40] - np.linspace(0, 255, 128)).max() < 5


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("longest", [1700, 2300, 3900])
def test_every_way_of_making_smaller_keeps_shape_and_colours(mode: str, longest: int) -> None:
    large = scene().resize((longest, longest * 80 // 128)).convert(mode)
    picture = made(saved(large, "JPEG", quality=95))
    assert picture.size[0] == 1600
    assert difference(picture, scene().resize(picture.size).convert("L" if mode == "L" else "RGB")) < 8


def test_many_photos_are_kept_in_their_order_and_a_bad_one_keeps_none_out(tmp_path: Path) -> None:
    files = Files(tmp_path / "files")
    sources = [saved(scene().resize((200 + 40 * n, 100)), "JPEG") for n in range(5)]
    sources.insert(2, b"not a photo")
    told: list[int] = []
    try:
        kept = list(photos.prepare_many(sources, files, lambda done, _total, _note="": told.append(done)))
    finally:
        darkroom.close_idle()
    assert [one.width if isinstance(one, Photo) else one.code for one in kept] == [200, 240, "NOT_A_PHOTO", 280, 320, 360]
    assert told == sorted(told)


def test_stopping_many_photos_keeps_only_what_was_given(tmp_path: Path) -> None:
    files = Files(tmp_path / "files")
    sources = [saved(scene().resize((200 + 40 * n, 100)), "JPEG") for n in range(6)]

    def stop(done: int, total: int, note: str = "") -> None:
        if done == 1:
            raise Cancelled

    try:
        with pytest.raises(Cancelled):
            list(photos.prepare_many(sources, files, stop))
    finally:
        darkroom.close_idle()
    assert len(list(files.names())) == 3
