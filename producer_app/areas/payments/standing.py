"""How it stands with the own codes, for other areas: whether one may be shown, what another program changed, what to forget."""

from __future__ import annotations

from pathlib import Path

from producer_app.areas.payments.queries import shown
from producer_app.areas.payments.trail import proving, remembering
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Shop


def why_none(shop: Shop) -> ShopError | None:
    """Why no code may be shown now: touched by another program (any of them stops all, so that it is seen), none ready yet, none
    kept. None where there is one to show."""
    proof = proving.look(shop)
    if proof.findings:
        return proving.tampered(proof)
    if shown(shop):
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
