"""Whether Qt can draw here: with a window, without one, or not at all and what is missing then."""

from __future__ import annotations

import os
import sys

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, bare, languages, use

APT = "apt-get install -y libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libbrotli1"
APT_WINDOW = ("libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 "
              "libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0")
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def _bare_linux() -> bool:
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in DISPLAYS)


def no_screen() -> str | None:
    """Why no window can be opened here, in words, or None."""
    return _("There is no screen here. “producer-app demo” does the whole job without one.") if _bare_linux() else None


def drawn_unseen() -> bool:
    """Whether windows are drawn into memory only."""
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal")


def need_drawing() -> None:
    """Makes Qt draw without a display where there is none. Raises ShopError: a library of the system is missing."""
    if _bare_linux():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        # Only to see whether it can be loaded; the kit comes next, since it takes PySide's slow import away.
        from PySide6 import QtWidgets  # noqa: F401

        import producer_app.ui  # noqa: F401
    except ImportError as error:
        raise missing_library(error) from error


def missing_library(error: ImportError) -> ShopError:
    """The one line that installs what Qt needs on a bare Debian or Ubuntu."""
    return ShopError(_("This computer lacks a library that the program needs: {what}").format(what=error),
                     _("On Debian or Ubuntu: {line}").format(line=f"{APT} {APT_WINDOW}"), "NO_LIBRARY")


def open_window(folder: str | None, language: str | None) -> int:
    """Runs the window; gives the exit code: 1 with words where there is no screen or a library is missing."""
    try:
        if language and language not in languages():
            raise ShopError(_("There is no language “{code}”.").format(code=language),
                            _("Choose one of: {names}.").format(names=", ".join(languages())), "NO_LANGUAGE")
        if language:
            use(language)
        reason = no_screen()
        if reason:
            raise ShopError(reason, code="NO_SCREEN")
        need_drawing()
    except ShopError as refusal:
        print(bare(str(refusal)), file=sys.stderr)
        return refusal.exit_code
    from pathlib import Path

    from producer_app.app import window_start

    return window_start.start(Path(folder) if folder else None, language)
