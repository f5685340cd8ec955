"""Qt's own words in the chosen language: standard buttons, file and print dialogs, edit menus; and the side the lines begin on.

Chinese comes with Qt, and what it leaves out is ours; Uyghur is all ours (resources/locale/qt_<lang>.ts).
The program's own words are ``base/i18n``'s.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from producer_app.base import i18n
from producer_app.base.travelling import RESOURCES

_in_use: list[QTranslator] = []


def install(app: QApplication, language: str) -> None:
    """Speaks this language in Qt's own widgets from now on; again with another language replaces it.

    Texts already shown change when their widgets are told of it (``changeEvent``), as Qt's own dialogs are.
    A language that neither we nor Qt have words for keeps Qt's English.
    """
    QLocale.setDefault(locale(language))
    while _in_use:
        app.removeTranslator(_in_use.pop())
    for load in (_load_qts, _load_ours):  # the later one is asked first
        words = QTranslator()
        if language != i18n.SOURCE_LANGUAGE and load(words, language):
            app.installTranslator(words)
            _in_use.append(words)  # Qt keeps no reference
    app.setLayoutDirection(direction(language))


def locale(language: str) -> QLocale:
    """Qt's locale of a language. Grouping and decimals are those of Uyghur, Chinese and English alike: 1,234.50, digits 0-9."""
    return QLocale(language)


def direction(language: str) -> Qt.LayoutDirection:
    """Whether windows begin at the right."""
    return Qt.LayoutDirection.RightToLeft if i18n.right_to_left(language) else Qt.LayoutDirection.LeftToRight


def _load_ours(words: QTranslator, language: str) -> bool:
    return words.load(str(RESOURCES / "locale" / f"qt_{language}.qm"))


def _load_qts(words: QTranslator, language: str) -> bool:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words.load(locale(language), "qtbase", "_", folder)
