"""Settings of the shop: typed, kept as text, each field on its own."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from producer_app.base.money import Money
from producer_app.store.shop import Shop


class Size(enum.StrEnum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class StallSettings:
    name: str = "Stall"
    copies: int = 1
    loud: bool = True
    width_mm: float = 50.0
    paper: Literal["A4", "A5"] = "A4"
    size: Size = Size.SMALL
    languages: tuple[str, ...] = ("ug", "zh")
    corner: tuple[int, int] = (0, 0)
    fee: Money = field(default=Money(0))
    note: str | None = None
    shares: dict[str, int] = field(default_factory=dict)


CHANGED = StallSettings("بازار", 3, False, 62.5, "A5", Size.LARGE, ("en",), (1, 2), Money(250, "EUR"), "x", {"a": 1})


def stored(shop: Shop, text: str) -> None:
    with shop.step("By hand") as db:
        db.execute("INSERT INTO settings VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                   (f"{StallSettings.__module__.split('.')[0]}.StallSettings", text))


def test_settings_never_saved_have_their_defaults(shop: Shop) -> None:
    assert shop.load(StallSettings) == StallSettings()


def test_settings_come_back_with_their_types_and_can_be_undone(shop: Shop) -> None:
    shop.save(CHANGED, "Change the stall")
    loaded = shop.load(StallSettings)
    assert loaded == CHANGED
    assert (type(loaded.size), type(loaded.languages), type(loaded.fee)) == (Size, tuple, Money)
    assert shop.undo() == "Change the stall"
    assert shop.load(StallSettings) == StallSettings()


WRONG: dict[str, list[Any]] = {
    "name": [None, 5, ["x"]], "copies": ["3", 3.5, True, None], "loud": [0, "yes"], "width_mm": ["62", True],
    "paper": ["A6", 4], "size": ["huge", 1], "languages": ["en", [1]], "corner": [[1], [1, 2, 3], ["a", "b"]],
    "fee": [250, {"minor": 2.5, "currency": "EUR"}, {"minor": 2, "currency": "euro"}, {"minor": 1, "odd": 2}],
    "note": [5], "shares": [{"a": "b"}, []],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in WRONG.items() for v in values])
def test_a_field_of_the_wrong_type_falls_back_alone(shop: Shop, name: str, value: Any) -> None:
    shop.save(CHANGED)
    text = json.loads(shop.value("SELECT value FROM settings WHERE name LIKE '%StallSettings'"))
    text[name] = value
    stored(shop, json.dumps(text))
    loaded = shop.load(StallSettings)
    assert getattr(loaded, name) == getattr(StallSettings(), name)
    for other in WRONG:
        if other != name:
            assert getattr(loaded, other) == getattr(CHANGED, other)


@pytest.mark.parametrize("text", ["", "not json", "[]", "null", "7", '{"unknown": 1}', '{"name": "x"'])
def test_a_text_that_is_no_settings_gives_the_defaults(shop: Shop, text: str) -> None:
    stored(shop, text)
    assert shop.load(StallSettings) == StallSettings()
