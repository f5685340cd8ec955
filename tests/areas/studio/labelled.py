"""Labelled photos for the coach: made ones, and real ones made worse where the shared samples are at hand.

Cases with an even number were looked at while the rule was tuned; those with an odd number were not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from producer_app.areas.studio.rows import BLURRED, CLUTTERED, CUT, DARK, GOOD, SMALL
from tests.areas.studio import scenes
from tests.conftest import SAMPLES

SIDE = 520
COUNTS = {GOOD: 70, CUT: 46, CLUTTERED: 46, BLURRED: 46, DARK: 46, SMALL: 30}


class Case(NamedTuple):
    """One photo; ``width`` and ``height`` as it came from the phone."""

    label: str
    number: int
    image: NDArray[Any]
    width: int
    height: int


def made(label: str, number: int) -> Case:
    """One made photo of a label."""
    rng = np.random.default_rng([number, *label.encode()])
    if label == CUT:
        scene, _mask = scenes.cut_scene(rng, SIDE)
    elif label == CLUTTERED:
        scene, _mask = scenes.cluttered_scene(rng, SIDE)
    elif label == SMALL and number // 2 % 2:
        scene, _mask = scenes.good_scene(rng, SIDE, share=rng.uniform(0.12, 0.28))
    else:
        scene, _mask = scenes.good_scene(rng, SIDE)
    worse: dict[str, Callable[[scenes.Rng, scenes.Pixels], scenes.Pixels]] = {BLURRED: scenes.blurred, DARK: scenes.darkened}
    image = scenes.finish(rng, worse[label](rng, scene) if label in worse else scene)
    scale = rng.uniform(2.8, 6.5)
    if label == SMALL and not number // 2 % 2:
        scale = rng.uniform(0.6, 1.6)
    return Case(label, number, image, round(image.shape[1] * scale), round(image.shape[0] * scale))


def real(label: str, number: int, photo: NDArray[Any]) -> Case:
    """One photo from a shop, where shelves are full of other things, made worse."""
    rng = np.random.default_rng([number, *label.encode(), 9])
    light = cv2.resize(photo, (1200, 1200), interpolation=cv2.INTER_CUBIC).astype(np.float32) / np.float32(255)
    if label == BLURRED:
        light = scenes.blurred(rng, light)
    if label == DARK:
        light = scenes.darkened(rng, light)
    return Case(label, 1000 + number, scenes.finish(rng, light, grain=0.004), 1200, 1200)


def cases(*, odd: bool, every: int = 1) -> Iterator[Case]:
    """Half of the set, 142 made ones and up to 24 real ones; ``every``: only each so-manieth of its made ones."""
    for label, count in COUNTS.items():
        for number in range(int(odd), count, 2 * every):
            yield made(label, number)
    if every > 1:
        return
    photos = sorted((SAMPLES / "photos" / "goods").glob("*.jpg"))
    for number, path in enumerate(photos):
        if number % 2 != int(odd):
            continue
        read = cv2.imread(str(path))
        assert read is not None
        photo = np.ascontiguousarray(read[..., ::-1])
        yield real((BLURRED, DARK, CLUTTERED)[number // 2 % 3], number, photo)


def table(found: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Precision and recall of every label, from pairs of what was right and what was found."""
    result = {}
    for label in COUNTS:
        right = sum(a == b == label for a, b in found)
        said, there = sum(b == label for _a, b in found), sum(a == label for a, _b in found)
        result[label] = (right / max(1, said), right / max(1, there))
    return result
