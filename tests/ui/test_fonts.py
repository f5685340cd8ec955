"""The bundled fonts load, cover the three languages, and say which letters no font can draw."""

from __future__ import annotations

from importlib import resources

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from producer_app.base import i18n
from producer_app.ui import fonts

UYGHUR_LETTERS = "ئا ئە ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ك گ ڭ ل م ن ھ ئو ئۇ ئۆ ئۈ ۋ ئې ئى ي ، ؛ ؟ « »"


@pytest.fixture(autouse=True)
def _installed(qapp: QApplication) -> None:
    fonts.install()


def drawn_by(family: str, letter: str) -> bool:
    """Whether the font of this very family, with no help from another, has the letter."""
    font = QFont(family)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return QRawFont.fromFont(font).supportsCharacter(ord(letter))


@pytest.mark.parametrize("family", [fonts.LATIN, fonts.UYGHUR, fonts.CHINESE, fonts.ICONS])
def test_each_family_is_there_under_its_name(family: str) -> None:
    assert QFontInfo(QFont(family)).family() == family


@pytest.mark.parametrize("family", [fonts.LATIN, fonts.UYGHUR, fonts.CHINESE])
def test_bold_is_a_cut_of_its_own_and_not_smeared(family: str) -> None:
    bold = fonts.text_font("en", 20, QFont.Weight.Bold)
    bold.setFamilies([family])
    assert QFontInfo(bold).bold()
    assert QRawFont.fromFont(bold).weight() == QFont.Weight.Bold


def test_the_uyghur_font_has_every_uyghur_letter_and_the_latin_one_the_signs_of_a_price() -> None:
    assert [letter for letter in UYGHUR_LETTERS.replace(" ", "") if not drawn_by(fonts.UYGHUR, letter)] == []
    assert [letter for letter in "¥0123456789.,AZaz" if not drawn_by(fonts.LATIN, letter)] == []


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_a_line_has_room_for_the_tallest_and_the_lowest_uyghur_letter(weight: QFont.Weight) -> None:
    font = fonts.text_font("ug", 100, weight)
    font.setFamilies([fonts.UYGHUR])
    metrics = QFontMetrics(font)
    inked = metrics.tightBoundingRect("ئۈ ڭە گا ۋې")
    assert inked.top() >= -metrics.ascent()
    assert inked.bottom() <= metrics.descent() + 7  # the dots of a final U+06D0 may reach into the gap between lines
    assert metrics.height() < 170  # Latin: 136


def test_the_chinese_font_has_shop_words_place_names_and_rarer_given_names() -> None:
    wanted = "商品价格照片收款码订单和田墨玉皮山洛浦策勒伽师疏附巴楚囍￥，。《》喆玥祎"
    assert [letter for letter in wanted if not drawn_by(fonts.CHINESE, letter)] == []


@pytest.mark.parametrize("language", ["en", "zh", "ug"])
def test_every_letter_of_the_translations_can_be_drawn(language: str) -> None:
    text = "Price"
    if language != i18n.SOURCE_LANGUAGE:
        file = resources.files("producer_app_resources") / "locale" / f"{language}.po"
        text = file.read_text("utf-8") if file.is_file() else ""
    lacking = [c for c in dict.fromkeys(text) if c.isprintable() and not any(drawn_by(f, c) for f in fonts.families(language))]
    assert lacking == []


def test_quotes_are_wide_in_chinese_and_digits_plain_in_uyghur() -> None:
    def wide(language: str, text: str) -> int:
        return QFontMetrics(fonts.text_font(language, 100)).horizontalAdvance(text)

    assert wide("zh", "“”") == 200
    assert wide("ug", "0123456789") == wide("en", "0123456789")


def test_a_language_yet_to_come_is_set_like_english() -> None:
    assert fonts.families("kk") == fonts.families("en")


def test_a_font_file_that_is_not_there_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts.FILES, "Lost.ttf", "Lost")
    with pytest.raises(RuntimeError, match="Lost"):
        fonts.install_family("Lost")


def test_every_named_icon_is_in_the_icon_font() -> None:
    lines = (resources.files("producer_app_resources") / "fonts" / "icons.txt").read_text("utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    assert len(names) > 200
    face = QRawFont.fromFont(fonts.icon_font(24))
    assert [n for name in names for n in (name, f"{name}-fill") if not face.supportsCharacter(ord(fonts.icon(n)))] == []


def test_an_icon_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        fonts.icon("no-such-icon")


def test_an_icon_fills_its_square() -> None:
    box = QFontMetrics(fonts.icon_font(48)).tightBoundingRect(fonts.icon("house-fill"))
    assert 30 <= box.width() <= 48


def test_letters_that_no_font_has_are_named_once() -> None:
    odd = "\U0010fffd"
    assert fonts.missing_letters(f"Rose {odd} 玫瑰 ئەتىرگۈل ¥25.00 {odd}", fonts.families("ug")) == [odd]
    assert fonts.letter_name(odd).endswith("(U+10FFFD)")


def test_letters_without_ink_are_never_missing() -> None:
    assert fonts.missing_letters(i18n.isolate("12\u200d3 \ufe0f\n\t\u3000"), fonts.families("zh")) == []


def test_every_font_has_its_licence_beside_it() -> None:
    folder = resources.files("producer_app_resources") / "fonts"
    licences = [f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith("LICENSE.txt")]
    for name in fonts.FILES:
        text = next(licence for licence in licences if name in licence)
        assert "SIL OPEN FONT LICENSE" in text or "MIT License" in text
