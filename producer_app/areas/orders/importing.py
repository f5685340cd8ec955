"""Files to orders: which channel each file belongs to, which files belong together, what they say. Writes nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from producer_app.areas.orders import kinds, reading
from producer_app.areas.orders.reading import ReadFile
from producer_app.areas.orders.rows import OrderDraft, Refusal
from producer_app.areas.orders.sheets import Channel, Part, Record, plain_header, watched
from producer_app.base.discover import kinds as discovered
from producer_app.base.errors import BadFile, ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Source:
    """Files of one channel that belong together, and what they say. ``known``: orders the shop knows already, not read again."""

    channel: Channel
    files: tuple[str, ...]
    digests: tuple[str, ...]
    drafts: tuple[OrderDraft, ...]
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    known: int = 0


@cache
def channels() -> tuple[Channel, ...]:
    """Every channel of kinds/, by name."""
    return tuple(sorted(discovered(kinds, "CHANNEL"), key=lambda channel: channel.name))


def channel_named(name: str) -> Channel:
    """One channel. Raises ShopError: there is none of this name."""
    for channel in channels():
        if channel.name == name:
            return channel
    raise ShopError(_("“{name}” is not an order channel.").format(name=name),
                    _("Choose one of: {names}.").format(names=", ".join(c.name for c in channels())), "NO_CHANNEL")


def recognise(headers: frozenset[str], among: Sequence[Channel]) -> tuple[Channel, Part] | None:
    """The channel and part whose needed headers are all there; of several the one that needs most."""
    found = [(len(part.needs), channel, part) for channel in among for part in channel.parts if part.matches(headers)]
    if not found:
        return None
    _count, channel, part = max(found, key=lambda item: item[0])
    return channel, part


def read(paths: Sequence[Path], *, channel: str = "", more: Sequence[Channel] = (), progress: Progress = silent) -> list[Source]:
    """What these files say, one source for files that belong together. ``channel``: the only one allowed, "" for any;
    ``more``: channels of the shop's own profiles, asked where none of kinds/ knows the file.

    Raises BadFile: a file that is no known table; ShopError: a second file without its first, the same file twice.
    """
    # Hundreds of thousands of small values come and none goes: the collector would look at all of them again and again.
    with collector_resting():
        return _read(paths, channel, more, progress)


@contextmanager
def collector_resting() -> Iterator[None]:
    """Python's search for circles of rubbish pauses; put on again as it was.

    What lives at the end is left out of later searches: one look at the values of 100,000 orders would hold the window for a
    second. They go as soon as nobody needs them, since values make no circles.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.enable()


def _read(paths: Sequence[Path], channel: str, more: Sequence[Channel], progress: Progress) -> list[Source]:
    own = next((one for one in more if channel in (one.name, one.title)), None) if channel else None
    among = [own or channel_named(channel)] if channel else [*channels(), *more]
    together: dict[str, list[tuple[Part, ReadFile]]] = {}
    by_key: dict[str, Channel] = {}
    digests: set[str] = set()
    for at, path in enumerate(paths):
        progress(at, len(paths), path.name)
        file = reading.read(path, lambda headers: recognise(headers, among) is not None, progress)
        if file.digest in digests:
            continue
        digests.add(file.digest)
        headers = frozenset(map(plain_header, file.table.header))
        found = recognise(headers, among if channel else channels()) or recognise(headers, more)
        if found is None:  # the reader stops at known headers only
            raise BadFile(_("{file} is not an order file known here.").format(file=isolate(path.name)))
        key = found[0].name if len(found[0].parts) > 1 else f"{found[0].name}:{at}"
        by_key[key] = found[0]
        together.setdefault(key, []).append((found[1], file))
    before = watched.set(progress)
    try:
        return [_understood(by_key[key], files) for key, files in together.items()]
    finally:
        watched.reset(before)


def _understood(channel: Channel, files: list[tuple[Part, ReadFile]]) -> Source:
    tables: dict[str, list[Record]] = {}
    for part, file in files:
        tables.setdefault(part.name, []).extend(file.table.records)
    for part in channel.parts:
        if part.required and part.name not in tables:
            raise BadFile(
                _("{file} lists only the goods; the file with the orders themselves is missing.").format(
                    file=isolate(files[0][1].path.name)), _("Give both files together."), "PART_MISSING")
    said = channel.understand(tables)
    stopped = [file.stopped for _part, file in files if file.stopped is not None]
    # What stands behind a row that stopped the reading is not known, so the order before it may be cut: left out too.
    cut = {file.table.records[-1].row for _part, file in files if file.stopped is not None and file.table.records}
    drafts = tuple(d for d in said.drafts if not any(r["row"] in cut for r in d.raw)) if cut else said.drafts
    refused = tuple(sorted([*said.refused, *stopped], key=lambda r: (r.file, r.row)))
    if not drafts and not refused:
        raise BadFile(_("{file} holds no orders.").format(file=isolate(files[0][1].path.name)),
                      _("Choose other days and export again."), "NO_ORDERS")
    return Source(channel, tuple(f.path.name for _p, f in files), tuple(f.digest for _p, f in files), drafts, refused, said.remarks)
