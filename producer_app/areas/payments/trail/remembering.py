"""What this computer remembers of a shop, outside the shop's folder: which entry of its trail was the last one.

A file exchanged, cut or brought back to an older state by another program is seen by it. One small file a shop folder, only
for this user; beside it the system's keyring, where there is one that works, holds the same for signed entries. Nothing in it
is secret. An entry is announced (``coming``) before it is on disk and is ``seen`` after it, so that a kill between the two is
no alarm.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from producer_app.base import clock
from producer_app.base.digests import sha256
from producer_app.store.files import atomic_write

SERVICE = "producer-app"
MOST_COMING = 2000
Head = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Memory:
    """``shop``: the number its trail began with; ``seen``: last entry and its hash; ``coming``: announced ones;
    ``key``, ``salt``: what a passphrase must fit, "" for none; ``strange``: first seen here but begun on another computer;
    ``asked``: when this computer first saw that a new passphrase is asked for, UTC; ``elsewhere``: unsigned
    everyday entries that came without being announced here and that nobody owned up to yet; ``second``: the second person as
    ``replaying.Second`` has it, () for none."""

    shop: str
    seen: Head
    coming: tuple[Head, ...] = ()
    key: str = ""
    salt: str = ""
    strange: bool = False
    asked: str = ""
    elsewhere: int = 0
    second: tuple[str, ...] = ()


def place_of(folder: Path) -> Path:
    """The file that remembers this shop folder."""
    from platformdirs import user_data_path

    return user_data_path("producer-app", appauthor=False) / "remembered" / f"{_name(folder)}.json"


def _name(folder: Path) -> str:
    return sha256(os.fsencode(folder.resolve())).hexdigest()[:32]


def recall(folder: Path) -> Memory | None:
    """What is remembered, None for nothing."""
    try:
        return _understood(place_of(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _understood(text: str) -> Memory | None:
    try:
        found = json.loads(text)
        head, coming = found["seen"], found["coming"]
        return Memory(str(found["shop"]), (int(head[0]), str(head[1])), tuple((int(n), str(h)) for n, h in coming),
                      str(found["key"]), str(found["salt"]), bool(found["strange"]), str(found["asked"]),
                      int(found["elsewhere"]), tuple(str(part) for part in found.get("second", ()))[:3])
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def keep(folder: Path, memory: Memory) -> bool:
    """Remembers; False where this computer cannot (no rights, no room), and the next look starts afresh."""
    path = place_of(folder)
    try:
        atomic_write(path, json.dumps(asdict(memory)).encode("utf-8"))
        os.chmod(path, 0o600)
    except OSError:
        return False
    return True


def announce(folder: Path, head: Head) -> None:
    """Says that an entry will be on disk next. Inside its step, so that one program at a time speaks."""
    known = recall(folder)
    if known is not None:
        keep(folder, replace(known, coming=(*known.coming, head)[-MOST_COMING:]))


def settled(known: Memory, head: Head, *, key: str, salt: str, asked: bool, more: int,
            second: tuple[str, ...]) -> Memory:
    """What is remembered once this entry is on disk. ``asked``: a new passphrase is being asked for; ``more``: unsigned entries
    that were made elsewhere."""
    since = (known.asked or clock.now()) if asked else ""
    return replace(known, seen=head, coming=(), key=key, salt=salt, asked=since, elsewhere=known.elsewhere + more, second=second)


def own_up(folder: Path) -> None:
    """The owner says that what came from another computer is hers."""
    known = recall(folder)
    if known is not None:
        keep(folder, replace(known, strange=False, elsewhere=0))


def forget(folder: Path) -> None:
    """A new shop begins in this folder, or a backup is brought back into it: what was there before says nothing."""
    known = recall(folder)
    if known is None:
        return
    if known.key and (ring := Ring.at_hand()) is not None:
        ring.forget(folder)
    with suppress(OSError):
        place_of(folder).unlink(missing_ok=True)


def ring_memory(folder: Path) -> Memory | None:
    """What the system's keyring remembers of this shop folder, None for nothing; may take a moment, so a worker calls it."""
    ring = Ring.at_hand()
    return ring.recall(folder) if ring else None


class Ring:
    """The system's keyring, once a value written to it came back."""

    _tried: dict[str, bool] = {}

    @classmethod
    def at_hand(cls) -> Ring | None:
        """None where there is no keyring, or one that does not give back what it got."""
        import keyring

        name = f"{type(keyring.get_keyring()).__module__}.{type(keyring.get_keyring()).__qualname__}"
        if name not in cls._tried:
            cls._tried[name] = cls._round_trip()
        return cls() if cls._tried[name] else None

    @staticmethod
    def _round_trip() -> bool:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, "round trip", "there and back")
            came_back = keyring.get_password(SERVICE, "round trip") == "there and back"
            keyring.delete_password(SERVICE, "round trip")
        except (KeyringError, OSError, RuntimeError):
            return False
        return came_back

    def recall(self, folder: Path) -> Memory | None:
        """What the keyring remembers, None for nothing or where it stays closed."""
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE, _name(folder))
        except (KeyringError, OSError, RuntimeError):
            return None
        return _understood(text) if text else None

    def keep(self, folder: Path, memory: Memory) -> None:
        """Remembers a signed entry."""
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError, OSError, RuntimeError):
            keyring.set_password(SERVICE, _name(folder), json.dumps(asdict(memory)))

    def forget(self, folder: Path) -> None:
        """Drops it."""
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError, OSError, RuntimeError):
            keyring.delete_password(SERVICE, _name(folder))
