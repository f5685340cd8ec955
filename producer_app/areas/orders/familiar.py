"""Files that say nothing new, found without understanding them: the same bytes again, or lines that are all known.

Each line of a file leaves a mark of eight bytes beside its order. A file whose lines are all marked, each order with all of
its lines, under a header that is known, changes nothing, however it was sorted or cut. Everything else is read as ever.
"""

from __future__ import annotations

import json
import stat
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from producer_app.areas.orders import importing
from producer_app.areas.orders.importing import Source
from producer_app.areas.orders.sheets import Channel
from producer_app.base.line_marks import READER, lines_of, marked, top_of
from producer_app.base.progress import Progress, silent
from producer_app.store import file_digest, table_file
from producer_app.store.shop import Shop


@dataclass(frozen=True, slots=True)
class Known:
    """A file that says nothing new. ``count``: how many orders it names."""

    path: Path
    channel: str
    digest: str
    count: int


def known(shop: Shop, paths: Sequence[Path], channels: Collection[str]) -> list[Known]:
    """Those of some files of these channels that say nothing new: taken whole before, or every line of them known."""
    if shop.value("SELECT 1 FROM order_imports LIMIT 1") is None:
        return []
    digests = {path: _digest(path) for path in paths}
    found = [one for one in _imported(shop, digests) if one.channel in channels]
    taken = {one.path for one in found}
    rest = [_marked_file(shop, path, digest, channels) for path, digest in digests.items() if path not in taken]
    return found + [one for one in rest if one is not None]


def _digest(path: Path) -> str:
    """The digest of a file's bytes; "" for what is no file that could be read, which reading it will say."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > table_file.MOST_BYTES:
            return ""
        return file_digest.of_file(path)
    except OSError:
        return ""


def _imported(shop: Shop, digests: dict[Path, str]) -> list[Known]:
    """Files that came in together before and are all here again."""
    found: dict[Path, Known] = {}
    for digest in filter(None, digests.values()):
        rows = shop.rows("SELECT channel, digests, new + changed + same AS n FROM order_imports WHERE whole = ? "
                         "AND taken_back_at IS NULL AND instr(digests, ?) ORDER BY id DESC LIMIT 1", (READER, f'"{digest}"'))
        for row in rows:
            together = set(json.loads(row["digests"]))
            if together <= set(digests.values()):
                found |= {path: Known(path, row["channel"], d, int(row["n"])) for path, d in digests.items() if d in together}
    return list(found.values())


def _marked_file(shop: Shop, path: Path, digest: str, channels: Collection[str]) -> Known | None:
    if not digest:
        return None
    lines = lines_of(path.read_bytes())
    for header in shop.rows("SELECT id, channel, top, top_lines FROM order_headers WHERE top IS NOT NULL"):
        if header["channel"] not in channels:
            continue
        # Of files that belong together one alone tells too little.
        if top_of(lines[:header["top_lines"]]) == header["top"] and len(importing.channel_named(header["channel"]).parts) == 1:
            count = _orders_in(shop, header["id"], marked([line for line in lines[header["top_lines"]:] if line]))
            if count:
                return Known(path, header["channel"], digest, count)
    return None


def _orders_in(shop: Shop, header_id: int, here: Sequence[bytes]) -> int:
    """How many orders these lines name, 0 where one of them is new, doubled, or one of an order is missing."""
    kept = [row[0] for row in shop.rows("SELECT marks FROM order_raw WHERE header_id = ?", (header_id,))]
    lines = set(here)
    if len(lines) == len(here) and lines <= {marks for marks in kept if len(marks) == 8}:  # a line an order, none doubled
        return len(lines)
    orders = [[marks[at:at + 8] for at in range(0, len(marks), 8)] for marks in kept]
    owner: dict[bytes, int] = {}
    for place, own in enumerate(orders):
        for line in own:
            owner[line] = place if owner.get(line, place) == place else -1  # -1: orders that share a line are told by their others
    present = {owner.get(line, -1) for line in lines} - {-1}
    expected = Counter(line for place in present for line in orders[place])
    return len(present) if expected == Counter(here) else 0


def read(paths: Sequence[Path], shop: Shop, *, channel: str = "", more: Sequence[Channel] = (),
         progress: Progress = silent) -> list[Source]:
    """``importing.read`` for the files that may say something new to this shop; the others come as a count. Raises as it does."""
    with importing.collector_resting():
        # How a file of one's own is read may have been settled anew since.
        fixed = {one.name for one in importing.channels()}
        old = [one for one in known(shop, paths, fixed) if channel in ("", one.channel)]
    done = {one.path for one in old}
    rest = [path for path in paths if path not in done]
    new = importing.read(rest, channel=channel, more=more, progress=progress) if rest else []
    return [*map(_source, _together(old)), *new]


def _together(files: Sequence[Known]) -> list[list[Known]]:
    """Files that came in together before stand together again."""
    groups: dict[str, list[Known]] = {}
    for file in files:
        groups.setdefault(file.channel if len(importing.channel_named(file.channel).parts) > 1 else file.digest, []).append(file)
    return list(groups.values())


def _source(files: Sequence[Known]) -> Source:
    return Source(importing.channel_named(files[0].channel), tuple(f.path.name for f in files), tuple(f.digest for f in files), (),
                  known=files[0].count)
