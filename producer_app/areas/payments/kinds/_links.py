"""Codes that a provider issues as a link or a token: recognised, kept byte for byte, never made up or changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from producer_app.areas.payments.kinds import _rules
from producer_app.areas.payments.rows import PAYLOAD, Inputs, Scheme, Standing
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import N_, _


class Shape(NamedTuple):
    """One way such a code is written. ``kind``: what ``read`` says of it; ``one_time``: not for a poster."""

    pattern: str
    kind: str
    standing: Standing
    one_time: bool = False


class Refused(NamedTuple):
    """What looks like such a code and is none, with the words for it."""

    pattern: str
    message: str
    hint: str
    code: str


def payer(pattern: str) -> Refused:
    """A code that customers show to pay: printed, it would let anybody take money."""
    return Refused(pattern, N_("This is the code for paying, not for receiving."),
                   N_("Never print it: whoever has it can take money from this wallet."), "PAYER_CODE")


def make(*, id: str, title: str, currency: str, near: str, shapes: Sequence[Shape], refused: Sequence[Refused] = (),
         cautions: Callable[[str, Inputs], list[str]] = lambda _payload, _inputs: [],
         color: str = "#1F2430", icon: str = "qr-code") -> Scheme:
    """``near``: a pattern for what belongs to this provider at all; ``shapes``: what is a receiving code of it."""

    def shape_of(payload: str) -> Shape:
        for no in refused:
            if re.match(no.pattern, payload):
                raise BadPayment(_(no.message), _(no.hint), no.code)
        for shape in shapes:
            if re.fullmatch(shape.pattern, payload):
                return shape
        raise _rules.bad(_("This is no receiving code of {scheme}.").format(scheme=_(title)), "BAD_SHAPE")

    def read(payload: str) -> Inputs:
        return {"kind": shape_of(payload).kind, PAYLOAD: payload}

    def build(inputs: Inputs) -> str:
        raise _rules.issued_elsewhere(_(title))

    return Scheme(
        id=id, title=title, currency=currency, issued_by="provider", read=read, build=build, cautions=cautions,
        recognise=lambda payload: 2 * bool(re.match(near, payload) or any(re.match(no.pattern, payload) for no in refused)),
        payee=lambda payload: payload,
        account=lambda inputs: re.sub("[^A-Za-z0-9]", "", str(inputs[PAYLOAD]).partition("?")[0]),
        standing=lambda payload, _inputs: shape_of(payload).standing,
        one_time=lambda payload, _inputs: shape_of(payload).one_time, color=color, icon=icon)
