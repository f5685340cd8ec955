"""Own receiving codes: kept byte for byte, drawn anew, made to ask for an amount, compared. The front door for other areas.

``payload_for(shop, code_id, amount, reference)`` is the text to draw for one payment; where ``carries_amount(code)`` is
False the caller shows the amount beside the code. It refuses a code that another program changed, and one whose printed page
was not read back yet (ShopError TAMPERED, NOT_APPROVED, WAITING); ``codes`` gives those that may be shown.
``judge(shop, text)`` tells own codes from others. ``note_copies(shop, code_id, copies, where, printed_at)`` is told of every
print of a code (``as_file``: saved to be printed elsewhere), ``places(shop)`` are those noted before; ``kept`` gives the codes that
may not be shown yet as well; ``check_words(shop, code)`` and ``flower_of(shop, day)`` are the marks to print beside it.
``why_none(shop)`` says why there is none to show;
``trail_findings(shop)``: what another program changed; ``new_folder(folder)`` is called before a shop is made there or
brought back.
"""

from __future__ import annotations

from pathlib import Path

from producer_app.areas.payments.actions import note_copies, register, register_built
from producer_app.areas.payments.marks import CheckWord, check_words, flower_of
from producer_app.areas.payments.pictures import Found, codes_in, one_code_in
from producer_app.areas.payments.queries import (
    asks_for,
    carries_amount,
    get,
    judge,
    payload_for,
    registered_payloads,
    scheme_of,
)
from producer_app.areas.payments.queries import codes as kept
from producer_app.areas.payments.queries import places_by_print as places
from producer_app.areas.payments.queries import shown as codes
from producer_app.areas.payments.rows import ReceivingCode, Scheme
from producer_app.areas.payments.trail import proving, remembering
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Shop

NEEDS: tuple[str, ...] = ()
__all__ = [
    "NEEDS", "CheckWord", "Found", "ReceivingCode", "Scheme", "asks_for", "carries_amount", "check_words", "codes", "codes_in",
    "flower_of", "get", "judge", "kept", "new_folder", "note_copies", "noted_elsewhere", "one_code_in", "only_older", "payload_for",
    "places", "register", "register_built", "registered_payloads", "scheme_of", "trail_findings", "why_none"]


def why_none(shop: Shop) -> ShopError | None:
    """Why no code may be shown now: touched by another program (any of them stops all, so that it is seen), none ready yet, none
    kept. None where there is one to show."""
    proof = proving.look(shop)
    if proof.findings:
        return proving.tampered(proof)
    if codes(shop):
        return None
    waiting = [code for code in proof.state.codes.values() if code.standing in ("waiting", "approved")]
    if waiting:
        return proving.not_ready(waiting[-1])
    return ShopError(_("There is no payment code yet."), _("Add yours under “My payment codes”."), "NO_CODE")


def trail_findings(shop: Shop) -> list[str]:
    """Every difference between the codes and their trail, in sentences; none where all is well. Reads everything anew, and asks
    the system's keyring too."""
    return [finding.told() for finding in proving.look_everywhere(shop).findings]


def noted_elsewhere(shop: Shop) -> int:
    """How many unsigned everyday entries (prints, looks at the stall) came from outside this computer and wait for her word."""
    return proving.look(shop).elsewhere


def only_older(shop: Shop) -> bool:
    """Whether all that is wrong is that the file is an older one than this computer saw last: its codes were hers then."""
    return {finding.kind for finding in proving.look(shop).findings} == {"OLDER"}


def new_folder(folder: Path) -> None:
    """A shop is made or brought back in this folder by the program itself: what was there before says nothing about it."""
    remembering.forget(folder)
