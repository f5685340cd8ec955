"""Times of the shop: UTC in ISO 8601 text with seconds, sortable as text; shown in the computer's own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def now() -> str:
    """This moment as ``2026-03-01T01:40:12Z``."""
    return as_text(datetime.now(UTC))


def as_text(moment: datetime) -> str:
    """UTC text of an aware moment. Raises ValueError: the moment carries no zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be turned into UTC")
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def parse(text: str) -> datetime:
    """The aware moment of a text made by ``as_text``."""
    return datetime.fromisoformat(text)


def local(text: str) -> datetime:
    """The same moment in the computer's zone, for showing."""
    return parse(text).astimezone()


def today() -> date:
    """The computer's own date."""
    return datetime.now().astimezone().date()


def day_bounds(day: date) -> tuple[str, str]:
    """UTC texts of the first moment of a local day and of the day after it (half-open)."""
    start = datetime.combine(day, time()).astimezone()
    end = datetime.combine(day + timedelta(days=1), time()).astimezone()
    return as_text(start), as_text(end)
