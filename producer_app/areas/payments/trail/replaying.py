"""The entries of a trail one after the other: what the codes, the checks of the stall and the key must be by now. Pure.

Nothing is believed: a row that is not the next one, not its own hash, not signed where it must be, ends in a fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal, NamedTuple

from producer_app.areas.payments.trail import keys
from producer_app.areas.payments.trail.entries import AGREED, SIGNED, Entry, Raw, digest, hash_of, parsed
from producer_app.base import clock

FORGOTTEN_DAYS = 7
Fault = Literal["ENTRY", "CHAIN", "SIGNATURE", "KEY"]
Standing = Literal["open", "waiting", "approved", "retired"]
# The columns of a code that its entry holds, as the row must have them.
COLUMNS = ("scheme", "kind", "owner", "payload", "last_digits", "image", "added_at")


@dataclass(slots=True)
class Recorded:
    """A code as the trail has it. ``values``: by column; ``standing``: open (no passphrase then), waiting for its printed
    page, approved, retired; ``active_from``: UTC, from when an approved one may be shown."""

    values: dict[str, str]
    standing: Standing
    retired_at: str = ""
    active_from: str = ""
    proven_at: str = ""


class Second(NamedTuple):
    """The second person of a cooperative, who must agree to what lets a code be shown: name, and what the second passphrase must
    fit, "" for none."""

    name: str = ""
    salt: str = ""
    public: str = ""


NOBODY = Second()


@dataclass(slots=True)
class State:
    """Where a trail has come to. ``public``, ``salt``: of the passphrase's key, "" for none; ``wait_minutes``: between
    approval and use; ``forgotten_at``: when a new passphrase was asked for; ``faults``: with the entry's number."""

    shop: str = ""
    head: tuple[int, str] = (0, "")
    public: str = ""
    salt: str = ""
    wait_minutes: int = 0
    forgotten_at: str = ""
    codes: dict[int, Recorded] = field(default_factory=dict)
    patrols: dict[int, str] = field(default_factory=dict)
    by_others: bool = False
    second: Second = NOBODY
    faults: list[tuple[int, Fault]] = field(default_factory=list)


def replay(rows: Sequence[Raw], known_key: str = "", known_second: str = "") -> State:
    """All of them. ``known_key``, ``known_second``: the public keys that this computer remembers, "" for none."""
    state = State()
    for place, row in enumerate(rows):
        entry = parsed(row.entry)
        if entry is None or entry.n != row.n or hash_of(row.entry) != row.hash:
            state.faults.append((row.n, "ENTRY"))
            state.head = (row.n, row.hash)
            continue
        if entry.what == "begun_again":
            _begin_again(state, entry, row, rows[:place], (known_key, known_second))
        else:
            if entry.n != state.head[0] + 1 or entry.prev != state.head[1] or (entry.what == "begun") != (place == 0):
                state.faults.append((row.n, "CHAIN"))
            before = len(state.faults)
            _check_signature(state, entry, row)
            # Nobody becomes the second person by an entry that was not signed for it.
            if entry.what != "second_person" or len(state.faults) == before:
                _apply(state, entry)
        state.head = (row.n, row.hash)
    return state


def _check_signature(state: State, entry: Entry, row: Raw) -> None:
    public = str(entry.about.get("public", "")) if entry.what == "protected" else state.public
    signatures = row.signature.split(" ") if row.signature else []
    if entry.what == "protected" and state.public:
        # Another passphrase comes by ``new_passphrase`` or ``begun_again`` only.
        state.faults.append((row.n, "KEY"))
    elif not public and row.signature:
        # Nobody could sign before there was a passphrase.
        state.faults.append((row.n, "SIGNATURE"))
    elif public and (entry.what in SIGNED or signatures) and not _signed(state, entry, public, row.hash, signatures):
        state.faults.append((row.n, "SIGNATURE"))


def _signed(state: State, entry: Entry, public: str, hashed: str, signatures: Sequence[str]) -> bool:
    """By everybody whose word it needs, in this order: the owner, the second person."""
    needed = [public]
    if entry.what == "second_person" and not state.second.public:
        needed.append(str(entry.about.get("public", "")))  # who becomes it signs for herself
    elif entry.what in AGREED and state.second.public:
        needed.append(state.second.public)
    if entry.what == "remembered" and state.second.public and len(signatures) == 1:
        # Either of the two ends it when somebody asks for a new passphrase.
        return any(keys.signed_by(one, hashed, signatures[0]) for one in (public, state.second.public))
    return len(signatures) == len(needed) and all(keys.signed_by(*pair) for pair in zip(
        needed, [hashed] * len(needed), signatures, strict=True))


def waited_since(state: State, at: str) -> bool:
    """Whether a new passphrase was asked for long enough ago, and nobody said since that the old one is known."""
    if not state.forgotten_at:
        return False
    try:
        return clock.parse(at) - clock.parse(state.forgotten_at) >= timedelta(days=FORGOTTEN_DAYS)
    except (ValueError, TypeError):
        return False


def _begin_again(state: State, entry: Entry, row: Raw, before: Sequence[Raw],
                 known: tuple[str, str]) -> None:
    """The owner looked at a trail that was not sound, or set a new passphrase after the waiting time, and began anew."""
    public = str(entry.about.get("public", ""))
    if entry.prev != digest(before) or entry.n != (before[-1].n + 1 if before else 1):
        state.faults.append((row.n, "CHAIN"))
        return
    if not (keys.signed_by(public, row.hash, row.signature) if public else not row.signature):
        state.faults.append((row.n, "SIGNATURE"))
        return
    # The key remembered here speaks where a stranger's trail came before; whether that happened, the memory's head tells.
    second = Second(*(str(entry.about.get(part, "")) for part in ("second_name", "second_salt", "second")))
    stays = public in (state.public, known[0]) and second.public in (state.second.public, known[1])
    if before and not stays and not waited_since(state, entry.at):
        state.faults.append((row.n, "KEY"))
        return
    state.second = second
    state.faults.clear()
    state.codes.clear()
    state.patrols = _patrols(entry.about)
    state.shop, state.public, state.salt = str(entry.about.get("shop", "")), public, str(entry.about.get("salt", ""))
    state.wait_minutes, state.forgotten_at = _minutes(entry.about), ""
    for number, values in dict(entry.about.get("codes", {})).items():
        held = dict(values)
        gone = str(held.pop("retired_at", ""))
        state.codes[int(number)] = Recorded(_texts(held), "retired" if gone else "waiting", gone)


def _patrols(about: dict[str, Any]) -> dict[int, str]:
    return {int(number): str(row) for number, row in dict(about.get("patrols", {})).items()}


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(values.get(name, "")) for name in COLUMNS}


def _minutes(about: dict[str, Any]) -> int:
    value = about.get("wait_minutes", 0)
    return value if type(value) is int and value >= 0 else 0


def _apply(state: State, entry: Entry) -> None:
    about, code = entry.about, state.codes.get(entry.code_id)
    if entry.what == "begun":
        state.shop = str(about.get("shop", ""))
    elif entry.what in ("found", "registered"):
        open_still = entry.what == "found" or not state.public
        state.codes[entry.code_id] = Recorded(_texts(about), "open" if open_still else "waiting")
    elif entry.what == "retired" and code is not None:
        code.standing, code.retired_at = "retired", str(about.get("retired_at", ""))
    elif entry.what == "approved" and code is not None:
        code.standing, code.active_from, code.proven_at = "approved", str(about.get("active_from", "")), entry.at
    elif entry.what in ("protected", "new_passphrase"):
        state.public, state.salt = str(about.get("public", "")), str(about.get("salt", ""))
        state.forgotten_at = ""
    elif entry.what == "second_person":
        state.second = Second(*(str(about.get(part, "")) for part in ("name", "salt", "public")))
    elif entry.what == "rules":
        state.wait_minutes = _minutes(about)
    elif entry.what == "forgotten":
        state.forgotten_at = state.forgotten_at or entry.at
    elif entry.what == "remembered":
        state.forgotten_at = ""
    elif entry.what == "put_back":
        state.patrols = _patrols(about)
    elif entry.what == "patrol":
        state.patrols[int(about.get("patrol", 0))] = str(about.get("row", ""))
