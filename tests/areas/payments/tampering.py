"""What another program may do to a closed shop: each is a function on its folder, written with sqlite3 as a thief would."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from producer_app.app import joiner
from producer_app.areas.payments import actions, approving
from producer_app.areas.payments.schema import GUARDS
from producer_app.areas.payments.trail import keys
from producer_app.areas.payments.trail.entries import Entry, Raw, digest, hash_of, parsed, patrol_hash

THIEF = "wxp://f2f0ThiefThiefThiefThiefThief-_0123456789"
Tamper = Callable[[Path], None]


@contextmanager
def opened(folder: Path, *, unguarded: bool = False) -> Iterator[sqlite3.Connection]:
    """The closed file in another program. ``unguarded``: what SQLite refuses on the trail is taken off and put back after."""
    connection = sqlite3.connect(folder / "shop.db")
    if unguarded:
        for name in GUARDS:
            connection.execute(f"DROP TRIGGER {name}")
    yield connection
    if unguarded:
        for sql in GUARDS.values():
            connection.execute(sql)
    connection.commit()
    connection.close()


def _sql(*statements: str, unguarded: bool = False) -> Tamper:
    def tamper(folder: Path) -> None:
        with opened(folder, unguarded=unguarded) as db:
            for statement in statements:
                db.execute(statement)

    return tamper


def _swapped(folder: Path) -> None:
    with opened(folder) as db:
        one, other = [row[0] for row in db.execute("SELECT payload FROM receiving_codes WHERE id < 3 ORDER BY id")]
        db.execute("UPDATE receiving_codes SET payload = 'x' WHERE id = 1")
        db.execute("UPDATE receiving_codes SET payload = ? WHERE id = 2", (one,))
        db.execute("UPDATE receiving_codes SET payload = ? WHERE id = 1", (other,))


def _raws(db: sqlite3.Connection) -> list[Raw]:
    return [Raw(*row) for row in db.execute("SELECT n, entry, hash, signature FROM code_trail ORDER BY n")]


def _rewrite(db: sqlite3.Connection, rows: list[Raw]) -> None:
    db.execute("DELETE FROM code_trail")
    db.executemany("INSERT INTO code_trail(n, entry, hash, signature) VALUES(?, ?, ?, ?)", rows)


def _chained(rows: list[Raw], sign: Callable[[Entry, str], str] | None = None) -> list[Raw]:
    """The same entries as one sound chain, hashes made anew."""
    made: list[Raw] = []
    for row in rows:
        old = parsed(row.entry)
        assert old is not None
        entry = Entry(len(made) + 1, made[-1].hash if made else "", old.at, old.what, old.code_id, old.by, old.about)
        hashed = hash_of(entry.text())
        made.append(Raw(entry.n, entry.text(), hashed, sign(entry, hashed) if sign else row.signature))
    return made


def _changed_entry(folder: Path, *, rehash: bool, chain: bool) -> None:
    """The first code's entry and its row both name the thief."""
    with opened(folder, unguarded=True) as db:
        rows = _raws(db)
        place = next(i for i, row in enumerate(rows) if '"registered"' in row.entry)
        told = json.loads(rows[place].entry)
        told["about"]["payload"] = THIEF
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        rows[place] = rows[place]._replace(entry=text, hash=hash_of(text) if rehash else rows[place].hash)
        _rewrite(db, _chained(rows) if chain else rows)
        db.execute("UPDATE receiving_codes SET payload = ? WHERE id = ?", (THIEF, told["code"]))


def _last_taken_out(folder: Path) -> None:
    """The last change and its entry are gone, as if never made."""
    with opened(folder, unguarded=True) as db:
        db.execute("DELETE FROM code_trail WHERE n = (SELECT max(n) FROM code_trail)")
        db.execute("DELETE FROM patrols WHERE id = (SELECT max(id) FROM patrols)")


def _middle_taken_out(folder: Path) -> None:
    with opened(folder, unguarded=True) as db:
        rows = _raws(db)
        _rewrite(db, [*rows[:2], *rows[3:]])


def _middle_taken_out_and_chained(folder: Path) -> None:
    with opened(folder, unguarded=True) as db:
        rows = _raws(db)
        _rewrite(db, _chained([row for row in rows if '"printed"' not in row.entry]))


def _reordered(folder: Path) -> None:
    with opened(folder, unguarded=True) as db:
        rows = _raws(db)
        rows[-1], rows[-2] = rows[-2]._replace(n=rows[-1].n), rows[-1]._replace(n=rows[-2].n)
        _rewrite(db, rows)


def _added_with_entry(folder: Path) -> None:
    """A code of the thief with an entry that fits the chain."""
    with opened(folder) as db:
        rows = _raws(db)
        like = next(parsed(row.entry) for row in rows if '"registered"' in row.entry)
        assert like is not None
        about = {**like.about, "payload": THIEF}
        db.execute("INSERT INTO receiving_codes(id, scheme, kind, owner, payload, last_digits, image, added_at) "
                   "VALUES(77, :scheme, :kind, :owner, :payload, :last_digits, :image, :added_at)", about)
        entry = Entry(rows[-1].n + 1, rows[-1].hash, like.at, "registered", 77, like.by, about)
        db.execute("INSERT INTO code_trail(n, entry, hash) VALUES(?, ?, ?)", (entry.n, entry.text(), hash_of(entry.text())))


def _other_shop(folder: Path, *, keep_number: bool) -> None:
    """A whole shop of the thief, made with this very program on another folder, its file laid over hers."""
    other = folder.parent / "thief"
    with joiner.open_shop(other, create=True) as shop:
        key = approving.protect(shop, "the thief was here too")
        code = actions.register(shop, THIEF, "Amina", key=key)
        approving.approve(shop, code, THIEF, "Amina", key=key)
    if keep_number:
        with opened(folder) as db:
            first = _raws(db)[0]
        with opened(other, unguarded=True) as db:
            rows = [first, *_raws(db)[1:]]
            _rewrite(db, _chained(rows, lambda entry, hashed: "" if entry.what == "begun" else key.sign(hashed)))
    shutil.copyfile(other / "shop.db", folder / "shop.db")


def _own_passphrase(folder: Path) -> None:
    """Every entry kept, but made anew and signed with the thief's key."""
    salt = keys.new_salt()
    key = keys.unlocked("the thief was here too", salt)
    with opened(folder, unguarded=True) as db:
        rows = []
        for row in _raws(db):
            told = json.loads(row.entry)
            if told["what"] == "protected":
                told["about"] = {"public": key.public, "salt": salt}
            rows.append(row._replace(entry=json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)))
        _rewrite(db, _chained(rows, lambda _entry, hashed: key.sign(hashed)))


def _forged_new_passphrase(folder: Path) -> None:
    """As if she had forgotten hers long ago and begun again with another one."""
    salt = keys.new_salt()
    key = keys.unlocked("the thief was here too", salt)
    with opened(folder) as db:
        rows = _raws(db)
        last = parsed(rows[-1].entry)
        assert last is not None
        asked = Entry(last.n + 1, rows[-1].hash, "2020-01-01T00:00:00Z", "forgotten", 0, last.by, {})
        rows.append(Raw(asked.n, asked.text(), hash_of(asked.text()), ""))
        names = ("scheme", "kind", "owner", "payload", "last_digits", "image", "added_at")
        db.execute("UPDATE receiving_codes SET payload = ? WHERE id = 1", (THIEF,))
        codes = {str(row[0]): {**dict(zip(names, row[2:], strict=True)), "retired_at": row[1] or ""} for row in db.execute(
            f"SELECT id, retired_at, {', '.join(names)} FROM receiving_codes")}
        shop = json.loads(rows[0].entry)["about"]["shop"]
        anew = Entry(asked.n + 1, digest(rows), last.at, "begun_again", 0, last.by,
                     {"shop": shop, "public": key.public, "salt": salt, "codes": codes, "patrols": {}, "wait_minutes": 0})
        db.execute("DELETE FROM patrols")
        rows.append(Raw(anew.n, anew.text(), hash_of(anew.text()), key.sign(hash_of(anew.text()))))
        db.executemany("INSERT INTO code_trail(n, entry, hash, signature) VALUES(?, ?, ?, ?)", rows[-2:])


def _trail_begun_anew(folder: Path) -> None:
    """The trail is thrown away, and the program made to believe that it must still be made."""
    with opened(folder) as db:
        db.execute("UPDATE receiving_codes SET payload = ? WHERE id = 1", (THIEF,))
        db.execute("DROP TABLE code_trail")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'create_trail'")
        db.execute("PRAGMA user_version = 0")


def made_up_look_with_entry(folder: Path) -> None:
    """A look at the stall that never was, with an entry that fits the chain."""
    with opened(folder) as db:
        rows = _raws(db)
        last = parsed(rows[-1].entry)
        assert last is not None
        values = ("2026-01-01T00:00:00Z", "", 1, 1, "good", "[]", "", "[]")
        db.execute("INSERT INTO patrols(id, at, picture, width, height, result, seen, place, missing) "
                   "VALUES(50, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        entry = Entry(last.n + 1, rows[-1].hash, last.at, "patrol", 0, last.by, {"patrol": 50, "row": patrol_hash(values)})
        db.execute("INSERT INTO code_trail(n, entry, hash) VALUES(?, ?, ?)", (entry.n, entry.text(), hash_of(entry.text())))


BOTH: dict[str, Tamper] = {
    "payload changed": _sql(f"UPDATE receiving_codes SET payload = '{THIEF}' WHERE id = 1"),
    "one letter of a payload changed": _sql("UPDATE receiving_codes SET payload = replace(payload, '0123', '0124') WHERE id = 1"),
    "payload that is no text": _sql("UPDATE receiving_codes SET payload = CAST(x'ff41' AS TEXT) WHERE id = 1"),
    "payload as bytes": _sql("UPDATE receiving_codes SET payload = CAST(payload AS BLOB), owner = x'00ff' WHERE id = 1"),
    "scheme of air": _sql("UPDATE receiving_codes SET scheme = 'air' WHERE id = 1"),
    "entry that is no text": _sql("UPDATE code_trail SET entry = CAST(x'ff41' AS TEXT) WHERE n = 2", unguarded=True),
    "entry as bytes": _sql("UPDATE code_trail SET entry = CAST(entry AS BLOB) || x'ff' WHERE n = 2", unguarded=True),
    "two payloads exchanged": _swapped,
    "payee's name changed": _sql("UPDATE receiving_codes SET owner = 'Thief' WHERE id = 1"),
    "last digits changed": _sql("UPDATE receiving_codes SET last_digits = '9999' WHERE id = 1"),
    "kind changed": _sql("UPDATE receiving_codes SET kind = 'merchant' WHERE id = 1"),
    "picture changed": _sql("UPDATE receiving_codes SET image = 'other.png' WHERE id = 1"),
    "code deleted": _sql("DELETE FROM receiving_codes WHERE id = 1"),
    "code given another number": _sql("UPDATE receiving_codes SET id = 99 WHERE id = 1"),
    "code added": _sql("INSERT INTO receiving_codes(scheme, kind, owner, payload, added_at) "
                       f"VALUES('wechat', 'personal', 'Amina', '{THIEF}', '2026-01-01T00:00:00Z')"),
    "code added with an entry": _added_with_entry,
    "old code back in use": _sql("UPDATE receiving_codes SET retired_at = NULL WHERE id = 3"),
    "code taken out of use": _sql("UPDATE receiving_codes SET retired_at = '2026-01-01T00:00:00Z' WHERE id = 1"),
    "entry changed": lambda folder: _changed_entry(folder, rehash=False, chain=False),
    "entry and its hash changed": lambda folder: _changed_entry(folder, rehash=True, chain=False),
    "entry changed and all chained anew": lambda folder: _changed_entry(folder, rehash=True, chain=True),
    "last entry taken out": _last_taken_out,
    "entry taken out of the middle": _middle_taken_out,
    "entry taken out and all chained anew": _middle_taken_out_and_chained,
    "entries in another order": _reordered,
    "all entries deleted": _sql("DELETE FROM code_trail", unguarded=True),
    "trail dropped": _sql("DROP TABLE code_trail"),
    "trail dropped and made anew": _trail_begun_anew,
    "trail hidden behind a view": _sql("ALTER TABLE code_trail RENAME TO old_trail",
                                       "CREATE VIEW code_trail AS SELECT * FROM old_trail"),
    "lock taken off": _sql("DROP TRIGGER code_trail_no_update"),
    "lock made of air": _sql("DROP TRIGGER code_trail_no_delete", "CREATE TRIGGER code_trail_no_delete BEFORE DELETE ON code_trail "
                             "BEGIN SELECT 1; END"),
    "trigger planted": _sql("CREATE TRIGGER helpful AFTER INSERT ON code_trail BEGIN UPDATE receiving_codes SET owner = 'T'; END"),
    "file of another shop": lambda folder: _other_shop(folder, keep_number=False),
    "file of another shop with her number": lambda folder: _other_shop(folder, keep_number=True),
    "look at the stall changed": _sql("UPDATE patrols SET result = 'good', seen = '[]' WHERE id = 1"),
    "look at the stall deleted": _sql("DELETE FROM patrols WHERE id = 1"),
    "look at the stall made up": _sql("INSERT INTO patrols(at, picture, width, height, result, seen) "
                                      "VALUES('2026-01-01T00:00:00Z', '', 1, 1, 'good', '[]')"),
}
WITH_PASSPHRASE: dict[str, Tamper] = {
    "signature changed": _sql("UPDATE code_trail SET signature = replace(signature, 'a', 'b') WHERE entry LIKE '%\"approved\"%'",
                              unguarded=True),
    "signature taken off": _sql("UPDATE code_trail SET signature = '' WHERE entry LIKE '%\"approved\"%'", unguarded=True),
    "thief's passphrase": _own_passphrase,
    "new passphrase made up": _forged_new_passphrase,
}


COLUMNS = {
    "receiving_codes": ("scheme", "kind", "owner", "payload", "last_digits", "image", "added_at", "retired_at"),
    "code_trail": ("entry", "hash", "signature"),
    "patrols": ("at", "picture", "width", "height", "result", "seen", "place", "missing")}


def at_random(folder: Path, pick: random.Random) -> str:
    """One change somewhere in the codes, their trail or the looks at the stall; says which."""
    with opened(folder, unguarded=True) as db:
        table = pick.choice(list(COLUMNS))
        key = "n" if table == "code_trail" else "id"
        keys_ = [row[0] for row in db.execute(f"SELECT {key} FROM {table} ORDER BY {key}")]
        row, column = pick.choice(keys_), pick.choice(COLUMNS[table])
        deed = pick.choice(("letter", "letter", "other text", "delete", "copy", "renumber", "swap"))
        value = str(db.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (row,)).fetchone()[0] or "")
        if deed == "letter" and value:
            at = pick.randrange(len(value))
            new = value[:at] + chr((ord(value[at]) + pick.randrange(1, 50)) % 120 + 7) + value[at + 1:]
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (new, row))
        elif deed in ("other text", "letter"):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (f"{value}x", row))
        elif deed == "delete":
            db.execute(f"DELETE FROM {table} WHERE {key} = ?", (row,))
        elif deed == "copy":
            names = ", ".join(COLUMNS[table])
            wanted = f"{max(keys_) + 1}, {names.replace('payload', 'payload || 1')}"
            db.execute(f"INSERT INTO {table}({key}, {names}) SELECT {wanted} FROM {table} WHERE {key} = ?", (row,))
        elif deed == "renumber":
            db.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", (max(keys_) + pick.randrange(1, 9), row))
        else:
            other = pick.choice([one for one in keys_ if one != row] or [row])
            db.execute(f"UPDATE {table} SET {key} = -1 WHERE {key} = ?", (row,))
            db.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", (row, other))
            db.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = -1", (other,))
            deed += "" if other != row else " with itself"
        return f"{table} {row} {column} {deed}"
