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

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
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
    from producer_app.areas.payments.standing import new_folder, noted_elsewhere, only_older, trail_findings, why_none
else:
    __getattr__ = door(__name__, {
        "actions": "note_copies register register_built",
        "marks": "CheckWord check_words flower_of",
        "pictures": "Found codes_in one_code_in",
        "queries": "asks_for carries_amount get judge payload_for registered_payloads scheme_of codes as kept places_by_print as "
                   "places shown as codes",
        "rows": "ReceivingCode Scheme",
        "standing": "new_folder noted_elsewhere only_older trail_findings why_none",
    })

NEEDS: tuple[str, ...] = ()
__all__ = [
    "NEEDS", "CheckWord", "Found", "ReceivingCode", "Scheme", "asks_for", "carries_amount", "check_words", "codes", "codes_in",
    "flower_of", "get", "judge", "kept", "new_folder", "note_copies", "noted_elsewhere", "one_code_in", "only_older", "payload_for",
    "places", "register", "register_built", "registered_payloads", "scheme_of", "trail_findings", "why_none"]
