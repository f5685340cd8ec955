"""Makes a picture by a recipe: straight, in true colours and good light, on white with its own soft shadow, framed.

Only in the darkroom: loads OpenCV. The photo it starts from is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from producer_app.areas.studio.outline import Mask, Pixels, Soft, goods
from producer_app.areas.studio.rows import PLAIN, Recipe

WHITE = np.float32(1.0)
_STEEPEST = 9.0  # degrees: more is meant, not crooked
# Goods are as bright as in a shop's window within these mean values, 0 to 1.
_DIM, _WELL = 0.24, 0.33
_MOST_ENLARGED = 1.4


@dataclass(frozen=True, slots=True)
class Plate:
    """A photo ready for recipes, with its goods found once. ``outline``: all 0 where the goods cannot be told."""

    image: Pixels
    outline: Mask

    @property
    def found(self) -> bool:
        """Whether goods were found, and not nearly everything."""
        return 0.01 < float((self.outline > 0).mean()) < 0.97


def plate(image: Pixels) -> Plate:
    """Finds the goods of a photo. ``image``: RGB, upright."""
    return Plate(image, goods(image))


def made(source: Plate, recipe: Recipe, side: int) -> Pixels:
    """The picture of a recipe, its longer side at most ``side`` pixels."""
    if recipe == PLAIN:
        return _fitted(source.image, side)
    turned = _straight(source, recipe)
    shown = toned(turned, recipe)
    white = recipe.white and turned.found
    if white:
        shown = on_white(shown, turned.outline, shadow=recipe.shadow)
    return _fitted(framed(Plate(shown, turned.outline), recipe, white=white), side)


# ------------------------------------------------------------------ straight
def _straight(source: Plate, recipe: Recipe) -> Plate:
    degrees = recipe.turn / 10 + (tilt(source) if recipe.level else 0.0)
    if abs(degrees) < 0.15:
        return source
    height, width = source.image.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    # What turns into the picture from outside repeats what is at its edge, so that no black corner shows.
    image = cv2.warpAffine(source.image, way, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    outline = cv2.warpAffine(source.outline, way, (width, height), flags=cv2.INTER_NEAREST)
    return Plate(np.asarray(image, np.uint8), np.asarray(outline, np.uint8))


def tilt(source: Plate) -> float:
    """By how many degrees the goods must be turned clockwise to stand straight; 0 for round goods and large leanings."""
    if not source.found:
        return 0.0
    outlines, _tree = cv2.findContours(source.outline, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(outlines, key=cv2.contourArea)
    _middle, (wide, high), angle = cv2.minAreaRect(largest)
    # Only what has straight sides fills its box, and only then does the box tell how it leans.
    if wide * high <= 0 or cv2.contourArea(largest) / (wide * high) < 0.86:
        return 0.0
    lean = (angle + 45) % 90 - 45
    return float(-lean) if 0.6 < abs(lean) <= _STEEPEST else 0.0


# ------------------------------------------------------------------ colours and light
def _ground(outline: Mask) -> NDArray[np.bool_]:
    """Points that are surely ground: away from the goods."""
    reach = max(3, round(max(outline.shape) * 0.02)) | 1
    return np.asarray(cv2.dilate(outline, np.ones((reach, reach), np.uint8)) == 0)


def toned(source: Plate, recipe: Recipe) -> Pixels:
    """The photo in true colours and good light. Each is a curve of one channel, so all of them together are three tables."""
    if not (recipe.balance or recipe.bright or recipe.light):
        return source.image
    few = source.image[::4, ::4].astype(np.float32) / np.float32(255)
    outline = source.outline[::4, ::4]
    curves: Soft = np.repeat(np.linspace(0, 1, 256)[:, None], 3, 1)
    if recipe.balance:
        gain = balance(few, outline)
        few, curves = few * gain, curves * gain
    if recipe.bright:
        curves = _brightened(curves, *light_wanted(few, outline))
    if recipe.light:
        curves = np.clip(curves, 0, 1) ** (2.0 ** (-recipe.light / 100))
    tables = np.asarray(np.clip(curves * 255 + 0.5, 0, 255), np.uint8)
    return np.asarray(cv2.LUT(source.image, tables[None]), np.uint8)


def balance(light: Soft, outline: Mask) -> Soft:
    """By how much to multiply each channel so that greys become grey.

    A pale ground tells the colour of the light; else the brighter points together do.
    """
    ground = light[_ground(outline)]
    tint = np.median(ground, 0) if len(ground) > 200 else np.zeros(3)
    pale = len(ground) > 200 and float(tint.max() - tint.min()) < 0.34 * max(0.05, float(tint.max())) and tint.mean() > 0.35
    if not pale:
        # Minkowski mean of the sixth degree ("shades of grey"): between the mean and the brightest point.
        tint = np.power(np.power(light.reshape(-1, 3).astype(np.float64), 6).mean(0), 1 / 6)
    reach = 1.0 if pale else 0.35
    return np.asarray(np.clip((tint.mean() / np.maximum(tint, 1e-3)) ** reach, 0.7, 1.45), np.float32)


def light_wanted(light: Soft, outline: Mask) -> tuple[float, float]:
    """By how much to multiply so that the brightest twentieth is nearly white, and the power that lifts dim goods; never less."""
    lift = float(np.clip(0.93 / max(float(np.percentile(light.mean(2), 95)), 0.05), 1.0, 3.2))
    inside = light.mean(2)[outline > 0] * lift
    middle = float(inside.mean()) if inside.size > 60 else float(light.mean()) * lift
    power = float(np.clip(np.log(_WELL) / np.log(max(middle, 0.02)), 0.45, 1.0)) if middle < _DIM else 1.0
    return lift, power


def _brightened(curves: Soft, lift: float, power: float) -> Soft:
    lifted = np.clip(curves * lift, 0, None) ** power
    # Highlights bend towards white and are not cut.
    return np.where(lifted > 0.85, 0.85 + 0.15 * np.tanh((lifted - 0.85) / 0.15), lifted)


# ------------------------------------------------------------------ white ground
def on_white(image: Pixels, outline: Mask, *, shadow: bool) -> Pixels:
    """The goods on white; with ``shadow`` their own one, made soft."""
    light: Soft = image.astype(np.float32) / np.float32(255)
    seen_through = matte(light, outline)[..., None]
    ground = soft_shadow(light, outline)[..., None] if shadow else WHITE
    laid = _own_colours(light, seen_through) * seen_through + ground * (1 - seen_through)
    return np.asarray(np.clip(laid * 255 + np.float32(0.5), 0, 255), np.uint8)


def matte(light: Soft, outline: Mask) -> Soft:
    """How much of each point is goods, 0 to 1: the outline drawn along the edges of the photo by a guided filter.

    Source: He, Sun, Tang, "Guided Image Filtering", ECCV 2010, equations 5 to 8, with the grey picture as guide.
    """
    guide = np.asarray(cv2.cvtColor(np.clip(light, 0, 1), cv2.COLOR_RGB2GRAY), np.float32)
    inside = cv2.GaussianBlur(outline.astype(np.float32) / np.float32(255), (0, 0), 1.0)
    span = max(3, round(max(outline.shape) * 0.006)) * 2 + 1

    def mean(values: Any) -> Any:
        return cv2.blur(values, (span, span))

    middle, wanted = mean(guide), mean(inside)
    spread = mean(guide * guide) - middle * middle
    slope = (mean(guide * inside) - middle * wanted) / (spread + 1e-3)
    rough = mean(slope) * guide + mean(wanted - slope * middle)
    # Far from the edge the outline is right; near it the filter is. A hair inside, so that no ground shows as a rim.
    core = cv2.erode(outline, np.ones((span, span), np.uint8)) > 0
    away = cv2.dilate(outline, np.ones((span, span), np.uint8)) == 0
    return np.where(core, 1, np.where(away, 0, np.clip((rough - 0.18) / 0.68, 0, 1))).astype(np.float32)


def _own_colours(light: Soft, seen_through: Soft) -> Soft:
    """Colours of the goods without the ground's light in the points they share: taken from a little further inside."""
    height, width = light.shape[:2]
    # Only the points along the edge take it, and they take something smooth: a quarter of the size is enough.
    small = (max(8, width // 4), max(8, height // 4))
    sure = np.asarray(seen_through[..., 0] > 0.97, np.float32)
    weight = cv2.resize(sure, small, interpolation=cv2.INTER_AREA)
    inside = cv2.resize(light * sure[..., None], small, interpolation=cv2.INTER_AREA)
    spread = max(0.8, max(small) * 0.004)
    weight = cv2.GaussianBlur(weight, (0, 0), spread)
    blurred: Soft = cv2.GaussianBlur(inside, (0, 0), spread) / np.maximum(weight, 1e-3)[..., None]
    inner = cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR)
    known = cv2.resize(weight, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.where(((sure < 0.5) & (known > 0.02))[..., None], inner, light), np.float32)


def soft_shadow(light: Soft, outline: Mask) -> Soft:
    """What is left of white under the goods' shadow, 0.6 to 1: only near them, and without the ground's own pattern."""
    height, width = outline.shape
    small = (max(16, width // 4), max(16, height // 4))
    colours = cv2.resize(np.clip(light, 0, 1), small, interpolation=cv2.INTER_AREA)
    grey = colours.mean(2)
    inside = cv2.resize(outline, small, interpolation=cv2.INTER_AREA)
    size = float(np.sqrt(max(1.0, float((inside > 127).sum()))))
    ground = np.asarray(inside < 20)
    far = cv2.distanceTransform(np.where(inside > 60, 0, 255).astype(np.uint8), cv2.DIST_L2, 3)
    clear = ground & (far > 0.16 * size)
    if clear.sum() < 200:
        return np.ones((height, width), np.float32)
    y, x = np.mgrid[:small[1], :small[0]].astype(np.float32)
    x, y = x / small[0] - 0.5, y / small[1] - 0.5
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], -1)
    weights = np.linalg.lstsq(terms[clear], grey[clear], rcond=None)[0]
    expected = np.maximum(terms @ weights, 0.08)
    ratio = np.where(ground, np.clip(grey / expected, 0.35, 1), 1).astype(np.float32)
    # A shadow has the ground's own colour; petals, crumbs and threads that lie about have another, and go.
    tint = colours / np.maximum(grey, 0.02)[..., None] - np.median(colours[clear] / grey[clear][:, None], 0)
    other = cv2.dilate(np.asarray(np.abs(tint).max(2) > 0.09, np.uint8), np.ones((5, 5), np.uint8)) > 0
    ratio = np.where(other & (far > 0.03 * size), 1, ratio).astype(np.float32)
    known = np.asarray(ground & ~(other & (far <= 0.03 * size)), np.float32)
    soft = cv2.GaussianBlur(ratio * known, (0, 0), size * 0.03) / np.maximum(cv2.GaussianBlur(known, (0, 0), size * 0.03), 0.02)
    # The first sixth of a darkening is grain and folds.
    kept = np.clip((soft - 0.35) / 0.55, 0, 1) * 0.4 + 0.6
    fading = np.clip(1 - far / (0.3 * size), 0, 1)
    return np.asarray(cv2.resize(1 - (1 - kept) * fading, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


# ------------------------------------------------------------------ frame
def framed(source: Plate, recipe: Recipe, *, white: bool) -> Pixels:
    """Cut to the recipe's shape round the goods; white where the frame is larger than a photo on white."""
    height, width = source.image.shape[:2]
    if not recipe.frame and not recipe.fill:
        return source.image
    shape = _shape(recipe.frame, width, height)
    left, top, right, bottom = _box(source.outline) if source.found else (0, 0, width, height)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    if recipe.fill and source.found:
        across = max((right - left) / (recipe.fill / 100), (bottom - top) / (recipe.fill / 100) * shape)
    else:
        across = min(width, height * shape)
    down = across / shape
    if not white:
        # Only as much as the photo shows; there is nothing beyond its edge.
        shrink = min(1.0, width / across, height / down)
        across, down = across * shrink, down * shrink
        if source.found and (right - left > across * 1.04 or bottom - top > down * 1.04):
            # Goods are never cut: the whole photo, with white beside it.
            across = max(width, height * shape)
            return _window(source.image, round((width - across) / 2), round((height - across / shape) / 2), round(across),
                           round(across / shape), white=True)
        middle_x = min(max(middle_x, across / 2), width - across / 2)
        middle_y = min(max(middle_y, down / 2), height - down / 2)
    x0, y0 = round(middle_x - across / 2), round(middle_y - down / 2)
    return _window(source.image, x0, y0, max(1, round(across)), max(1, round(down)), white=white)


def _shape(frame: str, width: int, height: int) -> float:
    wide, _colon, high = frame.partition(":")
    return int(wide) / int(high) if high else width / height


def _box(outline: Mask) -> tuple[int, int, int, int]:
    x, y, wide, high = cv2.boundingRect(outline)
    return x, y, x + wide, y + high


def _window(image: Pixels, x0: int, y0: int, across: int, down: int, *, white: bool) -> Pixels:
    height, width = image.shape[:2]
    if not white:
        x0, y0 = min(max(0, x0), max(0, width - across)), min(max(0, y0), max(0, height - down))
    canvas = np.full((down, across, 3), 255, np.uint8)
    left, top, right, bottom = max(0, x0), max(0, y0), min(width, x0 + across), min(height, y0 + down)
    if right > left and bottom > top:
        canvas[top - y0:bottom - y0, left - x0:right - x0] = image[top:bottom, left:right]
    return canvas


def at_least(image: Pixels, least: int) -> Pixels:
    """Enlarged a little where a place of sale would refuse it for some missing points; not where it is far too small."""
    shorter = min(image.shape[:2])
    if not 0 < least / _MOST_ENLARGED <= shorter < least:
        return image
    height, width = image.shape[:2]
    size = (round(width * least / shorter), round(height * least / shorter))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _fitted(image: Pixels, side: int) -> Pixels:
    height, width = image.shape[:2]
    longest = max(height, width)
    if longest <= side:
        return image
    size = (max(1, round(width * side / longest)), max(1, round(height * side / longest)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
