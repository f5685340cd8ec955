"""Where the goods of a photo are: told from the ground that runs along its edges, then drawn sharp by GrabCut.

Only in the darkroom: loads OpenCV. Pixels are RGB, 8 bit; outlines are 0 or 255, ways of seeing through 0 to 1.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

# 8 bit RGB; 0 or 255; 32 bit float. OpenCV's own types do not tell them apart.
Pixels = NDArray[Any]
Mask = NDArray[Any]
Soft = NDArray[Any]

# Looking is done on a picture of this longer side; drawing the edge on one of that.
LOOK_SIDE, EDGE_SIDE = 190, 520
_RING = 0.05
_TONES = 4
# A tone belongs to the ground where at least two edges of the frame show it so much, or where it fills this part of the ring.
_SHOWN, _FILLS = 0.12, 0.45
# So strange is goods, however much stranger a part of them may be: a white label on a cream cloth beside red jam.
_STRANGE = 2.2


def fitted(image: NDArray[Any], side: int) -> NDArray[Any]:
    """The picture with its longer side at most ``side`` pixels."""
    height, width = image.shape[:2]
    longest = max(height, width)
    if longest <= side:
        return image
    size = (max(1, round(width * side / longest)), max(1, round(height * side / longest)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def lab(image: Pixels) -> Soft:
    """Colours as the eye spaces them: L 0 to 100, a and b about -100 to 100."""
    return cv2.cvtColor(image.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)


def ring(height: int, width: int, share: float = _RING) -> tuple[NDArray[np.bool_], NDArray[np.int8]]:
    """The band along the edges, and for each point its nearest edge: 0 top, 1 bottom, 2 left, 3 right."""
    y, x = np.mgrid[:height, :width]
    away = np.stack([y, height - 1 - y, x, width - 1 - x])
    band = away.min(0) < max(2, share * min(height, width))
    return band, away.argmin(0).astype(np.int8)


def ground_tones(colours: Soft) -> tuple[Soft, Soft]:
    """Middles and spreads (standard deviations) of the tones of the ground, seen along the edges. Colours: Lab, soft."""
    height, width = colours.shape[:2]
    band, edge = ring(height, width)
    seen, sides = colours[band], edge[band]
    cv2.setRNGSeed(7)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    none = np.zeros((len(seen), 1), np.int32)
    _near, found, middles = cv2.kmeans(seen, _TONES, none, stop, 2, cv2.KMEANS_PP_CENTERS)
    labels = found.ravel()
    kept: list[tuple[Soft, Soft]] = []
    for tone in range(_TONES):
        mine = labels == tone
        shown = [mine[sides == side].mean() if (sides == side).any() else 0.0 for side in range(4)]
        if sum(share > _SHOWN for share in shown) >= 2 or mine.mean() > _FILLS:
            kept.append((middles[tone], seen[mine].std(0)))
    if not kept:
        most = int(np.bincount(labels, minlength=_TONES).argmax())
        kept.append((middles[most], seen[labels == most].std(0)))
    return np.asarray([m for m, _s in kept], np.float32), np.asarray([s for _m, s in kept], np.float32)


def strangeness(colours: Soft) -> Soft:
    """How far each point is from every tone of the ground; about 1 is as far as the ground itself strays."""
    middles, spreads = ground_tones(colours)
    # Light falls off along a table, so brightness may stray more than colour.
    least = np.asarray((4.0, 2.2, 2.2), np.float32)
    far = [(((colours - m) / (np.maximum(s, least) * 2.0)) ** 2).sum(2) for m, s in zip(middles, spreads, strict=True)]
    return np.asarray(np.sqrt(np.min(far, 0)), np.float32)


def _hints(image: Pixels) -> Mask:
    """What GrabCut starts from: sure and likely ground, likely and sure goods."""
    colours = cv2.GaussianBlur(lab(image), (0, 0), 1.2)
    strange = strangeness(np.asarray(colours, np.float32))
    height, width = strange.shape
    hints = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    top = float(np.percentile(strange, 98))
    goods = max(1.25, min(0.33 * top, _STRANGE))
    hints[strange > goods] = cv2.GC_PR_FGD
    likely = np.asarray(hints == cv2.GC_PR_FGD, np.uint8)
    likely = np.asarray(cv2.morphologyEx(likely, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    likely = main_part(likely * np.uint8(255))
    hints[:] = np.where(likely > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD)
    band, _edge = ring(height, width, 0.02)
    hints[band & (strange < 1.0)] = cv2.GC_BGD
    core = cv2.erode(likely, np.ones((9, 9), np.uint8)) if likely.any() else likely
    hints[np.asarray(core) > 0] = cv2.GC_FGD
    return hints


def main_part(mask: Mask) -> Mask:
    """The part that matters: large and near the middle; with it what is nearly as large. Holes are filled."""
    count, labels, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count < 2:
        return mask
    height, width = mask.shape
    away = np.hypot((middles[1:, 0] - width / 2) / width, (middles[1:, 1] - height / 2) / height)
    weight = stats[1:, cv2.CC_STAT_AREA] * np.exp(-(away / 0.35) ** 2)
    best = int(weight.argmax()) + 1
    kept = [n for n in range(1, count) if weight[n - 1] > 0.35 * weight[best - 1]]
    whole = np.where(np.isin(labels, kept), 255, 0).astype(np.uint8)
    outlines, _tree = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(whole)
    cv2.drawContours(filled, outlines, -1, 255, -1)
    return filled


def _cut(image: Pixels, hints: Mask, rounds: int) -> Mask:
    """GrabCut from hints; where there are no goods or no ground among them, the hints themselves."""
    goods = (hints == cv2.GC_FGD) | (hints == cv2.GC_PR_FGD)
    if goods.sum() < 40 or (~goods).sum() < 40:
        return np.where(goods, 255, 0).astype(np.uint8)
    marks = hints.copy()
    cv2.setRNGSeed(7)
    cv2.grabCut(image, marks, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), rounds, cv2.GC_INIT_WITH_MASK)
    return np.where((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD), 255, 0).astype(np.uint8)


def rough(image: Pixels) -> Mask:
    """The goods of a small picture."""
    found = main_part(_cut(image, _hints(image), 4))
    return np.asarray(cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)


def goods(image: Pixels) -> Mask:
    """The goods of a picture of any size, their edge drawn at its own size up to ``EDGE_SIDE``."""
    fine = fitted(image, EDGE_SIDE)
    height, width = fine.shape[:2]
    found = rough(fitted(image, LOOK_SIDE))
    if not found.any():
        return np.zeros(image.shape[:2], np.uint8)
    large = np.where(cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR) > 127, 255, 0).astype(np.uint8)
    reach = max(5, round(max(height, width) * 0.016)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    inside, near = cv2.erode(large, kernel), cv2.dilate(large, kernel)
    hints = np.where(large > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    hints[np.asarray(inside) > 0] = cv2.GC_FGD
    hints[np.asarray(near) == 0] = cv2.GC_BGD
    sharp = main_part(_cut(fine, hints, 2))
    size = (image.shape[1], image.shape[0])
    soft = cv2.GaussianBlur(cv2.resize(sharp, size, interpolation=cv2.INTER_LINEAR), (0, 0), max(0.8, size[0] / width * 0.8))
    return np.where(soft > 127, 255, 0).astype(np.uint8)
