"""A file to money that came: which statement it is, what it says. Writes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from producer_app.areas.receiving import kinds
from producer_app.areas.receiving.rows import Format, Said
from producer_app.base.discover import kinds as discovered
from producer_app.base.errors import BadFile, ShopError
from producer_app.base.i18n import N_, _, isolate
from producer_app.base.progress import Progress, silent
from producer_app.base.sheet import plain_header
from producer_app.store import table_file
from producer_app.store.table_file import Wanted

# The phone's Alipay file has two dozen lines of its own above the table.
STATEMENT_FILE = Wanted(
    N_("{file} is not a statement known here. Its first columns are: {columns}."), N_("{file} is not a table of payments."),
    N_("Choose the bill that WeChat, Alipay or the bank sent, unpacked and unchanged."), header_within=80)


@dataclass(frozen=True, slots=True)
class Source:
    """One statement and what it says. ``digest``: SHA-256 of its bytes."""

    format: Format
    file: str
    digest: str
    said: Said


@cache
def formats() -> tuple[Format, ...]:
    """Every statement of kinds/, by name."""
    return tuple(sorted(discovered(kinds, "STATEMENT"), key=lambda found: found.name))


def format_named(name: str) -> Format:
    """One statement's format. Raises ShopError: there is none of this name."""
    for found in formats():
        if found.name == name:
            return found
    raise ShopError(_("“{name}” is not a statement known here.").format(name=name),
                    _("Choose one of: {names}.").format(names=", ".join(f.name for f in formats())), "NO_FORMAT")


def title(name: str) -> str:
    """What people call a statement; a name that no file here answers for stays as it is."""
    return next((_(found.title) for found in formats() if found.name == name), name)


def recognise(headers: frozenset[str]) -> Format | None:
    """The statement that a table with these plain headers most surely is."""
    best = max(formats(), key=lambda found: found.likeness(headers))
    return best if best.likeness(headers) else None


def read(path: Path, *, progress: Progress = silent) -> Source:
    """What a statement says. Raises BadFile: no statement known here, broken, oversized, empty."""
    data = table_file.file_bytes(path, STATEMENT_FILE)
    for found in formats():
        if found.understand_document is not None and found.document(data):
            said = found.understand_document(path.name, data)
            return _source(found, path, hashlib.sha256(data).hexdigest(), said)
    del data
    file = table_file.read(path, lambda headers: recognise(headers) is not None, STATEMENT_FILE, progress)
    known = recognise(frozenset(map(plain_header, file.table.header)))
    if known is None:  # the reader stops at known headers only
        raise BadFile(_("{file} is not a table of payments.").format(file=isolate(path.name)))
    said = known.understand(file.table.records)
    if file.stopped is not None:
        said = Said(said.comings, said.aside, (*said.refused, file.stopped))
    return _source(known, path, file.digest, said)


def _source(found: Format, path: Path, digest: str, said: Said) -> Source:
    if not said.comings and not said.refused and not said.aside:
        raise BadFile(_("{file} holds no payments.").format(file=isolate(path.name)),
                      _("Choose other days and export again."), "NO_PAYMENTS")
    return Source(found, path.name, digest, said)
