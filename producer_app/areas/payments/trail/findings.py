"""What may differ between the codes and their trail, each told in a sentence; and what a look found as a whole. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from producer_app.areas.payments.trail.replaying import NOBODY, Second, State
from producer_app.base import clock
from producer_app.base.i18n import N_, _, isolate

MOST_TOLD = 5  # of many findings, in one breath
Kind = Literal[
    "PAYLOAD", "OWNER", "DETAILS", "BACK_IN_USE", "TAKEN_OUT", "ADDED", "DELETED", "PATROL", "ENTRY", "CHAIN", "SIGNATURE", "KEY",
    "OLDER", "REPLACED", "UNKNOWN_ENTRY", "RENEWED", "GUARDS", "NO_TRAIL"]

TOLD: dict[Kind, str] = {
    "PAYLOAD": N_("The code of {owner} was exchanged. It would send the money to somebody else."),
    "OWNER": N_("The payee’s name {owner} was changed."),
    "DETAILS": N_("What is kept about the code of {owner} was changed."),
    "BACK_IN_USE": N_("The code of {owner} was out of use and was put back in use."),
    "TAKEN_OUT": N_("The code of {owner} was taken out of use."),
    "ADDED": N_("A code of {owner} stands here that you did not add."),
    "DELETED": N_("The code of {owner} was deleted."),
    "PATROL": N_("A check of the stall in the log was changed."),
    "ENTRY": N_("An entry in the record of your codes was changed."),
    "CHAIN": N_("Entries in the record of your codes were deleted, added or put in another order."),
    "SIGNATURE": N_("A change of your codes was not made with your passphrase."),
    "KEY": N_("Somebody set another passphrase."),
    "OLDER": N_("The shop’s file is an older one than last time. Later changes of your codes are missing."),
    "REPLACED": N_("The record of your codes is another one than last time."),
    "UNKNOWN_ENTRY": N_("Your codes were changed without this program."),
    "RENEWED": N_("A new passphrase was set on another computer, because the old one was forgotten."),
    "GUARDS": N_("The lock on the record of your codes was removed."),
    "NO_TRAIL": N_("The record of your codes is gone."),
}
# These are about one code; all others put every code in doubt.
OF_ONE: frozenset[Kind] = frozenset({"PAYLOAD", "OWNER", "DETAILS", "BACK_IN_USE", "TAKEN_OUT", "ADDED", "DELETED"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference. ``code_id``: 0 where it is about the whole; ``owner``: of that code; ``n``: the entry, 0 for none."""

    kind: Kind
    code_id: int = 0
    owner: str = ""
    n: int = 0

    def told(self) -> str:
        """In one sentence."""
        return _(TOLD[self.kind]).format(owner=isolate(self.owner))


@dataclass(frozen=True, slots=True)
class Proof:
    """What a look found. ``strange``: this computer sees this shop for the first time, and it was kept on another one;
    ``lock``: salt and public key that the passphrase must fit, "" for none; ``elsewhere``: everyday entries (a print, a look at
    the stall) without a signature that this computer did not make; ``second``: who must agree as well."""

    findings: tuple[Finding, ...]
    state: State
    strange: bool = False
    lock: tuple[str, str] = ("", "")
    elsewhere: int = 0
    second: Second = NOBODY

    @property
    def protected(self) -> bool:
        """Whether a passphrase was set."""
        return bool(self.lock[1])

    @property
    def renewed(self) -> bool:
        """Whether all that is to be asked is if a passphrase set anew elsewhere is hers; her new sheets tell."""
        return {one.kind for one in self.findings} == {"RENEWED"}

    @property
    def mendable(self) -> bool:
        """Whether the trail itself is sound, so that the rows can be put back as it has them."""
        return bool(self.findings) and all(one.kind in OF_ONE or one.kind == "PATROL" for one in self.findings)

    def holds(self, code_id: int) -> bool:
        """Whether this code is what its trail says."""
        return not any(one.code_id == code_id or one.kind not in OF_ONE | {"PATROL"} for one in self.findings) \
            and code_id in self.state.codes

    def ready(self, code_id: int) -> bool:
        """Whether it may be shown to buyers: it holds, and where there is a passphrase its printed page was read back."""
        code = self.state.codes.get(code_id)
        if code is None or not self.holds(code_id) or code.standing == "waiting":
            return False
        return code.standing != "approved" or code.active_from <= clock.now()
