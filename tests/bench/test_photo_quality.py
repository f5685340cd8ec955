"""How good the photo work is, measured on made photos with known answers: the coach, the outline of the goods."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from producer_app.areas.studio import coach, outline, seeing
from tests.areas.studio import labelled
from tests.areas.studio.test_white_ground import HARD, SIMPLE, overlap, scene

pytestmark = pytest.mark.bench
SCENES = 60


def found(case: labelled.Case) -> tuple[str, str]:
    cv2.setNumThreads(1)
    return case.label, coach.finding(seeing.seen(case.image, case.width, case.height))


@pytest.mark.parametrize("odd", [True, False], ids=["not-used-for-tuning", "used-for-tuning"])
def test_the_coach_is_right_nine_times_of_ten_for_every_label(odd: bool) -> None:
    with ThreadPoolExecutor(2) as pool:
        pairs = list(pool.map(found, labelled.cases(odd=odd)))
    print(f"\n{len(pairs)} photos")
    for label, (precision, recall) in labelled.table(pairs).items():
        print(f"{label}: precision {precision:.3f}, recall {recall:.3f}")
        assert precision >= 0.9, label
        assert recall >= 0.9, label


@pytest.mark.parametrize(("hard", "bar"), [(False, SIMPLE), (True, HARD)], ids=["simple", "hard"])
def test_the_outline_of_the_goods_is_the_known_one(hard: bool, bar: float) -> None:
    def one(number: int) -> float:
        cv2.setNumThreads(1)
        image: NDArray[Any]
        image, mask = scene(number, hard=hard)
        return overlap(outline.goods(image), mask)

    with ThreadPoolExecutor(2) as pool:
        shares = list(pool.map(one, range(SCENES)))
    print(f"\nmean {np.mean(shares):.3f}, median {np.median(shares):.3f}, least {min(shares):.3f}, "
          f"below the bar {sum(share < bar for share in shares)} of {SCENES}")
    assert np.mean(shares) >= bar
