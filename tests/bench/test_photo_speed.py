"""Photos of 12 megapixels to listing picture and thumbnail, as a ratio to libjpeg-turbo's half-size decode of the same files.

``PRODUCER_APP_PHOTOS=1000`` measures a thousand instead of sixty.
"""

from __future__ import annotations

import io
import os
import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from producer_app.areas.products import developing, photos
from producer_app.areas.products.rows import Photo
from producer_app.store import darkroom
from producer_app.store.files import Files
from tests.areas.studio import scenes

pytestmark = pytest.mark.bench
COUNT = int(os.environ.get("PRODUCER_APP_PHOTOS", "60"))
SIZE = (4000, 3000)


def photo(number: int) -> bytes:
    """A made photo as large and as grainy as a phone's, 2 to 3 MB."""
    rng = np.random.default_rng(number)
    scene, _mask = scenes.good_scene(rng, 1000)
    large = cv2.resize(scenes.finish(rng, scene), SIZE, interpolation=cv2.INTER_CUBIC).astype(np.float32)
    # The grain of a phone's picture is soft: its own processing has been over it.
    large += cv2.GaussianBlur(rng.normal(0, 6, large.shape[:2]).astype(np.float32), (0, 0), 0.8)[..., None]
    out = io.BytesIO()
    Image.fromarray(np.clip(large, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=88)
    return out.getvalue()


@pytest.fixture(scope="module")
def taken() -> list[bytes]:
    return [photo(number) for number in range(6)]


def half(data: bytes) -> None:
    """libjpeg-turbo's half-size decode and nothing else."""
    with Image.open(io.BytesIO(data)) as image:
        image.draft("RGB", (SIZE[0] // 2, SIZE[1] // 2))
        image.load()
        assert image.size == (SIZE[0] // 2, SIZE[1] // 2)


def seconds(call: Callable[[bytes], object], data: bytes) -> float:
    begun = time.process_time()
    call(data)
    return time.process_time() - begun


def alike(one: NDArray[Any], other: NDArray[Any]) -> float:
    """SSIM of the grey pictures, windows of 11 points, sigma 1.5. Source: Wang et al., IEEE TIP 13(4), 2004, equation 13."""
    a, b = (cv2.cvtColor(x, cv2.COLOR_RGB2GRAY).astype(np.float64) for x in (one, other))

    def blur(x: Any) -> Any:
        return cv2.GaussianBlur(x, (11, 11), 1.5)

    ma, mb = blur(a), blur(b)
    va, vb, both = blur(a * a) - ma * ma, blur(b * b) - mb * mb, blur(a * b) - ma * mb
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float((((2 * ma * mb + c1) * (2 * both + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2))).mean())


def test_a_core_needs_little_more_than_the_half_size_decode(taken: Sequence[bytes]) -> None:
    limit, ours = [], []
    for _round in range(5):
        for data in taken:
            limit.append(seconds(half, data))
            ours.append(seconds(developing.develop, data))
    ratio = statistics.median(ours) / statistics.median(limit)
    print(f"\nhalf decode {statistics.median(limit) * 1000:.1f} ms, both pictures {statistics.median(ours) * 1000:.1f} ms, "
          f"ratio {ratio:.2f}")
    assert ratio <= 2.2


def test_the_pictures_look_like_those_made_with_all_care(taken: Sequence[bytes]) -> None:
    for data in taken[:3]:
        made = developing.develop(data)
        whole = Image.open(io.BytesIO(data)).convert("RGB")
        for jpeg, quality in ((made.picture, developing.PICTURE_QUALITY), (made.thumb, developing.THUMB_QUALITY)):
            ours = Image.open(io.BytesIO(jpeg)).convert("RGB")
            careful = io.BytesIO()
            whole.resize(ours.size, Image.Resampling.LANCZOS).save(careful, "JPEG", quality=quality)
            share = alike(np.asarray(ours), np.asarray(Image.open(careful).convert("RGB")))
            print(f"\n{ours.size}: SSIM {share:.4f}")
            assert share >= 0.98


def most_memory() -> int:
    """The most memory this process and the rooms that wait have ever had, in KB. Only where there is /proc."""
    pids = [os.getpid(), *(room.process.pid for room in darkroom._idle)]
    peaks = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in pids]
    return sum(int(peak[1]) for peak in peaks if peak)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_many_photos_use_both_cores_and_no_more_memory_than_few(taken: Sequence[bytes], tmp_path: Path) -> None:
    paths = []
    for number in range(COUNT):
        path = tmp_path / f"{number}.jpg"
        # Each one different, so that each is kept.
        path.write_bytes(taken[number % len(taken)] + number.to_bytes(4, "big"))
        paths.append(path)
    files = Files(tmp_path / "files")
    try:
        list(photos.prepare_many(paths[:12], files))
        limit = statistics.median(seconds(half, data) for data in taken)
        begun, before, rooms = time.perf_counter(), most_memory(), len(darkroom._idle)
        made = list(photos.prepare_many(paths, files))
        took, grown = time.perf_counter() - begun, most_memory() - before
    finally:
        darkroom.close_idle()
    assert all(isinstance(one, Photo) for one in made)
    cores = os.cpu_count() or 1
    print(f"\n{COUNT} photos in {took:.1f} s, {took / COUNT * 1000:.0f} ms each on {cores} cores, "
          f"{took / COUNT / limit:.2f} half decodes each; {rooms} rooms, most memory "
          f"{before / 1024:.0f} MB, grown by {grown / 1024:.1f} MB")
    assert rooms == 2
    assert grown < 24 * 1024
