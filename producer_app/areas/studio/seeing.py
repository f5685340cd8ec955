"""What can be measured in a photo: light, sharpness, whether the goods are whole, how restless the ground is.

Only in the darkroom: loads OpenCV. Everything is measured on small copies, so a large photo costs no more than a small one.
"""

from __future__ import annotations

import cv2
import numpy as np

from producer_app.areas.studio.outline import LOOK_SIDE, Mask, Pixels, Soft, fitted, ground_tones, lab, rough
from producer_app.areas.studio.rows import Seen

# Sharpness is judged at the size of a picture on a phone's screen: what is soft there is soft for a buyer.
SHARP_SIDE = 480
_CONTRAST = 60.0  # grey levels across an edge: less is grain
_CLEAREST = 93  # percentile
_STRONGEST = 0.72  # of the strongest contrast there is


def seen(image: Pixels, width: int, height: int) -> Seen:
    """Everything about a photo. ``image``: RGB, upright, of any size; ``width``, ``height``: of the photo as it came."""
    small = fitted(image, LOOK_SIDE)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    goods = rough(small)
    touch, touched = touching(goods)
    unrest, restless = unquiet(small, goods)
    return Seen(width, height, float(grey.mean()), float(np.percentile(grey, 90)), sharpness(fitted(image, SHARP_SIDE)),
                touch, touched, unrest, restless, filled(goods))


def sharpness(image: Pixels) -> float:
    """Steepness of the clearest edges, each as a share of its own contrast, so that dark and pale photos are judged alike.

    The worse of two directions: a hand that moved blurs one of them.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (0, 0), 0.6).astype(np.float32)
    # A dark photo is as sharp as it would be in the light.
    low, high = np.percentile(grey, (1, 99))
    grey = np.asarray((grey - low) * (200 / max(40.0, high - low)), np.float32)
    found = []
    for ahead in (np.ones((1, 13), np.uint8), np.ones((13, 1), np.uint8)):
        contrast = cv2.dilate(grey, ahead) - cv2.erode(grey, ahead)
        step = np.asarray((-1.0, 0.0, 1.0), np.float32).reshape((1, 3) if ahead.shape[0] == 1 else (3, 1))
        slope = np.abs(cv2.filter2D(grey, -1, step)) / 2
        # The goods' own edges are the strongest; the grain of wood is soft even in a sharp photo.
        edges = contrast > max(_CONTRAST, _STRONGEST * float(np.percentile(contrast, 99.5)))
        if edges.mean() > 0.003:
            found.append(float(np.percentile(slope[edges] / contrast[edges], _CLEAREST)))
    return min(found) * 2 if found else 0.0


def touching(goods: Mask) -> tuple[float, int]:
    """The longest stretch of one edge of the frame under the goods, as a share of that edge; how many edges they cover."""
    edges = (goods[:2].any(0), goods[-2:].any(0), goods[:, :2].any(1), goods[:, -2:].any(1))
    shares = [float(edge.mean()) for edge in edges]
    return max(shares), sum(share > 0.08 for share in shares)


def filled(goods: Mask) -> float:
    """The larger side of the box round the goods as a share of the frame's."""
    y, x = np.nonzero(goods)
    if len(y) == 0:
        return 0.0
    height, width = goods.shape
    return float(max((np.ptp(y) + 1) / height, (np.ptp(x) + 1) / width))


def unquiet(image: Pixels, goods: Mask) -> tuple[float, int]:
    """Share of what is not goods that is not ground either; how many stretches of other things the frame's edge shows."""
    # Weave and grain go, things stay.
    colours: Soft = np.asarray(cv2.GaussianBlur(lab(image), (0, 0), 3.0), np.float32)
    middles, spreads = ground_tones(colours)
    least = np.asarray((9.0, 4.5, 4.5), np.float32)
    far = np.min([(((colours - m) / (np.minimum(np.maximum(s, least), least * 1.6) * 1.6)) ** 2).sum(2)
                  for m, s in zip(middles, spreads, strict=True)], 0)
    other = far > 1.6
    around = cv2.dilate(hull(goods), np.ones((15, 15), np.uint8)) == 0
    unrest = float(other[around].mean()) if around.sum() > 200 else 0.0
    return unrest, stretches(colours)


def hull(goods: Mask) -> Mask:
    """The goods with all that lies between their parts: the pale rim of a plate, a handle, a white label."""
    points = cv2.findNonZero(goods)
    filled = np.zeros_like(goods)
    if points is not None:
        cv2.fillConvexPoly(filled, np.asarray(cv2.convexHull(points), np.int32), 255)
    return filled


def stretches(colours: Soft) -> int:
    """How many clear changes of colour there are along the edge of the frame."""
    line = np.concatenate([colours[3, 3:-3], colours[3:-3, -4], colours[-4, 3:-3][::-1], colours[3:-3, 3][::-1]])
    step = np.linalg.norm(line - np.roll(line, 7, 0), axis=1)
    jumps = step > 14
    return int((jumps & ~np.roll(jumps, 1)).sum())
