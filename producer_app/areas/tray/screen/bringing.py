"""Photos on their way into the tray from this computer: values in, values out, in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from producer_app.areas import products
from producer_app.areas.tray.folder import Found, Mark
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.progress import Progress
from producer_app.store.files import Files


class Brought(NamedTuple):
    """Photos that were prepared, why others were not, and the files that need not be offered again."""

    photos: list[products.Photo]
    refused: list[ShopError]
    source: str
    marks: list[Mark]


def file_of(image: QImage) -> bytes:
    """A picture of the clipboard as a PNG file, nothing lost."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    return bytes(held.data().data())


def bring(sources: Sequence[Path | bytes | Found], files: Files, source: str, progress: Progress) -> Brought:
    """Prepares photos one after another; one bad file does not keep the others out. A full disk ends it at once.

    Raises Cancelled: asked to stop.
    """
    brought = Brought([], [], source, [])
    for number, one in enumerate(sources):
        def step(done: int, total: int, note: str = "", before: int = number) -> None:
            progress(before * total + done, len(sources) * total, note)

        try:
            brought.photos.append(products.prepare_photo(one.path if isinstance(one, Found) else one, files, step))
        except CannotWrite as refusal:
            brought.refused.insert(0, refusal)
            break
        except ShopError as refusal:
            brought.refused.append(refusal)
        if isinstance(one, Found):
            brought.marks.append(one.mark)
    return brought
