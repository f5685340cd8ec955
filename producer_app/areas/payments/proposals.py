"""What is about to become an own code: read off a picture or a pasted text in a worker, shown before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from producer_app.areas.payments import actions, pictures
from producer_app.areas.payments.rows import STANDINGS, Reading
from producer_app.base.i18n import _
from producer_app.base.progress import Progress, silent

_NAMES = ("name", "pn", "cr_name", "N", "RN", "beneficiary")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sound receiving code, not kept yet. ``image``: the picture it came from, None for a text."""

    text: str
    reading: Reading
    image: bytes | None = None
    suffix: str = ""
    corners: tuple[pictures.Corner, ...] = ()

    @property
    def owner(self) -> str:
        """The payee's name where the code itself says it, "" for wallet codes."""
        found = next((str(self.reading.inputs[name]) for name in _NAMES if self.reading.inputs.get(name)), "")
        return "" if found == "NA" else found


def from_picture(source: Path | bytes, progress: Progress = silent) -> Proposal:
    """The only code of a picture, proven by drawing and reading it back. Raises BadFile, BadPayment, Cancelled."""
    progress(0, 2, _("Looking for the code"))
    data = pictures.picture_bytes(source)
    found = pictures.one_code_in(data)
    progress(1, 2, _("Checking it"))
    suffix = source.suffix.lower()[:6] if isinstance(source, Path) else ".png"
    return Proposal(found.text, actions.readable(found.text), data, suffix or ".img", found.corners)


def from_text(text: str) -> Proposal:
    """A code as text, exactly as given. Raises BadPayment."""
    return Proposal(text, actions.readable(text))


def said(reading: Reading, text: str) -> list[str]:
    """What a code is, in sentences for people: whose kind, what it can do, what to take care of."""
    scheme, inputs = reading
    standing = scheme.standing(text, inputs)
    lines = [_(STANDINGS[standing])]
    if standing == "personal":
        lines.append(_("Use it face to face only, not on web pages or in parcels."))
    lines.append(_("The buyer types the amount.") if scheme.with_amount is None else _("It can ask for the exact amount."))
    return lines + scheme.cautions(text, inputs)
