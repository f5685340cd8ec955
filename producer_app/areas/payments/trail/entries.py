"""One entry of the trail: its exact text, its hash, its place in the chain. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from producer_app import __version__
from producer_app.base.digests import sha256

FORM = 1
What = Literal[
    "begun", "found", "registered", "approved", "retired", "printed", "patrol", "protected", "new_passphrase", "rules",
    "forgotten", "remembered", "put_back", "begun_again", "second_person"]
# What decides whose money arrives, and so is signed as soon as there is a passphrase.
SIGNED: frozenset[What] = frozenset({
    "registered", "approved", "retired", "protected", "new_passphrase", "rules", "remembered", "put_back", "begun_again",
    "second_person"})
# What the second person of a cooperative must sign too, once there is one: what lets a code be shown, and who that person is.
AGREED: frozenset[What] = frozenset({"approved", "rules", "second_person"})
_KEYS = {"form", "n", "prev", "at", "what", "code", "by", "about"}


class Raw(NamedTuple):
    """A row of the table as it lies there, not believed yet."""

    n: int
    entry: str
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``n``: counts from 1; ``code_id``: 0 where it is about no code; ``at``: UTC; ``about``: what was done."""

    n: int
    prev: str
    at: str
    what: What
    code_id: int
    by: dict[str, str]
    about: dict[str, Any]

    def text(self) -> str:
        """The exact text that is hashed: JSON, keys in order, no blanks, letters as they are."""
        return json.dumps({"form": FORM, "n": self.n, "prev": self.prev, "at": self.at, "what": self.what, "code": self.code_id,
                           "by": self.by, "about": self.about}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(text: str) -> str:
    """SHA-256 of an entry's text, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parsed(text: str) -> Entry | None:
    """The entry of a text, None where it is not exactly what ``Entry.text`` writes."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or set(found) != _KEYS or found["form"] != FORM or found["what"] not in get_args(What):
            return None
        kinds = ((found["n"], int), (found["prev"], str), (found["at"], str), (found["code"], int), (found["by"], dict),
                 (found["about"], dict))
        if any(type(value) is not kind for value, kind in kinds):
            return None
        made = Entry(found["n"], found["prev"], found["at"], found["what"], found["code"], found["by"], found["about"])
        return made if made.text() == text else None
    except (ValueError, TypeError, RecursionError):
        return None


def digest(rows: Iterable[Raw]) -> str:
    """One hash over rows as they lie there, sound or not."""
    made = sha256()
    for row in rows:
        made.update(json.dumps([row.n, row.entry, row.hash, row.signature]).encode("ascii", "backslashreplace"))
    return made.hexdigest()


def patrol_hash(values: Sequence[object]) -> str:
    """A look at the stall as one hash: when, picture, size, result, what was seen, where, what was missing."""
    return hash_of(json.dumps([str(value) for value in values]))


def here() -> dict[str, str]:
    """Who writes: the system's user, the computer, the program's version."""
    import getpass
    import platform

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    by = {"user": user, "computer": platform.node(), "program": __version__}
    return {part: name.encode("utf-8", "replace").decode("utf-8") for part, name in by.items()}
