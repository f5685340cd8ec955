"""Lightning invoices: the checksum is proven, the rest passed through; they expire. Source: BOLT 11."""

from __future__ import annotations

import re

from producer_app.areas.payments.kinds import _checksums, _rules
from producer_app.areas.payments.kinds._rules import bad
from producer_app.areas.payments.rows import PAYLOAD, Inputs, Scheme
from producer_app.base.i18n import N_, _

_PREFIX = re.compile("ln(bcrt|tbs|bc|tb)([1-9][0-9]*[munp]?)?")


def _read(payload: str) -> Inputs:
    invoice = payload[10:] if payload[:10].lower() == "lightning:" else payload
    if not invoice.lower().startswith("ln"):
        raise _rules.wrong_scheme("BOLT11")
    found = _checksums.bech32(invoice)
    if not found or found[2] != 1:
        raise bad(_("The code is damaged: its check digits are wrong."), "BAD_CHECKSUM")
    prefix = _PREFIX.fullmatch(found[0])
    if not prefix or len(found[1]) < 111:
        raise bad(_("The invoice is cut short or of a net that is not known."), "BAD_VALUE")
    if (prefix[2] or "").endswith("p") and not prefix[2].endswith("0p"):
        raise bad(_("The amount is finer than the net can pay."), "BAD_AMOUNT")
    inputs: Inputs = {"network": prefix[1], PAYLOAD: payload}
    if prefix[2]:
        inputs["amount"] = prefix[2]
    return inputs


def _build(_inputs: Inputs) -> str:
    raise _rules.issued_elsewhere("BOLT11")


SCHEME = Scheme(
    id="bolt11", title=N_("Lightning invoice"), currency="BTC", issued_by="provider",
    recognise=lambda payload: 2 * bool(re.match("(?i:(lightning:)?ln(bcrt|tbs|bc|tb)[0-9munp]*1)", payload)),
    read=_read, build=_build, account=lambda inputs: str(inputs[PAYLOAD]), one_time=lambda _payload, _inputs: True,
    color="#7A4A00", icon="lightning")
