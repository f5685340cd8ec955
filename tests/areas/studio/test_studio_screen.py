"""The studio as a person uses it: a product tapped, one press, before and after, used, taken back, packed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.areas import products
from producer_app.areas.studio import queries
from producer_app.areas.studio.rows import AUTO, PLAIN
from producer_app.areas.studio.screen.compare import Compare
from producer_app.areas.studio.screen.page import StudioPage
from producer_app.base.money import Money
from producer_app.store import darkroom as rooms
from producer_app.store.shop import Shop
from producer_app.ui.window import Window
from tests.areas.studio.test_recipes import add
from tests.window_kit import click, click_row, find, open_window, settle


@pytest.fixture(scope="module", autouse=True)
def rooms_end() -> Iterator[None]:
    yield
    rooms.close_idle()


def page(window: Window) -> StudioPage:
    shown = window.pages["studio"]
    assert isinstance(shown, StudioPage)
    return shown


def ready(qtbot: QtBot, window: Window) -> None:
    """Waits until the picture of the recipe is shown."""
    bench = page(window).bench
    qtbot.waitUntil(lambda: bench.proxy is not None and bench._shown == bench.recipe, timeout=30_000)


def test_it_opens_empty_and_shows_the_way(shop: Shop, qtbot: QtBot) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("studio")
    settle()
    assert find(window, "empty").isVisible()
    window.close()


def test_one_press_makes_it_look_its_best_and_undo_brings_the_old_one_back(shop: Shop, qtbot: QtBot) -> None:
    product_id = add(shop, 61)
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("studio")
    settle()
    click_row(window, "studioShelf", 0)
    ready(qtbot, window)
    advice = find(window, "advice")
    assert isinstance(advice, QLabel)
    assert advice.text()
    click(window, "best")
    ready(qtbot, window)
    assert page(window).bench.recipe == AUTO
    assert not page(window).bench.compare.after.isNull()
    assert queries.shots(shop, product_id)[0].recipe == PLAIN
    click(window, "use")
    qtbot.waitUntil(lambda: queries.shots(shop, product_id)[0].recipe == AUTO, timeout=30_000)
    settle()
    assert "is saved" in " ".join(label.text() for label in window.toast.findChildren(QLabel))
    window.undo()
    settle()
    assert queries.shots(shop, product_id)[0].recipe == PLAIN
    assert page(window).bench.recipe == PLAIN
    window.close()


def test_each_tool_is_shown_at_once_and_the_original_is_one_press_away(shop: Shop, qtbot: QtBot) -> None:
    product_id = add(shop, 62)
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("studio", product=product_id)
    ready(qtbot, window)
    for name in ("tool_white", "shape_3:4", "more_light", "more_light", "less_fill"):
        click(window, name)
    ready(qtbot, window)
    recipe = page(window).bench.recipe
    assert (recipe.white, recipe.frame, recipe.light, recipe.fill) == (True, "3:4", 30, 80)
    after = page(window).bench.compare.after
    assert after.width() / after.height() == pytest.approx(0.75, abs=0.02)
    click(window, "use")
    qtbot.waitUntil(lambda: queries.shots(shop, product_id)[0].recipe == recipe, timeout=30_000)
    settle()
    click(window, "original")
    assert queries.shots(shop, product_id)[0].recipe == PLAIN
    window.close()


def test_the_line_between_before_and_after_follows_hand_and_keys(shop: Shop, qtbot: QtBot) -> None:
    window = open_window(shop, language="en")
    qtbot.addWidget(window)
    window.go("studio", product=add(shop, 63))
    ready(qtbot, window)
    compare = find(window, "compare")
    assert isinstance(compare, Compare)
    QTest.mouseClick(compare, Qt.MouseButton.LeftButton, pos=QPoint(compare.width() // 4, 50))
    assert compare.share == pytest.approx(0.25, abs=0.02)
    compare.setFocus()
    QTest.keyClick(compare, Qt.Key.Key_Right)
    assert compare.share == pytest.approx(0.3, abs=0.02)
    window.close()


def test_many_at_once_are_one_step(shop: Shop, qtbot: QtBot) -> None:
    ids = [add(shop, number) for number in (64, 65)]
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("studio")
    settle()
    click(window, "chooseMany")
    click(window, "pickAll")
    click(window, "bestMany")
    qtbot.waitUntil(lambda: all(queries.shots(shop, i)[0].recipe == AUTO for i in ids), timeout=60_000)
    window.undo()
    assert all(queries.shots(shop, i)[0].recipe == PLAIN for i in ids)
    window.close()


def test_the_form_of_a_product_leads_to_the_studio_and_loses_nothing(shop: Shop, qtbot: QtBot) -> None:
    product_id = add(shop, 66)
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("products", product=product_id)
    settle()
    editor = window.pages["products"].editor  # type: ignore[attr-defined]  # the page of another area
    editor.names.fill({"name_en": "Rose jam"})
    click(window, "makeBest")
    assert window.current == "studio"
    assert products.get(shop, product_id).name == "Rose jam"
    ready(qtbot, window)
    window.close()


def test_a_pack_in_three_steps_with_plain_words(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    product_id = add(shop, 67)
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("studio", product=product_id)
    ready(qtbot, window)
    click(window, "packs")
    click(window, "channel_taobao")
    title = find(window, "packTitle")
    assert isinstance(title, QLineEdit)
    title.setText("新疆最好的果酱")
    settle()
    risky = find(window, "risky")
    assert isinstance(risky, QLabel)
    assert "最好" in risky.text()
    click(window, "plainWords")
    assert title.text() == "新疆很好的果酱"
    page(window).packing.make(tmp_path)
    qtbot.waitUntil(lambda: page(window).packing.made is not None, timeout=30_000)
    made = page(window).packing.made
    assert made is not None
    assert made.zip.is_file()
    assert "新疆很好的果酱" in (made.folder / "text.txt").read_text("utf-8")
    assert find(window, "packMade").isVisible()
    button = find(window, "openFolder")
    assert isinstance(button, QPushButton)
    window.close()


def test_another_language_keeps_what_was_chosen(shop: Shop, qtbot: QtBot) -> None:
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("studio", product=add(shop, 68))
    ready(qtbot, window)
    click(window, "tool_white")
    ready(qtbot, window)
    window.set_language("ug")
    settle()
    assert page(window).bench.recipe.white
    assert page(window).layoutDirection() == Qt.LayoutDirection.RightToLeft
    window.set_language("en")
    window.close()


def test_a_size_without_a_photo_of_its_own_opens_the_photo_it_shows(qtbot: QtBot, shop: Shop) -> None:
    first = add(shop, 1)
    big = products.add(shop, products.ProductDraft({"en": "Jar, large"}, Money(6_900), "jar", 900), size_of=first)
    window = open_window(shop)
    qtbot.addWidget(window)
    window.go("studio", product=big)
    settle()
    opened = page(window).bench.shot
    assert opened is not None
    assert opened.product_id == first
