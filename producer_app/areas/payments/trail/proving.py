"""The file beside its trail and beside what this computer remembers: every difference, in words; what may be shown.

``look`` is what everything asks before a code is shown or printed. It reads the trail once and again only after a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from producer_app.areas.payments.trail import remembering
from producer_app.areas.payments.trail.entries import Entry, Raw, here, parsed, patrol_hash
from producer_app.areas.payments.trail.findings import TOLD, Finding, Kind, Proof
from producer_app.areas.payments.trail.remembering import Memory
from producer_app.areas.payments.trail.replaying import COLUMNS, Recorded, Second, State, replay
from producer_app.base import clock
from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.i18n import _, isolate
from producer_app.store.shop import Shop

if TYPE_CHECKING:
    from producer_app.store.shop import Database

TABLE = "code_trail"
LOOKS = 8

class _Seen:
    """The last look at one open shop, and at which moment of the file."""

    def __init__(self, version: object, last: object, proof: Proof) -> None:
        self.version, self.last, self.proof = version, last, proof


_seen: WeakKeyDictionary[Shop, _Seen] = WeakKeyDictionary()


def look(shop: Shop) -> Proof:
    """The present proof; from the last look where nothing was written since."""
    version, last = shop.value("PRAGMA data_version"), _last(shop)
    known = _seen.get(shop)
    if known is None or known.version != version or known.last != last:
        known = _seen[shop] = _Seen(version, last, _looked(shop))
    return known.proof


def look_again(shop: Shop) -> Proof:
    """Reads everything anew."""
    _seen.pop(shop, None)
    return look(shop)


def _last(shop: Shop) -> object:
    return shop.value(f"SELECT max(n) FROM {TABLE}") if _has_trail(shop) else None


def _has_trail(shop: Shop) -> bool:
    return shop.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (TABLE,)) is not None


def rows_of(shop: Shop) -> list[Raw]:
    """The trail as it lies there."""
    if not _has_trail(shop):
        return []
    names = ("entry", "hash", "signature")
    return [Raw(int(row["n"]), *(text_of(row[name]) for name in names))
            for row in shop.rows(f"SELECT n, {_hexed(names)} FROM {TABLE} ORDER BY n")]


def _looked(shop: Shop) -> Proof:
    """Memory and file of one moment: another program of ours may be adding an entry just now."""
    memory, rows = remembering.recall(shop.folder), rows_of(shop)
    for _look in range(LOOKS):
        again = remembering.recall(shop.folder)
        if again == memory:
            break
        memory, rows = again, rows_of(shop)
    return _judged(shop, memory, rows)


def _judged(shop: Shop, memory: Memory | None, rows: list[Raw]) -> Proof:
    if not rows:
        return Proof((Finding("NO_TRAIL"),), State(), lock=_lock(memory, State(), touched=True),
                     second=_second(memory, State(), touched=True))
    state = replay(rows, memory.key if memory else "", memory.second[2] if memory and memory.second else "")
    findings = [Finding(fault, n=n) for n, fault in state.faults]
    findings += _beside_memory(memory, rows, state)
    if not _guarded(shop):
        findings.append(Finding("GUARDS"))
    if not any(one.kind in ("ENTRY", "CHAIN", "REPLACED", "OLDER") for one in findings):
        findings += _beside_rows(shop, state)
    if {one.kind for one in findings} == {"RENEWED"}:
        # The old passphrase is forgotten, so nobody can be asked for it.
        return Proof(tuple(findings), state, lock=(state.salt, state.public), second=state.second)
    if memory is not None and memory.shop != state.shop and not findings:
        memory = None
    if not findings:
        memory = _remembered(shop, memory, rows, state)
    return Proof(tuple(findings), state, memory.strange if memory else _by_others(rows),
                 _lock(memory, state, touched=bool(findings)), memory.elsewhere if memory else 0,
                 _second(memory, state, touched=bool(findings)))


def _remembered(shop: Shop, memory: Memory | None, rows: list[Raw], state: State) -> Memory | None:
    """Brings the memory up to what was seen, where it is not; under the file's write lock, since others announce there too."""
    if memory is None:
        wanted = Memory(state.shop, state.head, (), state.public, state.salt, _by_others(rows), second=told(state.second))
    else:
        wanted = remembering.settled(memory, state.head, key=state.public, salt=state.salt, asked=bool(state.forgotten_at),
                                     more=sum(not row.signature for row in _unannounced(memory, rows)),
                                     second=told(state.second))
    if wanted == memory or shop.in_step:
        return memory
    if shop.read_only:
        remembering.keep(shop.folder, wanted)
        return wanted
    try:
        with shop.step(_("Look at the record of payment codes")):
            before = remembering.recall(shop.folder)
            nobody_since = before == memory or (before is not None and memory is None and before.shop != state.shop)
            if nobody_since and _last(shop) == state.head[0]:
                remembering.keep(shop.folder, wanted)
    except CannotWrite:
        # Somebody else is writing for long; the next look brings it up to date.
        return memory
    return wanted


def _lock(memory: Memory | None, state: State, *, touched: bool) -> tuple[str, str]:
    """What is remembered here stands above a file that somebody touched."""
    return (memory.salt, memory.key) if touched and memory else (state.salt, state.public)


def _second(memory: Memory | None, state: State, *, touched: bool) -> Second:
    return (Second(*memory.second) if memory.second else Second()) if touched and memory else state.second


def told(second: Second) -> tuple[str, ...]:
    """The second person as the memory keeps it."""
    return tuple(second) if second.public else ()


def _beside_memory(memory: Memory | None, rows: list[Raw], state: State) -> list[Finding]:
    """Whether the trail goes on from where this computer saw it last, and nobody but us went on with it."""
    if memory is None:
        return []
    if memory.shop != state.shop:
        # Where no code was ever kept there was nothing to exchange: another shop was simply laid here.
        return [] if memory.seen[0] <= 1 else [Finding("REPLACED")]
    hashes = {row.n: row.hash for row in rows}
    n, seen = memory.seen
    if state.head[0] < n:
        return [Finding("OLDER", n=n)]
    if hashes.get(n) != seen:
        return [Finding("REPLACED", n=n)]
    if memory.key and state.public != memory.key and not _key_changed_by_owner(rows, n):
        return [Finding("KEY")]
    return _unknown(memory, rows, state)


def _key_changed_by_owner(rows: list[Raw], after: int) -> bool:
    """A new passphrase set on another computer (signed with the old one, or after the waiting time): its faults tell else."""
    entries = (parsed(row.entry) for row in rows if row.n > after)
    return any(entry is not None and entry.what in ("new_passphrase", "begun_again") for entry in entries)


def _unknown(memory: Memory, rows: list[Raw], state: State) -> list[Finding]:
    """Entries that came without being announced here. Signed ones are hers, made on another computer. Where there is no
    passphrase anybody could have written a change of the codes; where there is one, a whole new beginning with another."""
    met = [parsed(row.entry) for row in _unannounced(memory, rows)]
    telling = set() if state.public else {"registered", "found", "approved", "retired", "put_back", "begun_again", "protected"}
    for entry in met:
        anew = entry is not None and entry.what == "begun_again" and entry.about.get("public", "") != memory.key
        if anew and memory.key and state.public:
            # Sound, so it waited its days; whether it was she who waited, only she knows.
            return [Finding("RENEWED", n=entry.n if entry else 0)]
        if entry is not None and (entry.what in telling or anew):
            return [Finding("UNKNOWN_ENTRY", n=entry.n)]
    return []


def _unannounced(memory: Memory, rows: list[Raw]) -> list[Raw]:
    known = {memory.seen, *memory.coming}
    return [row for row in rows if row.n > memory.seen[0] and (row.n, row.hash) not in known]


def _by_others(rows: list[Raw]) -> bool:
    """Whether another computer or user wrote in this trail: only then is a first look worth a word."""
    me = here()
    entries = (parsed(row.entry) for row in rows)
    return any(_stranger(entry, me) for entry in entries if entry is not None and entry.what != "begun")


def _stranger(entry: Entry, me: dict[str, str]) -> bool:
    return any(str(entry.by.get(part, "")) != me[part] for part in ("user", "computer"))


def _guarded(shop: Shop) -> bool:
    from producer_app.areas.payments.schema import GUARDS

    found = {row["name"]: row["sql"] for row in shop.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (TABLE,))}
    return found == GUARDS


# ---------------------------------------------------------------- the rows
def row_values(row: dict[str, str]) -> dict[str, str]:
    """A code's row as its entry holds it."""
    return {name: row[name] for name in COLUMNS}


def code_rows(shop: Shop) -> dict[int, dict[str, str]]:
    """All rows of the codes, by id, with ``retired_at``, "" for in use."""
    names = (*COLUMNS, "retired_at")
    rows = shop.rows(f"SELECT id, {_hexed(names)} FROM receiving_codes ORDER BY id")
    return {int(row["id"]): {name: text_of(row[name]) for name in names} for row in rows}


def patrol_rows(shop: Shop) -> dict[int, str]:
    """All looks at the stall, each as one hash."""
    names = ("at", "picture", "width", "height", "result", "seen", "place", "missing")
    rows = shop.rows(f"SELECT id, {_hexed(names)} FROM patrols ORDER BY id")
    return {int(row["id"]): patrol_hash([text_of(row[name]) for name in names]) for row in rows}


def _hexed(names: Sequence[str]) -> str:
    """Columns to be read with ``text_of``: what another program wrote need not be text at all."""
    return ", ".join(f"hex({name}) AS {name}" for name in names)


def text_of(hexed: str | None) -> str:
    """Text out of SQLite's ``hex``; bytes that are no UTF-8 stay visible as ``\\xff``."""
    return bytes.fromhex(hexed or "").decode("utf-8", "backslashreplace")


def _beside_rows(shop: Shop, state: State) -> list[Finding]:
    rows = code_rows(shop)
    found = []
    for code_id, code in state.codes.items():
        row = rows.get(code_id)
        kind: Kind | None = "DELETED" if row is None else _difference(code, row)
        if kind:
            found.append(Finding(kind, code_id, code.values["owner"]))
    found += [Finding("ADDED", code_id, row["owner"]) for code_id, row in rows.items() if code_id not in state.codes]
    if patrol_rows(shop) != state.patrols:
        found.append(Finding("PATROL"))
    return found


def _difference(code: Recorded, row: dict[str, str]) -> Kind | None:
    values = row_values(row)
    if values["payload"] != code.values["payload"]:
        return "PAYLOAD"
    if values["owner"] != code.values["owner"]:
        return "OWNER"
    if values != code.values:
        return "DETAILS"
    if row["retired_at"] != code.retired_at:
        return "BACK_IN_USE" if not row["retired_at"] else "TAKEN_OUT"
    return None


# ---------------------------------------------------------------- refusals
def refuse_unless_ready(shop: Shop, code_id: int) -> None:
    """Raises ShopError: TAMPERED where the code is not what its trail says, NOT_APPROVED before its page was read back."""
    proof = look(shop)
    if not proof.holds(code_id):
        raise tampered(proof)
    if not proof.ready(code_id):
        raise not_ready(proof.state.codes[code_id])


def refuse_if_touched(shop: Shop) -> Proof:
    """What the trail says, for who wants to go on with it. Raises ShopError TAMPERED."""
    proof = look(shop)
    if proof.findings:
        raise tampered(proof)
    return proof


def tampered(proof: Proof) -> ShopError:
    """Stop, in words."""
    findings: Sequence[Finding] = proof.findings
    first = findings[0].told() if findings else _(TOLD["NO_TRAIL"])
    return ShopError(f"{_('Stop. Your payment codes were changed by another program.')} {first}",
                     _("Nothing is shown or printed from them. Open “My payment codes” to put it right."), "TAMPERED")


def not_ready(code: Recorded) -> ShopError:
    """Why a code may not be shown yet."""
    if code.standing == "approved":
        when = clock.local(code.active_from)
        return ShopError(_("This code may be used from {time} on.").format(time=isolate(f"{when:%Y-%m-%d %H:%M}")),
                         _("The waiting time lets everybody notice a change."), "WAITING")
    return ShopError(_("This code was not read back from its printed page yet."),
                     _("Open it under “My payment codes” and follow the pictures."), "NOT_APPROVED")


def restore_guards(shop: Shop, db: Database) -> None:
    """The table and what SQLite refuses on it, made anew where they are gone. Inside a step."""
    from producer_app.areas.payments.schema import GUARDS, TRAIL

    # A renamed table takes its triggers along, so they are looked for by their names too.
    for row in shop.rows("SELECT type, name FROM sqlite_master WHERE (type = 'trigger' AND (tbl_name = ? OR name IN (?, ?, ?))) "
                         "OR (name = ? AND type = 'view')", (TABLE, *GUARDS, TABLE)):
        db.execute(f'DROP {row["type"].upper()} "{str(row["name"]).replace(chr(34), chr(34) * 2)}"')
    if not _has_trail(shop):
        db.execute(TRAIL)
    for statement in GUARDS.values():
        db.execute(statement)


def look_everywhere(shop: Shop) -> Proof:
    """Reads everything anew and compares with the system's keyring as well, where there is one that works."""
    proof = look_again(shop)
    return beside_ring(shop, proof, remembering.ring_memory(shop.folder) if proof.protected else None)


def beside_ring(shop: Shop, proof: Proof, memory: Memory | None) -> Proof:
    """The same proof beside what the keyring remembers; it knows the signed entries only."""
    if memory is None or proof.findings:
        return proof
    findings = [one for one in _beside_memory(memory, rows_of(shop), proof.state) if one.kind != "UNKNOWN_ENTRY"]
    return replace(proof, findings=tuple(findings))
