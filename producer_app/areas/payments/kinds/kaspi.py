"""Kaspi payment links, Kazakhstan: kept byte for byte."""

from __future__ import annotations

from producer_app.areas.payments.kinds._links import Shape, make
from producer_app.base.i18n import N_

SCHEME = make(
    id="kaspi", title=N_("Kaspi (Kazakhstan)"), currency="KZT", near="(?i:https?://pay\\.kaspi\\.kz/)",
    shapes=(Shape("(?i:https://pay\\.kaspi\\.kz/pay/)[A-Za-z0-9_-]{4,64}", "link", "merchant"),), color="#9B1020")
