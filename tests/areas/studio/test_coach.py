"""The coach says one thing about a photo, and says it rightly: measured on photos that were not used for its tuning."""

from __future__ import annotations

import doctest
from dataclasses import replace

import cv2
import pytest

from producer_app.areas.studio import coach, seeing
from producer_app.areas.studio.kinds import _counting
from producer_app.areas.studio.rows import BLURRED, CLUTTERED, CUT, DARK, GOOD, SMALL, Seen
from producer_app.base import i18n
from tests.areas.studio import labelled

FINE = Seen(width=3000, height=4000, light=150, glow=220, sharp=0.6, touch=0.0, touched=0, unrest=0.0, restless=0, fill=0.75)


def found(case: labelled.Case) -> tuple[str, str]:
    cv2.setNumThreads(1)
    return case.label, coach.finding(seeing.seen(case.image, case.width, case.height))


def test_photos_that_were_not_used_for_tuning_are_judged_rightly() -> None:
    # Every fourth of that half; tests/bench/test_photo_quality.py measures all of it, label by label.
    pairs = [found(case) for case in labelled.cases(odd=True, every=4)]
    assert len(pairs) >= 35
    assert sum(label == said for label, said in pairs) >= 0.9 * len(pairs)


def test_the_whole_set_has_more_than_two_hundred_photos_of_all_labels() -> None:
    assert sum(labelled.COUNTS.values()) >= 200
    assert set(labelled.COUNTS) == set(coach.WORDS)


@pytest.mark.parametrize(("change", "expected"), [
    ({}, GOOD), ({"width": 700}, SMALL), ({"fill": 0.2}, SMALL), ({"light": 40, "glow": 70}, DARK), ({"sharp": 0.2}, BLURRED),
    ({"touch": 0.5, "touched": 1}, CUT), ({"unrest": 0.2, "restless": 12}, CLUTTERED)])
def test_each_fault_alone_is_named(change: dict[str, float], expected: str) -> None:
    assert coach.finding(replace(FINE, **change)) == expected  # type: ignore[arg-type]  # fields of both kinds


def test_a_dark_jar_on_a_light_cloth_is_not_a_dark_photo() -> None:
    assert coach.finding(replace(FINE, light=70, glow=210)) == GOOD


def test_goods_that_fill_the_frame_on_all_sides_are_not_cut() -> None:
    assert coach.finding(replace(FINE, touch=1.0, touched=4, fill=1.0)) == GOOD


def test_the_numbers_of_the_rule_are_settings() -> None:
    strict = coach.CoachRule(least_side=3500)
    assert coach.finding(FINE, strict) == SMALL


@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_advice_is_one_kind_sentence_in_each_language_and_never_a_refusal(language: str) -> None:
    i18n.use(language)
    said = coach.advice(replace(FINE, width=700))
    assert said.finding == SMALL
    assert said.title
    assert said.hint
    assert (said.title == coach.WORDS[SMALL][0]) == (language == "en")
    for title, hint in coach.WORDS.values():
        assert not {"rejected", "refused", "bad", "wrong"} & set(f"{title} {hint}".lower().split())


def test_the_examples_of_counting_hold() -> None:
    assert doctest.testmod(_counting).failed == 0
