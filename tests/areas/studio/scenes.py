"""Made photographs of goods with known outlines: jars, bags, fruit, bread, on paper, wood, cloth, stone, before a wall.

Everything comes from one seeded generator, so a case can be looked at again by its number. Colours are RGB, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]
Mask = NDArray[Any]
Rng = np.random.Generator

PLAIN, WOVEN = ("paper", "wall"), ("wood", "cloth", "stone")
GOODS = ("jar", "bottle", "bag", "fruit", "bread", "bowl", "box")
_COLOURS = [(0.55, 0.10, 0.16), (0.70, 0.22, 0.10), (0.85, 0.55, 0.10), (0.30, 0.42, 0.12), (0.40, 0.22, 0.12), (0.24, 0.12, 0.20),
            (0.78, 0.68, 0.30), (0.20, 0.34, 0.40), (0.62, 0.44, 0.24)]
_GROUNDS = [(0.93, 0.92, 0.90), (0.86, 0.84, 0.80), (0.75, 0.77, 0.80), (0.80, 0.74, 0.66), (0.66, 0.70, 0.66), (0.88, 0.82, 0.82)]


# ------------------------------------------------------------------ textures
def noise(rng: Rng, height: int, width: int, cell: float) -> Pixels:
    """Smooth noise round 0, about -1 to 1; ``cell``: size of its spots in pixels."""
    coarse = rng.normal(0, 1, (max(2, round(height / cell)), max(2, round(width / cell)))).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)


def _flat(colour: tuple[float, float, float] | Pixels, height: int, width: int) -> Pixels:
    return np.broadcast_to(np.asarray(colour, np.float32), (height, width, 3)).copy()


def ground(rng: Rng, kind: str, height: int, width: int) -> Pixels:
    """What the goods stand on."""
    base = np.asarray(_GROUNDS[rng.integers(len(_GROUNDS))], np.float32)
    made = _flat(base, height, width)
    if kind == "wall":
        edge = round(height * rng.uniform(0.35, 0.6))
        made[edge:] *= rng.uniform(0.82, 0.93)
        made = cv2.GaussianBlur(made, (0, 0), rng.uniform(2, 8))
    elif kind == "wood":
        made = _flat(np.asarray((0.62, 0.44, 0.28), np.float32) * rng.uniform(0.8, 1.3), height, width)
        grain = cv2.resize(noise(rng, height, 24, 3), (width, height)) * 0.05 + noise(rng, height, width, 60) * 0.02
        made += grain[..., None]
        for y in range(0, height, max(40, height // int(rng.integers(3, 7)))):
            made[y:y + 2] *= 0.75
    elif kind == "cloth":
        made *= rng.uniform(0.7, 1.0)
        y, x = np.mgrid[:height, :width].astype(np.float32)
        period = rng.uniform(3, 7)
        weave = np.sin(x * 2 * np.pi / period) * np.sin(y * 2 * np.pi / period)
        made += (weave * 0.05 + noise(rng, height, width, 80) * 0.03).astype(np.float32)[..., None]
    elif kind == "stone":
        made = made * 0.9 + (noise(rng, height, width, 3) * 0.035 + noise(rng, height, width, 20) * 0.03)[..., None]
    return np.clip(made, 0, 1)


def _lit(rng: Rng, height: int, width: int, power: float) -> Pixels:
    """Light from one side."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    way = rng.uniform(0, 2 * np.pi)
    ramp = (x / width - 0.5) * np.cos(way) + (y / height - 0.5) * np.sin(way)
    return np.asarray(1 + power * ramp, np.float32)[..., None]


# ------------------------------------------------------------------ goods: colour and outline in a square of ``side``
Good = tuple[Pixels, Mask]


def _round_box(side: int, left: float, top: float, right: float, bottom: float, radius: float) -> Mask:
    mask = np.zeros((side, side), np.uint8)
    x0, y0, x1, y1, r = (round(v * side) for v in (left, top, right, bottom, radius))
    cv2.rectangle(mask, (x0 + r, y0), (x1 - r, y1), 255, -1)
    cv2.rectangle(mask, (x0, y0 + r), (x1, y1 - r), 255, -1)
    for x, y in ((x0 + r, y0 + r), (x1 - r, y0 + r), (x0 + r, y1 - r), (x1 - r, y1 - r)):
        cv2.circle(mask, (x, y), r, 255, -1, cv2.LINE_AA)
    return mask


def _colour(rng: Rng) -> Pixels:
    return np.asarray(_COLOURS[rng.integers(len(_COLOURS))], np.float32) * np.float32(rng.uniform(0.85, 1.25))


def _label(rng: Rng, picture: Pixels, left: float, top: float, right: float, bottom: float) -> None:
    """A paper label with a line of colour and lines of writing."""
    side = picture.shape[0]
    x0, y0, x1, y1 = (round(v * side) for v in (left, top, right, bottom))
    picture[y0:y1, x0:x1] = rng.uniform(0.86, 0.97)
    ink = _colour(rng) * 0.7
    picture[y0:y0 + max(2, (y1 - y0) // 6), x0:x1] = ink
    for line in range(3):
        y = y0 + round((y1 - y0) * (0.34 + 0.2 * line))
        x = x0 + round((x1 - x0) * 0.12)
        while x < x1 - (x1 - x0) * 0.15:
            wide = int(rng.integers(max(2, side // 60), max(4, side // 22)))
            picture[y:y + max(2, side // 45), x:x + wide] = ink
            x += wide + max(2, side // 70)


def jar(rng: Rng, side: int, *, bottle: bool = False) -> Good:
    """A jar of jam, or a bottle."""
    half = rng.uniform(0.2, 0.27) if bottle else rng.uniform(0.30, 0.42)
    body = _round_box(side, 0.5 - half, 0.38 if bottle else 0.2, 0.5 + half, 0.98, 0.06)
    neck = _round_box(side, 0.5 - half * 0.45, 0.08, 0.5 + half * 0.45, 0.5, 0.03) if bottle else body * 0
    lid_half = half * (0.5 if bottle else 0.92)
    lid = _round_box(side, 0.5 - lid_half, 0.02 if bottle else 0.06, 0.5 + lid_half, 0.12 if bottle else 0.24, 0.02)
    mask = cv2.max(cv2.max(body, neck), lid)
    picture = _flat(_colour(rng), side, side) + (noise(rng, side, side, side / 14) * 0.05)[..., None]
    x = (np.arange(side, dtype=np.float32) / side - 0.5) / half
    picture *= (0.72 + 0.45 * np.exp(-((x + 0.35) ** 2) / 0.12) - 0.25 * np.abs(x))[None, :, None]
    picture[lid > 0] = (_colour(rng) if rng.random() < 0.5 else np.asarray((0.8, 0.72, 0.45), np.float32)) * (0.9 - 0.2 * 0.5)
    _label(rng, picture, 0.5 - half * 0.8, 0.52, 0.5 + half * 0.8, 0.84)
    glint = round((0.5 - half * 0.75) * side)
    picture[round(0.42 * side):round(0.94 * side), glint:glint + max(2, side // 50)] += 0.3
    return np.clip(picture, 0, 1), mask


def bottle(rng: Rng, side: int) -> Good:
    """A bottle of oil or juice."""
    return jar(rng, side, bottle=True)


def bag(rng: Rng, side: int) -> Good:
    """A paper or film bag with a window or a label."""
    bend = rng.uniform(-0.03, 0.03, 8)
    points = np.asarray([(0.22, 0.04), (0.5, 0.06), (0.78, 0.04), (0.85, 0.5), (0.83, 0.96), (0.5, 0.98),
                         (0.17, 0.96), (0.15, 0.5)])
    points[:, 0] += bend
    mask = np.zeros((side, side), np.uint8)
    cv2.fillPoly(mask, [np.round(points * side).astype(np.int32)], 255, cv2.LINE_AA)
    picture = _flat(_colour(rng), side, side) * (1 + 0.18 * noise(rng, side, side, side / 6))[..., None]
    picture[round(0.1 * side):round(0.115 * side)] *= 0.7
    _label(rng, picture, 0.3, 0.35, 0.7, 0.66)
    return np.clip(picture, 0, 1), mask


def fruit(rng: Rng, side: int) -> Good:
    """One apple, pomegranate or melon."""
    y, x = np.mgrid[:side, :side].astype(np.float32) / side - 0.5
    tall = rng.uniform(0.8, 1.15)
    radius = np.sqrt(x ** 2 + (y / tall) ** 2 * 1.0)
    mask = np.where(radius < 0.42 + 0.01 * np.sin(5 * np.arctan2(y, x)), 255, 0).astype(np.uint8)
    light = 0.45 + 0.75 * np.clip(1 - np.sqrt((x + 0.12) ** 2 + (y + 0.14) ** 2) / 0.75, 0, 1)
    skin = 1 + 0.10 * noise(rng, side, side, side / 40) + 0.12 * noise(rng, side, side, side / 7)
    picture = _flat(_colour(rng) * 1.25, side, side) * (light * skin)[..., None]
    picture += (0.5 * np.exp(-((x + 0.15) ** 2 + (y + 0.17) ** 2) / 0.002))[..., None]
    cv2.line(picture, (side // 2, round(side * (0.5 - 0.42 * tall * 0.9))), (round(side * 0.53), round(side * (0.5 - 0.3 * tall))),
             (0.2, 0.13, 0.06), max(2, side // 60), cv2.LINE_AA)
    return np.clip(picture, 0, 1).astype(np.float32), mask


def bread(rng: Rng, side: int) -> Good:
    """A round nan with its pricked middle."""
    y, x = np.mgrid[:side, :side].astype(np.float32) / side - 0.5
    radius = np.hypot(x, y)
    mask = np.where(radius < 0.44 + 0.008 * np.sin(7 * np.arctan2(y, x)), 255, 0).astype(np.uint8)
    picture = _flat((0.80, 0.58, 0.32), side, side) * (0.85 + 0.3 * np.exp(-((radius - 0.36) ** 2) / 0.004))[..., None]
    picture *= (1 + 0.12 * noise(rng, side, side, side / 25))[..., None]
    for _dot in range(90):
        way, far = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.28)
        spot = (round(side * (0.5 + far * np.cos(way))), round(side * (0.5 + far * np.sin(way))))
        cv2.circle(picture, spot, max(1, side // 110), (0.45, 0.28, 0.12), -1, cv2.LINE_AA)
    return np.clip(picture, 0, 1).astype(np.float32), mask


def bowl(rng: Rng, side: int) -> Good:
    """A bowl of nuts, raisins or dates, from above."""
    y, x = np.mgrid[:side, :side].astype(np.float32) / side - 0.5
    radius = np.hypot(x, y)
    mask = np.where(radius < 0.45, 255, 0).astype(np.uint8)
    picture = _flat(_colour(rng) * 0.5 + 0.3, side, side) * (0.8 + 0.4 * x + 0.2)[..., None]
    colour, size = _colour(rng), rng.uniform(0.03, 0.06)
    for _nut in range(round(0.9 / size ** 2 * 0.35)):
        way, far = rng.uniform(0, 2 * np.pi), 0.36 * np.sqrt(rng.random())
        spot = (round(side * (0.5 + far * np.cos(way))), round(side * (0.5 + far * np.sin(way))))
        axes = (max(2, round(side * size)), max(2, round(side * size * 0.7)))
        turn = rng.uniform(0, 180)
        shade = colour * rng.uniform(0.7, 1.35)
        cv2.ellipse(picture, spot, axes, turn, 0, 360, tuple(float(v) * 0.55 for v in shade), -1, cv2.LINE_AA)
        cv2.ellipse(picture, (spot[0] - 1, spot[1] - 1), (axes[0] - 1, axes[1] - 1), turn, 0, 360,
                    tuple(float(v) for v in shade), -1, cv2.LINE_AA)
    return np.clip(picture, 0, 1).astype(np.float32), mask


def box(rng: Rng, side: int) -> Good:
    """A gift box, seen a little from above."""
    mask: Mask = np.zeros((side, side), np.uint8)
    lean = rng.uniform(-0.05, 0.05)
    front = np.asarray([(0.1, 0.35), (0.9, 0.35), (0.88, 0.95), (0.12, 0.95)])
    top = np.asarray([(0.1, 0.35), (0.2 + lean, 0.12), (0.8 + lean, 0.12), (0.9, 0.35)])
    picture = _flat(_colour(rng), side, side)
    for part, light in ((front, 0.85), (top, 1.2)):
        inside: Mask = np.zeros((side, side), np.uint8)
        cv2.fillPoly(inside, [np.round(part * side).astype(np.int32)], 255, cv2.LINE_AA)
        picture[inside > 0] *= light
        mask = cv2.max(mask, inside)
    _label(rng, picture, 0.3, 0.48, 0.7, 0.8)
    return np.clip(picture, 0, 1), mask


MAKERS: dict[str, Callable[[Rng, int], Good]] = {
    "jar": jar, "bottle": bottle, "bag": bag, "fruit": fruit, "bread": bread, "bowl": bowl, "box": box}


# ------------------------------------------------------------------ composing
def put(scene: Pixels, mask: Mask, good: Good, x: float, y: float, *, shadow: float = 0.35) -> None:
    """Lays goods with their shadow on a scene; ``x``, ``y``: where its middle comes, in pixels; may stick out."""
    picture, outline = good
    side, (height, width) = outline.shape[0], mask.shape
    left, top = round(x - side / 2), round(y - side / 2)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + side), min(height, top + side)
    if x1 <= x0 or y1 <= y0:
        return
    full = np.zeros((height, width), np.float32)
    cut = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    full[y0:y1, x0:x1] = outline[cut] / np.float32(255)
    if shadow:
        soft, step = cv2.GaussianBlur(full, (0, 0), side * 0.04), side * 0.03
        cast = cv2.warpAffine(soft, np.asarray([[1, 0, step], [0, 1, step]], np.float32), (width, height))
        scene *= (1 - shadow * cast)[..., None]
    alpha = cv2.GaussianBlur(full, (0, 0), 0.7)[y0:y1, x0:x1, None]
    scene[y0:y1, x0:x1] = scene[y0:y1, x0:x1] * (1 - alpha) + picture[cut] * alpha
    mask[full > 0.5] = 255


def finish(rng: Rng, scene: Pixels, *, grain: float = 0.012) -> Pixels:
    """What a phone adds: uneven light, a tint, grain, and JPEG."""
    height, width = scene.shape[:2]
    tint = 1 + rng.uniform(-0.05, 0.05, 3).astype(np.float32)
    shown = scene * _lit(rng, height, width, rng.uniform(0.02, 0.22)) * tint
    shown = shown + rng.normal(0, grain, shown.shape).astype(np.float32)
    eight = np.clip(shown * 255, 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", eight[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(80, 96))])[1]
    read = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    assert read is not None
    return np.ascontiguousarray(read[..., ::-1])


def _frame(rng: Rng, side: int) -> tuple[int, int]:
    """Height and width: square, upright or lying."""
    short = round(side * 0.75)
    return [(side, side), (side, short), (short, side)][rng.integers(3)]


def good_scene(rng: Rng, side: int = 640, *, kind: str = "", on: str = "", share: float = 0.0) -> tuple[Pixels, Mask]:
    """Goods well in the frame, on an even ground. ``share``: of the frame's shorter side, else 62 to 84 %."""
    height, width = _frame(rng, side)
    scene = ground(rng, on or str(rng.choice(PLAIN + WOVEN)), height, width)
    mask = np.zeros((height, width), np.uint8)
    size = round(min(height, width) * (share or rng.uniform(0.68, 0.86)))
    drift = (min(height, width) - size) * 0.18
    put(scene, mask, MAKERS[kind or str(rng.choice(GOODS))](rng, size), width / 2 + rng.uniform(-drift, drift),
        height / 2 + rng.uniform(-drift, drift))
    return scene, mask


def cut_scene(rng: Rng, side: int = 640) -> tuple[Pixels, Mask]:
    """Goods that stick out of the frame at one side, by a tenth to a third of their size."""
    height, width = _frame(rng, side)
    scene = ground(rng, str(rng.choice(PLAIN + WOVEN)), height, width)
    mask = np.zeros((height, width), np.uint8)
    size = round(min(height, width) * rng.uniform(0.7, 0.95))
    out = size * rng.uniform(0.12, 0.32)
    place = {"left": (size / 2 - out, height / 2), "right": (width - size / 2 + out, height / 2),
             "top": (width / 2, size / 2 - out), "bottom": (width / 2, height - size / 2 + out)}
    # Outlines leave some room in their square, most at the sides of upright goods.
    side_ways = str(rng.choice(("left", "right", "top", "bottom")))
    kind = str(rng.choice(("fruit", "bread", "bowl", "box", "bag") if side_ways in ("left", "right") else GOODS))
    x, y = place[side_ways]
    put(scene, mask, MAKERS[kind](rng, size), x + rng.uniform(-0.04, 0.04) * width, y + rng.uniform(-0.04, 0.04) * height)
    return scene, mask


def cluttered_scene(rng: Rng, side: int = 640) -> tuple[Pixels, Mask]:
    """Goods among other things: a full table, a shelf, things behind."""
    height, width = _frame(rng, side)
    scene = ground(rng, str(rng.choice(PLAIN + WOVEN)), height, width)
    others = np.zeros((height, width), np.uint8)
    for _thing in range(int(rng.integers(9, 18))):
        size = round(min(height, width) * rng.uniform(0.22, 0.42))
        put(scene, others, MAKERS[str(rng.choice(GOODS))](rng, size), rng.uniform(0, width), rng.uniform(0, height))
    for _strip in range(int(rng.integers(0, 4))):
        start = (int(rng.integers(width)), int(rng.integers(height)))
        end = (int(rng.integers(width)), int(rng.integers(height)))
        cv2.line(scene, start, end, tuple(float(v) for v in _colour(rng)), int(rng.integers(4, 20)), cv2.LINE_AA)
    mask = np.zeros((height, width), np.uint8)
    size = round(min(height, width) * rng.uniform(0.5, 0.7))
    put(scene, mask, MAKERS[str(rng.choice(GOODS))](rng, size), width / 2, height / 2)
    return scene, mask


def hard_scene(rng: Rng, side: int = 640) -> tuple[Pixels, Mask]:
    """Goods that are hard to tell from their ground: a patterned cloth, a like colour, a deep shadow, another thing near."""
    height, width = _frame(rng, side)
    scene = ground(rng, str(rng.choice(WOVEN)), height, width)
    way = int(rng.integers(4))
    if way == 0:
        step = int(rng.integers(26, 60))
        dye = _colour(rng) * 0.5 + 0.35
        for y in range(0, height + step, step):
            for x in range(0, width + step, step):
                cv2.circle(scene, (x + (y // step % 2) * step // 2, y), step // 5, tuple(float(v) for v in dye), -1, cv2.LINE_AA)
    size = round(min(height, width) * rng.uniform(0.6, 0.8))
    mask = np.zeros((height, width), np.uint8)
    if way == 1:
        put(scene, mask.copy(), fruit(rng, round(size * 0.28)), width * 0.1, height * 0.88)
    picture, outline = MAKERS[str(rng.choice(GOODS))](rng, size)
    if way == 2:
        picture = picture * 0.5 + scene.mean((0, 1)) * 0.5
    put(scene, mask, (picture, outline), width / 2, height / 2, shadow=0.6 if way == 3 else 0.35)
    return scene, mask


def blurred(rng: Rng, image: Pixels) -> Pixels:
    """Out of focus, or moved while it was taken."""
    longest = max(image.shape[:2])
    if rng.random() < 0.6:
        return cv2.GaussianBlur(image, (0, 0), longest * rng.uniform(0.005, 0.014))
    length = max(9, round(longest * rng.uniform(0.022, 0.05)))
    kernel = np.zeros((length, length), np.float32)
    way = rng.uniform(0, np.pi)
    reach = np.asarray((np.cos(way), np.sin(way))) * (length - 1) / 2
    middle = (length - 1) / 2
    start, end = np.round(middle - reach).astype(int), np.round(middle + reach).astype(int)
    cv2.line(kernel, start.tolist(), end.tolist(), 1.0)
    return cv2.filter2D(image, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT)


def darkened(rng: Rng, image: Pixels) -> Pixels:
    """Far too little light."""
    return (image ** rng.uniform(1.1, 1.5) * rng.uniform(0.16, 0.36)).astype(np.float32)
