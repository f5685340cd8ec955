"""A passphrase becomes the key that signs; the key is kept nowhere. Wrong words make another key, and that is seen.

Argon2id with 64 MiB and three passes takes about 0.2 s on a small computer, so that words are slow to guess.
Ed25519 signs. Source: RFC 9106, RFC 8032.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from producer_app.base.errors import ShopError
from producer_app.base.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LEAST_WORDS, LEAST_LETTERS, LEAST_DIFFERENT = 4, 10, 5
MEMORY_KIB, PASSES = 64 * 1024, 3
_MARK = b"producer-app trail 1\n"
# Rows of keys and counting; a passphrase that is a piece of one of them is guessed first.
_ROWS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


@dataclass(frozen=True, slots=True)
class Key:
    """An unlocked key. ``public``: hexadecimal, as the trail holds it; never printed."""

    public: str
    _private: Ed25519PrivateKey = field(repr=False)

    def sign(self, entry_hash: str) -> str:
        """The signature of an entry, hexadecimal."""
        return self._private.sign(_MARK + entry_hash.encode("ascii")).hex()


def plain(passphrase: str) -> str:
    """Capital and small letters and the number of blanks make no difference, nor does the keyboard's way of writing one."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).casefold().split())


def check(passphrase: str) -> None:
    """Raises ShopError WEAK: too short, the same over and over, only digits, a row of keys."""
    text = plain(passphrase)
    bare = text.replace(" ", "")
    words = [word for word in text.split() if len(word) > 1]
    if len(bare) < LEAST_LETTERS and len(set(words)) < LEAST_WORDS:
        raise ShopError(_("This passphrase is too short."), _("Use four words that only you would put together, or ten letters."),
                        "WEAK")
    if len(set(bare)) < LEAST_DIFFERENT:
        raise ShopError(_("This passphrase is always the same letter."), _("Use four words that only you would put together."),
                        "WEAK")
    if bare.isdigit() or any(bare in row or bare in row * 2 for row in _ROWS):
        raise ShopError(_("A number or a row of keys is guessed first."), _("Use four words that only you would put together."),
                        "WEAK")


def new_salt() -> str:
    """A new salt, hexadecimal; it stands in the trail and is no secret."""
    return os.urandom(16).hex()


def unlocked(passphrase: str, salt: str) -> Key:
    """The key of a passphrase; any passphrase makes one, the caller compares ``public``. ``salt``: hexadecimal."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    seed = Argon2id(salt=bytes.fromhex(salt), length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY_KIB).derive(
        plain(passphrase).encode("utf-8"))
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return Key(private.public_key().public_bytes_raw().hex(), private)


def signed_by(public: str, entry_hash: str, signature: str) -> bool:
    """Whether a signature of an entry is this key's."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(
            bytes.fromhex(signature), _MARK + entry_hash.encode("ascii"))
    except (InvalidSignature, ValueError):
        return False
    return True
