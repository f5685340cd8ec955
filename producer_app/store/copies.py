"""The copies of a shop that lie beside it: their names, their order, which is the newest, which may go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

FOLDER = "backups"
SUFFIX = ".shopbackup.zip"
_NAME = re.compile(r"(?P<shop>.+)-(?P<day>\d{8})-(?P<time>\d{6})-(?P<sequence>\d{1,9})\.shopbackup\.zip")

# Everything of the last two days, then so many days, weeks and months. Source: Anki's default backup limits.
RECENT_DAYS, DAYS, WEEKS, MONTHS = 2, 12, 10, 9
LEAST = 5
LONGEST_REST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup file by its name. ``sequence`` grows by one a copy and is right even where the clock was not."""

    path: Path
    made: datetime
    sequence: int


def parse(path: Path) -> Copy | None:
    """What a file's name says, or None: not the name of a backup."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    day, moment = match["day"], match["time"]
    try:
        made = datetime(int(day[:4]), int(day[4:6]), int(day[6:]), int(moment[:2]), int(moment[2:4]), int(moment[4:]))
    except ValueError:
        return None
    return Copy(path, made, int(match["sequence"]))


def name(shop: str, moment: datetime, sequence: int) -> str:
    """The name of a backup. ``moment``: the computer's own time."""
    return f"{shop}-{moment:%Y%m%d-%H%M%S}-{sequence:06d}{SUFFIX}"


def listing(place: Path) -> list[Copy]:
    """Every finished backup in a folder, oldest first by sequence."""
    if not place.is_dir():
        return []
    found = [copy for path in place.iterdir() if (copy := parse(path)) and path.is_file()]
    return sorted(found, key=lambda c: (c.sequence, c.made))


def made_on(shop_folder: Path, day: date) -> bool:
    """Whether a backup of this day lies beside a shop."""
    return any(copy.made.date() == day for copy in listing(shop_folder / FOLDER))


def newest(shop_folder: Path) -> Path | None:
    """The newest backup beside a shop, or None."""
    found = listing(shop_folder / FOLDER)
    return found[-1].path if found else None


def clock_doubtful(copies: Sequence[Copy], today: date) -> bool:
    """Whether today's date can't be trusted for throwing away: before the newest copy, or a leap of over a year.

    A leap is believed once five copies lie after it, so a clock that stood at 2099 for a day thins nothing.
    ``copies``: in order of sequence.
    """
    if copies and copies[-1].made.date() > today + timedelta(days=1):
        return True
    last = [*(c.made.date() for c in _in_order(copies, today)[-LEAST:]), today]
    return any(later - earlier > LONGEST_REST for earlier, later in pairwise(last))


def _in_order(copies: Sequence[Copy], today: date) -> list[Copy]:
    """Without copies made while the clock was wrong: from the future, or older than one made before them."""
    kept: list[Copy] = []
    for copy in copies:
        day = copy.made.date()
        if day <= today + timedelta(days=1) and (not kept or day >= kept[-1].made.date()):
            kept.append(copy)
    return kept


def superfluous(copies: Sequence[Copy], today: date) -> list[Copy]:
    """Which copies may go, oldest first. None while the clock is in doubt; the newest five never."""
    ordered = sorted(copies, key=lambda c: c.sequence)
    if clock_doubtful(ordered, today):
        return []
    safe = {c.sequence for c in ordered[-LEAST:]}
    left = {"day": DAYS, "week": WEEKS, "month": MONTHS}
    seen: dict[str, object] = {}
    goes = []
    for copy in reversed(_in_order(ordered, today)):
        day = copy.made.date()
        periods: dict[str, object] = {"day": day, "week": day.isocalendar()[:2], "month": (day.year, day.month)}
        recent = today - day < timedelta(days=RECENT_DAYS)
        stage = next((s for s in left if left[s] > 0), None)
        if recent or (stage is not None and seen.get(stage) != periods[stage]):
            seen = periods
            if not recent and stage is not None:
                left[stage] -= 1
        elif copy.sequence not in safe:
            goes.append(copy)
    return goes[::-1]
