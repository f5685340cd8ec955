"""A photo from outside becomes an upright, clean picture of the shop, or one sentence and nothing kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from producer_app.areas.products import darkroom as products_darkroom
from producer_app.areas.products import photos
from producer_app.areas.products.developing import Undevelopable, develop
from producer_app.areas.products.rows import Photo
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.progress import Cancelled
from producer_app.store import darkroom
from producer_app.store.files import Files

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"


def sample(name: str) -> Path:
    import os

    path = Path(os.environ.get("PRODUCER_APP_SAMPLES", SAMPLES)) / "photos" / name
    if not path.exists():
        pytest.skip(f"no sample photo {name} here")
    return path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    darkroom.close_idle()


def scene(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """Four quarters in four colours: no two ways of turning it look the same."""
    image = Image.new("RGB", size)
    width, height = size
    half, middle = width // 2, height // 2
    for x, y, color in ((0, 0, "red"), (half, 0, "green"), (0, middle, "blue"), (half, middle, "white")):
        image.paste(color, (x, y, x + half, y + middle))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(files: Files, name: str) -> Image.Image:
    return Image.open(files.path(name)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures of one size, 0 to 255."""
    assert one.size == other.size
    return sum(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean) / 3


def stored(files: Files) -> list[Path]:
    return [path for path in files.folder.rglob("*") if path.is_file()] if files.folder.exists() else []


# ---------------------------------------------------------------- turned upright
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_sample_orientation_comes_out_like_the_upright_one(files: Files, orientation: int) -> None:
    upright = photos.prepare(sample("orientation/Landscape_1.jpg"), files)
    turned = photos.prepare(sample(f"orientation/Landscape_{orientation}.jpg"), files)
    assert (turned.width, turned.height) == (upright.width, upright.height) == (1600, 1067)
    for name in ("picture", "thumb"):
        # The samples were turned with a lossy encoder, so they are alike, not equal; a wrong turn differs by 50 and more.
        assert difference(opened(files, getattr(upright, name)), opened(files, getattr(turned, name))) < 6


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_every_orientation_in_every_format_is_turned_as_the_standard_says(orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"quality": 95} if kind in {"JPEG", "WEBP", "AVIF"} else {}
    data = encoded(scene(), kind, exif=exif, **options)
    made = Image.open(io.BytesIO(develop(data).picture))
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    expected.load()
    assert made.size == expected.size == ((120, 80) if orientation < 5 else (80, 120))
    assert difference(made, expected) < 6
    assert 0x0112 not in made.getexif()


def test_a_heic_from_a_phone_stands_upright(files: Files) -> None:
    photo = photos.prepare(sample("phones/IMG_5195.HEIC"), files)
    assert (photo.width, photo.height) == (1239, 1600)
    assert photo.original.endswith(".heic")


# ---------------------------------------------------------------- nothing about where, when, by whom
@pytest.mark.parametrize("name", ["DSCN0010.jpg", "DSCN0012.jpg", "IMG_5195.HEIC", "jolla.jpg", "nikon-e950.jpg"])
def test_pictures_made_from_a_photo_tell_nothing_and_the_original_is_untouched(files: Files, name: str) -> None:
    source = sample("phones/" + name)
    photo = photos.prepare(source, files)
    assert files.path(photo.original).read_bytes() == source.read_bytes()
    for made in (photo.picture, photo.thumb):
        data = files.path(made).read_bytes()
        for mark in (b"Exif", b"GPS", b"http://ns.adobe.com", b"xmp", b"ICC_PROFILE", b"Photoshop", b"NIKON", b"Apple", b"Jolla"):
            assert mark not in data, mark
        assert markers(data) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


def markers(data: bytes) -> set[int]:
    """The segments of a JPEG up to its picture: application data beyond JFIF, or a comment, would show here."""
    found, at = set(), 2
    while at < len(data):
        assert data[at] == 0xFF
        found.add(data[at + 1])
        if data[at + 1] == 0xDA:
            return found
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return found


def test_a_photo_that_does_carry_its_place_was_used_for_the_test_above() -> None:
    assert Image.open(sample("phones/DSCN0010.jpg")).getexif().get_ifd(0x8825)


def test_a_comment_and_texts_in_a_file_do_not_travel() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Gulnar")
    for data in (encoded(scene(), comment=b"Gulnar's phone"), encoded(scene(), "PNG", pnginfo=words)):
        made = develop(data)
        assert b"Gulnar" not in made.picture + made.thumb


# ---------------------------------------------------------------- colours and sizes
def test_what_is_see_through_stands_on_white() -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (0, 0, 30, 40))
    for data in (encoded(image, "PNG"), encoded(image, "WEBP", lossless=True), encoded(image.quantize(), "PNG")):
        made = Image.open(io.BytesIO(develop(data).picture))
        right, left = made.getpixel((50, 20)), made.getpixel((8, 20))
        assert isinstance(right, tuple)
        assert isinstance(left, tuple)
        assert min(right) > 245
        assert left[0] > 180
        assert max(left[1:]) < 30


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    image = Image.new("I;16", (40, 40), 32768)
    for kind in ("PNG", "TIFF"):
        pixel = Image.open(io.BytesIO(develop(encoded(image, kind)).picture)).getpixel((20, 20))
        assert isinstance(pixel, tuple)
        assert all(abs(value - 128) <= 2 for value in pixel)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_becomes_plain_colour(mode: str) -> None:
    image = Image.new("I;16", (90, 60), 40000) if mode == "I;16" else scene((90, 60), mode)
    made = develop(encoded(image, "TIFF" if mode == "CMYK" else "PNG"))
    assert Image.open(io.BytesIO(made.picture)).mode == Image.open(io.BytesIO(made.thumb)).mode == "RGB"
    assert (made.width, made.height) == (90, 60)


def test_a_cmyk_jpeg_is_not_shown_as_its_negative() -> None:
    pixel = Image.open(io.BytesIO(develop(encoded(Image.new("CMYK", (40, 40), (0, 200, 200, 0)))).picture)).getpixel((20, 20))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert max(pixel[1:]) < 110


def test_a_profile_is_applied_before_it_is_left_out() -> None:
    """Lab values in a profile that is not sRGB must come out as the colour they mean."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    assert lab.tobytes() != srgb.tobytes()
    same = encoded(scene(), quality=95, icc_profile=srgb.tobytes())
    broken = encoded(scene(), quality=95, icc_profile=b"not a profile" * 40)
    for data in (same, broken):
        assert difference(Image.open(io.BytesIO(develop(data).picture)), scene()) < 4


def test_the_wide_colours_of_a_phone_become_the_srgb_colours_they_mean() -> None:
    source = sample("phones/IMG_5195.HEIC")
    import pillow_heif

    pillow_heif.register_heif_opener()
    with Image.open(source) as image:
        profile = image.info.get("icc_profile")
        assert profile
        flat = Image.new("RGB", (64, 64), (200, 60, 60))
    wide = encoded(flat, "PNG", icc_profile=profile)
    pixel = Image.open(io.BytesIO(develop(wide).picture)).getpixel((32, 32))
    assert isinstance(pixel, tuple)
    # Source: Display P3 and sRGB share white and curve; P3 red (200, 60, 60) lies at about (218, 49, 54) in sRGB.
    assert all(abs(got - meant) <= 8 for got, meant in zip(pixel, (218, 49, 54), strict=True))


@pytest.mark.parametrize(("size", "expected"), [((4000, 3000), (1600, 1200)), ((3000, 4000), (1200, 1600)), ((1601, 3), (1600, 3)),
                                                ((800, 600), (800, 600)), ((1, 1), (1, 1)), ((9000, 1), (1600, 1))])
def test_the_long_side_is_at_most_1600_and_nothing_is_enlarged(size: tuple[int, int], expected: tuple[int, int]) -> None:
    made = develop(encoded(Image.new("RGB", size, "orange")))
    assert (made.width, made.height) == Image.open(io.BytesIO(made.picture)).size == expected
    assert max(Image.open(io.BytesIO(made.thumb)).size) == min(320, max(size))


def test_a_gif_of_many_frames_gives_its_first(files: Files) -> None:
    frames = [Image.new("RGB", (50, 50), color) for color in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    photo = photos.prepare(out.getvalue(), files)
    pixel = opened(files, photo.picture).getpixel((25, 25))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert photo.original.endswith(".gif")


# ---------------------------------------------------------------- refused, with nothing kept
def png(width: int, height: int) -> bytes:
    """A PNG of black bits, packed."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(bytes(min((width // 8 + 1) * height, 20_000_000)), 9)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("a.jpg", encoded(scene()))
    return out.getvalue()


HOSTILE = {
    "bomb": (png(30_000, 30_000), "TOO_MANY_PIXELS"),
    "bomb below Pillow's own limit": (png(13_000, 13_000), "TOO_MANY_PIXELS"),
    "endless size": (png(2**31 - 1, 2**31 - 1), "TOO_MANY_PIXELS"),
    "cut JPEG": (encoded(scene((600, 400)))[:-800], "BROKEN_PHOTO"),
    "cut PNG": (encoded(Image.effect_noise((300, 300), 90), "PNG")[:-5000], "BROKEN_PHOTO"),
    "head only": (encoded(scene())[:40], ""),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "NOT_A_PHOTO"),
    "page": (b"<html><body>photo</body></html>", "NOT_A_PHOTO"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", "NOT_A_PHOTO"),
    "archive": (archive(), "NOT_A_PHOTO"),
    "icon": (encoded(scene((32, 32)), "ICO"), "NOT_A_PHOTO"),
    "old format": (encoded(scene(), "PPM"), "NOT_A_PHOTO"),
    "empty": (b"", "NOT_A_PHOTO"),
    "words": (b"not a picture", "NOT_A_PHOTO"),
    "too heavy": (bytes(photos.LARGEST_FILE + 1), "TOO_HEAVY"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_ends_in_one_sentence_and_nothing_is_kept(files: Files, tmp_path: Path, name: str) -> None:
    data, code = HOSTILE[name]
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    with pytest.raises(ShopError) as refusal:
        photos.prepare(path, files)
    assert not code or refusal.value.code == code
    assert "photo.jpg" in refusal.value.message
    assert refusal.value.hint
    assert "Error" not in str(refusal.value)
    assert stored(files) == []


def test_a_folder_or_a_missing_file_is_refused(files: Files, tmp_path: Path) -> None:
    for path, code in ((tmp_path, "NOT_A_PHOTO"), (tmp_path / "none.jpg", "UNREADABLE")):
        with pytest.raises(ShopError) as refusal:
            photos.prepare(path, files)
        assert refusal.value.code == code
    assert stored(files) == []


def test_a_refusal_shows_a_hostile_file_name_as_harmless_text(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "rose\u202egnp\n.jpg"
    path.write_bytes(b"words")
    with pytest.raises(ShopError) as refusal:
        photos.prepare(path, files)
    assert "\u202e" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_wrong_suffix_does_not_matter(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(encoded(scene()))
    assert photos.prepare(path, files).original.endswith(".jpg")


def test_the_room_survives_a_bad_photo_and_makes_the_next_one(files: Files) -> None:
    with pytest.raises(ShopError):
        photos.prepare(HOSTILE["cut PNG"][0], files)
    assert photos.prepare(encoded(scene()), files).width == 120


def test_a_room_that_died_is_replaced(files: Files) -> None:
    photos.prepare(encoded(scene()), files)
    for room in darkroom._idle:
        room.process.kill()
    assert photos.prepare(encoded(scene((60, 40))), files).width == 60


def test_a_photo_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    darkroom.close_idle()
    monkeypatch.setattr(darkroom, "SECONDS", -1.0)
    monkeypatch.setattr(darkroom, "_GLANCE_S", 0.0)
    with pytest.raises(Undevelopable) as refusal:
        products_darkroom.developed(encoded(scene()))
    assert refusal.value.code == "TOO_SLOW"


def test_stopping_leaves_nothing(files: Files) -> None:
    def stop(done: int, total: int, note: str = "") -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        photos.prepare(encoded(scene()), files, stop)
    assert stored(files) == []


def test_stopping_while_a_photo_is_decoded_ends_the_decoder(files: Files) -> None:
    darkroom.close_idle()

    def stop(done: int, total: int, note: str = "") -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        photos.prepare(encoded(scene((3000, 2000)), "PNG"), files, stop)
    assert stored(files) == []
    assert darkroom._idle == []


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        photos.prepare(encoded(scene()), Files(tmp_path / "files"))


def test_the_same_photo_twice_is_kept_once(files: Files) -> None:
    first = photos.prepare(encoded(scene()), files)
    assert photos.prepare(encoded(scene()), files) == first
    assert len(stored(files)) == len({first.original, first.picture, first.thumb})
    assert isinstance(first, Photo)
