"""Own receiving codes: kept byte for byte, drawn anew, made to ask for an amount, compared. The front door for other areas.

``payload_for(shop, code_id, amount, reference)`` is the text to draw for one payment; where ``carries_amount(code)`` is
False the caller shows the amount beside the code. ``judge(shop, text)`` tells own codes from others.
"""

from __future__ import annotations

from producer_app.areas.payments.actions import register, register_built
from producer_app.areas.payments.pictures import Found, codes_in, one_code_in
from producer_app.areas.payments.queries import (
    asks_for,
    carries_amount,
    codes,
    get,
    judge,
    payload_for,
    registered_payloads,
    scheme_of,
)
from producer_app.areas.payments.rows import ReceivingCode, Scheme

NEEDS: tuple[str, ...] = ()
__all__ = [
    "NEEDS", "Found", "ReceivingCode", "Scheme", "asks_for", "carries_amount", "codes", "codes_in", "get", "judge",
    "one_code_in", "payload_for", "register", "register_built", "registered_payloads", "scheme_of"]
