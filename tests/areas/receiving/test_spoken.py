# ruff: noqa: E501  # tables of amounts and their words
"""Amounts in words: the grammar of three languages, and a clip for every word that travels with the program."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytestqt.qtbot import QtBot

from producer_app.areas.receiving import spoken
from producer_app.base.money import Money
from producer_app.base.travelling import RESOURCES
from producer_app.ui.sounds import RATE, Player, samples

SOUNDS = Path(str(RESOURCES)) / "sounds"


@pytest.mark.parametrize(("fen", "zh"), [
    (200, "两元"), (2, "两分"), (20, "两角"), (202, "两元零二分"), (1000, "十元"), (1200, "十二元"), (3797, "三十七元九角七分"),
    (3807, "三十八元零七分"), (3870, "三十八元七角"), (10000, "一百元"), (11000, "一百一十元"), (20000, "两百元"), (10500, "一百零五元"),
    (101000, "一千零一十元"), (100100, "一千零一元"), (222222, "两千两百二十二元两角二分"), (2_000_000, "两万元"), (1_200_000, "一万两千元"),
    (1_000_200, "一万零二元"), (10_000_000, "十万元"), (12_345_678, "十二万三千四百五十六元七角八分"), (1_000_010_000, "一千万零一百元")])
def test_chinese_says_two_and_nought_as_people_do(fen: int, zh: str) -> None:
    assert spoken.text(Money(fen), "zh") == zh


@pytest.mark.parametrize(("fen", "en"), [
    (3807, "thirty eight yuan seven fen"), (100, "one yuan"), (12_000, "one hundred and twenty yuan"), (7, "seven fen"),
    (123_400_000, "one million two hundred and thirty four thousand yuan"), (101_500, "one thousand and fifteen yuan")])
def test_english_counts_yuan_and_fen(fen: int, en: str) -> None:
    assert spoken.text(Money(fen), "en") == en


@pytest.mark.parametrize(("fen", "ug"), [
    (3797, "ئوتتۇز يەتتە يۈەن توققۇز مو يەتتە پۇڭ"), (10_000, "يۈز يۈەن"), (25_000, "ئىككى يۈز ئەللىك يۈەن"), (100_000, "بىر مىڭ يۈەن"),
    (5, "بەش پۇڭ")])
def test_uyghur_counts_yuan_mo_and_pung(fen: int, ug: str) -> None:
    assert spoken.text(Money(fen), "ug") == ug


@given(some.integers(1, spoken.LARGEST_FEN), some.integers(1, spoken.LARGEST_FEN), some.sampled_from(["zh", "en", "ug"]))
def test_different_amounts_are_said_differently_and_every_word_has_its_clip(one: int, other: int, language: str) -> None:
    said = spoken.received(Money(one), language)
    assert set(said) <= set(spoken.CLIPS[language])
    assert said[-1] == spoken.CHECK, "never without: check your own phone"
    assert (one == other) is (spoken.clips(Money(one), language) == spoken.clips(Money(other), language))


@pytest.mark.parametrize("amount", [Money(0), Money(-5), Money(3800, "EUR"), Money(spoken.LARGEST_FEN + 1)])
def test_what_is_not_spoken_is_silent(amount: Money) -> None:
    assert spoken.received(amount, "zh") == ()
    assert spoken.received(Money(100), "kk") == ()


def test_every_clip_is_there_short_and_small() -> None:
    files = sorted(SOUNDS.glob("*/*.wav"))
    assert {(f.parent.name, f.stem) for f in files} == {(lang, name) for lang, words in spoken.CLIPS.items() for name in words}
    assert sum(f.stat().st_size for f in files) < 1_500_000
    for file in files:
        with wave.open(str(file)) as sound:
            assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
            assert 0.08 < sound.getnframes() / RATE < 3.5


def test_a_sentence_is_as_long_as_its_clips_and_a_missing_word_is_silence(qtbot: QtBot) -> None:
    whole = samples("zh", spoken.received(Money(3807), "zh"))
    assert whole is not None
    assert len(whole) / RATE > 2
    assert samples("zh", ["received", "nowhere"]) is None
    assert samples("zh", ["../zh/received"]) is None
    player = Player()
    assert player.play("kk", ["1"]) is False
    assert player.play("zh", []) is False
    player.stop()
