"""The ready message to the buyer: sent, courier and number, or a pause; in the buyer's language."""

from __future__ import annotations

from collections.abc import Sequence

from producer_app.areas import orders
from producer_app.areas.parcels.pausing import REASONS, Pause
from producer_app.base.i18n import N_, bare, in_language

HELLO = N_("Hello!")
WAITS = N_("Your order {number} is packed and leaves soon.")
PAUSED = N_("We do not send from {starts} to {ends}: {reason}. Your parcel leaves right after.")
OPEN_IT = N_("Please open the parcel and look at it when it comes; send us a picture if anything broke.")


def message(order: orders.Order, parcels: Sequence[orders.Parcel], pause: Pause | None, *, language: str = "") -> str:
    """What to paste to the buyer, plain text. ``language``: "" takes the buyer's own."""
    language = language or orders.language_of(order)
    lines = [in_language(HELLO, language)]
    for parcel in parcels:
        carrier = parcel.carrier or orders.guess_carrier(parcel.number)
        lines.append(orders.parcel_sentence(carrier, parcel.number, language))
    if not parcels and pause is None:
        lines.append(in_language(WAITS, language).format(number=order.number))
    if pause is not None and not parcels:
        lines.append(paused(pause, language))
    if parcels:
        lines.append(in_language(OPEN_IT, language))
    return bare("\n".join(lines))


def paused(pause: Pause, language: str) -> str:
    """The sentence that every text to buyers carries while nothing is sent."""
    reason = pause.note or in_language(REASONS[pause.reason], language)
    return in_language(PAUSED, language).format(starts=pause.starts, ends=pause.ends, reason=reason)
