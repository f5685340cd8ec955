"""Writes a file that leaves the house, where the person wants it: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from producer_app.base.errors import CannotWrite
from producer_app.base.i18n import _


def write(path: Path, data: bytes) -> Path:
    """Puts ``data`` at ``path``, in place of what stood there. Raises CannotWrite: the folder refuses, the disk is full."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        # The place may have gone away altogether; what is told is the first reason.
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise CannotWrite(_("{file} could not be written.").format(file=path.name),
                          _("Choose another folder, or make room on the disk."), "NOT_WRITTEN") from error
    return path
