"""Plain words for everything that can be wrong with a shop's file or its disk; each says what is safe and what to do.

The words never promise more than is so: "was not changed" stands only where nothing was written.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from producer_app.base.errors import CannotWrite, Damaged, ShopError
from producer_app.base.i18n import _, isolate
from producer_app.store.copies import newest

# SQLite's primary result codes (the low byte of the extended ones). Source: sqlite.org/rescode.html.
PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def no_shop(folder: Path) -> ShopError:
    """There is nothing of a shop in this folder."""
    return ShopError(_("There is no shop in {folder}.").format(folder=isolate(folder)),
                     _("Check the folder, or make a shop there by adding a product."), "NO_SHOP")


def file_missing(folder: Path) -> Damaged:
    """``shop.db`` is gone though other parts of the shop are there."""
    return Damaged(
        _("The shop's file is missing in {folder}, but other parts of a shop are there. No new shop was started.").format(
            folder=isolate(folder)), _way_back(folder), "SHOP_FILE_MISSING")


def file_empty(folder: Path) -> Damaged:
    """``shop.db`` has no bytes."""
    return Damaged(_("The shop's file in {folder} is empty. It was not changed.").format(folder=isolate(folder)),
                   _way_back(folder), "SHOP_FILE_EMPTY")


def damaged(folder: Path) -> Damaged:
    """``shop.db`` is not as SQLite or this program left it."""
    return Damaged(_("The shop's file in {folder} is damaged. It was not changed.").format(folder=isolate(folder)),
                   _way_back(folder), "DAMAGED")


def foreign(folder: Path) -> ShopError:
    """``shop.db`` is a sound file of another program."""
    return ShopError(
        _("The file shop.db in {folder} belongs to another program. It was not changed.").format(folder=isolate(folder)),
        _("Choose the folder of your shop."), "FOREIGN")


def newer(folder: Path) -> ShopError:
    """The shop was last used with a later version of this program."""
    return ShopError(
        _("The shop in {folder} was made by a newer version of this program. It was not changed.").format(folder=isolate(folder)),
        _("Install the newest version of this program, then open the shop again."), "NEWER")


def read_only(folder: Path) -> CannotWrite:
    """The folder or the disk of the shop takes no writing."""
    return CannotWrite(_("The shop in {folder} cannot be written to.").format(folder=isolate(folder)),
                       _("Everything saved before is safe. Change the rights of the folder, or copy it to another disk."),
                       "READ_ONLY")


def locked(folder: Path) -> CannotWrite:
    """Another program held the file longer than we wait."""
    return CannotWrite(_("Another program is using the shop in {folder}.").format(folder=isolate(folder)),
                       _("Everything saved before is safe. Close the other program and try again."), "LOCKED")


def _way_back(folder: Path) -> str:
    copy = newest(folder)
    if copy is None:
        return _("Look for a backup on a stick or another disk and restore it into a new folder.")
    return _("Keep the folder as it is and restore the newest backup into a new folder: {file}").format(file=isolate(copy))


def explained(error: sqlite3.Error, folder: Path) -> ShopError | sqlite3.Error:
    """The plain words for a database error; a mistake of ours (constraint, syntax) stays what it is."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in {BUSY, LOCKED}:
        return locked(folder)
    if code == FULL:
        return _disk_full(folder)
    if code in {READONLY, CANTOPEN, PERM}:
        return read_only(folder)
    if code == IOERR:
        return _disk_fault(folder)
    if code in {CORRUPT, NOTADB}:
        return damaged(folder)
    return error


def _disk_full(place: Path) -> CannotWrite:
    return CannotWrite(_("The disk with {folder} is full.").format(folder=isolate(place)),
                       _("Everything saved before is safe. Make room and try again."), "DISK_FULL")


def _disk_fault(place: Path) -> CannotWrite:
    return CannotWrite(_("The disk with {folder} does not answer as it should.").format(folder=isolate(place)),
                       _("Everything saved before was kept as it was. Check the disk or the stick, then try again."), "DISK_FAULT")


@contextmanager
def plain_database_errors(folder: Path) -> Iterator[None]:
    """Turns SQLite's refusals into words."""
    try:
        yield
    except sqlite3.Error as error:
        told = explained(error, folder)
        if told is error:
            raise
        raise told from error


@contextmanager
def plain_disk_errors(place: Path) -> Iterator[None]:
    """Turns the system's refusals to write or read at a place into words."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise _disk_full(place) from error
        if error.errno in _NO_RIGHTS:
            raise CannotWrite(_("The folder {folder} cannot be written to.").format(folder=isolate(place)),
                              _("Choose another folder, or change its rights."), "READ_ONLY") from error
        if isinstance(error, (NotADirectoryError, FileExistsError)):
            raise ShopError(_("{folder} is not a folder.").format(folder=isolate(place)), _("Choose another folder."),
                            "NO_FOLDER") from error
        raise _disk_fault(place) from error
