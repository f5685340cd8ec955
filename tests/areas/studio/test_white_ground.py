"""Goods on white: their outline against the known one of made scenes, their edge, their shadow, their frame."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from producer_app.areas.studio import making, outline
from producer_app.areas.studio.rows import AUTO, PLAIN, Recipe
from tests.areas.studio import scenes

SIMPLE, HARD = 0.95, 0.85


def overlap(one: scenes.Mask, other: scenes.Mask) -> float:
    """Intersection over union."""
    a, b = one > 0, other > 0
    return float((a & b).sum() / max(1, (a | b).sum()))


def scene(number: int, *, hard: bool) -> tuple[scenes.Pixels, scenes.Mask]:
    rng = np.random.default_rng([number, int(hard), 77])
    made, mask = scenes.hard_scene(rng, 560) if hard else scenes.good_scene(rng, 560)
    return scenes.finish(rng, made), mask


@pytest.mark.parametrize(("hard", "bar"), [(False, SIMPLE), (True, HARD)], ids=["simple", "hard"])
def test_the_outline_found_is_the_known_one(hard: bool, bar: float) -> None:
    found = []
    for number in range(12):
        image, mask = scene(number, hard=hard)
        found.append(overlap(outline.goods(image), mask))
    print(f"mean {np.mean(found):.3f}, least {min(found):.3f}")
    assert np.mean(found) >= bar


def test_the_ground_becomes_white_and_the_goods_keep_their_colour() -> None:
    image, mask = scene(3, hard=False)
    made = making.made(making.plate(image), Recipe(white=True, shadow=False), 560)
    away = cv2.dilate(mask, np.ones((31, 31), np.uint8)) == 0
    core = cv2.erode(mask, np.ones((31, 31), np.uint8)) > 0
    assert (made[away] == 255).all()
    assert np.abs(made[core].astype(int) - image[core].astype(int)).max() <= 2


def test_a_shadow_is_soft_grey_and_only_near_the_goods() -> None:
    image, mask = scene(3, hard=False)
    made = making.made(making.plate(image), Recipe(white=True), 560).astype(int)
    near = (cv2.dilate(mask, np.ones((61, 61), np.uint8)) > 0) & (cv2.dilate(mask, np.ones((15, 15), np.uint8)) == 0)
    shades = made[near]
    assert shades.min() < 250
    assert shades.min() >= 0.59 * 255
    assert np.abs(shades.max(1) - shades.min(1)).max() <= 1
    assert (made[[0, 0, -1, -1], [0, -1, 0, -1]] == 255).all()


def test_an_empty_table_keeps_its_ground() -> None:
    rng = np.random.default_rng(5)
    empty = scenes.finish(rng, scenes.ground(rng, "paper", 400, 400))
    plate = making.plate(empty)
    assert not plate.found
    assert making.made(plate, Recipe(white=True), 400).mean() < 250


def test_the_empty_recipe_changes_nothing() -> None:
    image, _mask = scene(4, hard=False)
    assert (making.made(making.plate(image), PLAIN, 560) == image).all()


@pytest.mark.parametrize(("frame", "shape"), [("1:1", 1.0), ("3:4", 0.75), ("4:3", 4 / 3)])
def test_every_jar_of_a_set_gets_the_same_framing(frame: str, shape: float) -> None:
    shares = []
    for number in range(4):
        rng = np.random.default_rng(number)
        made, _mask = scenes.good_scene(rng, 480, kind="jar", on="paper", share=rng.uniform(0.45, 0.85))
        picture = making.made(making.plate(scenes.finish(rng, made)), Recipe(white=True, shadow=False, frame=frame, fill=80), 480)
        height, width = picture.shape[:2]
        assert width / height == pytest.approx(shape, abs=0.01)
        y, x = np.nonzero(picture.min(2) < 245)
        shares.append(max(np.ptp(y) / height, np.ptp(x) / width))
        assert (y.min() + y.max()) / 2 / height == pytest.approx(0.5, abs=0.03)
    assert max(shares) - min(shares) < 0.03
    assert shares[0] == pytest.approx(0.8, abs=0.03)


def test_a_crop_never_cuts_the_goods() -> None:
    rng = np.random.default_rng(8)
    made, mask = scenes.good_scene(rng, 480, kind="bag", on="paper", share=0.95)
    width = mask.shape[1]
    wide = cv2.copyMakeBorder(scenes.finish(rng, made), 0, 0, width // 2, width // 2, cv2.BORDER_REPLICATE)
    upright = making.made(making.plate(np.asarray(wide)), Recipe(frame="3:4"), 480)
    goods = outline.goods(upright)
    assert not goods[:, 0].any()
    assert not goods[:, -1].any()


@pytest.mark.parametrize("lean", [-6.0, 5.0])
def test_a_leaning_box_stands_straight(lean: float) -> None:
    rng = np.random.default_rng(2)
    made, _mask = scenes.good_scene(rng, 480, kind="bag", on="paper")
    height, width = made.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), -lean, 1.0)
    leaning = cv2.warpAffine(scenes.finish(rng, made), way, (width, height), borderMode=cv2.BORDER_REPLICATE)
    assert making.tilt(making.plate(np.asarray(leaning))) == pytest.approx(-lean, abs=2.0)


def test_light_and_colours_come_right() -> None:
    rng = np.random.default_rng(6)
    made, mask = np.full((480, 400, 3), 0.88, np.float32), np.zeros((480, 400), np.uint8)
    scenes.put(made, mask, scenes.jar(rng, 300), 200, 240)
    yellow = scenes.finish(rng, made * np.asarray((0.62, 0.53, 0.43), np.float32))
    plate = making.plate(yellow)
    better = making.made(plate, Recipe(balance=True, bright=True), 480).astype(float)
    ground = cv2.dilate(mask, np.ones((31, 31), np.uint8)) == 0
    before, after = yellow[ground].mean(0), better[ground].mean(0)
    assert np.ptp(before) / before.max() > 0.25
    assert np.ptp(after) / after.max() < 0.12
    assert after.mean() > 1.4 * before.mean()


def test_one_press_makes_a_square_on_white() -> None:
    image, _mask = scene(2, hard=False)
    made = making.made(making.plate(image), AUTO, 480)
    assert made.shape[0] == made.shape[1]
    assert (made[:6].mean(), made[:, :6].mean()) > (252, 252)
