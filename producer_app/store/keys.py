"""Where secrets of this computer lie: the system's keyring, or a file that only a passphrase opens. Never in a shop's folder.

A keyring counts only after a round trip (write, read, delete). Without one the secrets lie in one file, encrypted with AES-256-GCM
under a key that scrypt (N = 2^15, r = 8, p = 1: 32 MiB) derives from the passphrase. Sources: RFC 7914, NIST SP 800-38D.
The opened key stays in memory until the program ends; clear text never reaches the disk.
"""

from __future__ import annotations

import json
import os
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

from producer_app.base.errors import CannotWrite, ShopError
from producer_app.base.i18n import _
from producer_app.store.files import atomic_write

SERVICE = "producer-app"
LEAST_LETTERS = 10
_N, _R, _P = 2**15, 8, 1
_MARK = b"producer-app keys 1"
# The opened file's key, by its place: it is asked for once while the program runs.
_opened: dict[Path, bytes] = {}


def vault() -> Vault:
    """Where this computer keeps secrets: the keyring where one works, else the file."""
    return Ring() if ring_works() else Box(_box_path())


def _box_path() -> Path:
    from platformdirs import user_data_path

    return user_data_path("producer-app", appauthor=False) / "keys.box"


def ring_works() -> bool:
    """Whether the system's keyring takes a secret, gives it back and forgets it."""
    import keyring
    from keyring.errors import KeyringError

    name, value = f"try-{os.urandom(4).hex()}", os.urandom(8).hex()
    try:
        # Below one stand those that keep nothing, or keep clear text in a file.
        if keyring.get_keyring().priority < 1:
            return False
        keyring.set_password(SERVICE, name, value)
        found = keyring.get_password(SERVICE, name)
        keyring.delete_password(SERVICE, name)
    # A keyring speaks to other programs of the system and fails in their ways.
    except (KeyringError, OSError, RuntimeError, ImportError):
        return False
    return found == value


class Vault:
    """Secrets by name. ``locked``: a passphrase opens it first; ``new``: nothing was ever kept in it."""

    locked = False
    new = False

    def unlock(self, passphrase: str) -> None:
        """Opens it for as long as the program runs. Raises ShopError: wrong, or too weak for a new one."""

    def get(self, name: str) -> str | None:
        """A secret, None where there is none. Raises ShopError LOCKED."""
        raise NotImplementedError

    def put(self, name: str, secret: str) -> None:
        """Keeps a secret. Raises ShopError: locked, or not kept."""
        raise NotImplementedError

    def remove(self, name: str) -> None:
        """Forgets a secret; one that is not there is forgotten already."""
        raise NotImplementedError


class Ring(Vault):
    """The system's keyring."""

    def get(self, name: str) -> str | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(SERVICE, name)
        except KeyringError:
            raise _ring_refused() from None

    def put(self, name: str, secret: str) -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, name, secret)
        except KeyringError:
            raise _ring_refused() from None

    def remove(self, name: str) -> None:
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError):
            keyring.delete_password(SERVICE, name)


def _ring_refused() -> ShopError:
    return ShopError(_("The computer’s keyring did not open."), _("Unlock it, then try again."), "KEYRING")


class Box(Vault):
    """The encrypted file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def new(self) -> bool:  # type: ignore[override]  # a file comes and goes
        return not self._path.exists()

    @property
    def locked(self) -> bool:  # type: ignore[override]  # opened while the program runs
        return self._path not in _opened

    def unlock(self, passphrase: str) -> None:
        plain = " ".join(unicodedata.normalize("NFKC", passphrase).split())
        if self.new:
            if len(plain.replace(" ", "")) < LEAST_LETTERS or len(set(plain)) < 5:
                raise ShopError(_("This passphrase is too short."),
                                _("Use four words that only you would put together, or ten letters."), "WEAK")
            salt = os.urandom(16)
            self._write({}, salt, _derived(plain, salt))
            return
        stored = self._stored()
        salt = bytes.fromhex(stored["salt"])
        key = _derived(plain, salt)
        self._decrypted(stored, key)
        _opened[self._path] = salt + key

    def get(self, name: str) -> str | None:
        found = self._all().get(name)
        return None if found is None else str(found)

    def put(self, name: str, secret: str) -> None:
        self._change({**self._all(), name: secret})

    def remove(self, name: str) -> None:
        if self.locked and self.new:
            return
        self._change({key: value for key, value in self._all().items() if key != name})

    # ------------------------------------------------------------------ the file
    def _all(self) -> dict[str, Any]:
        return self._decrypted(self._stored(), self._key()[16:])

    def _key(self) -> bytes:
        if self._path not in _opened:
            raise ShopError(_("The keys are locked."), _("Write the passphrase for the keys."), "LOCKED")
        return _opened[self._path]

    def _change(self, values: dict[str, Any]) -> None:
        salt_and_key = self._key()
        self._write(values, salt_and_key[:16], salt_and_key[16:])

    def _stored(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text(encoding="ascii"))
            return {key: str(found[key]) for key in ("salt", "nonce", "data")}
        except (OSError, ValueError, KeyError, TypeError):
            raise _unreadable() from None

    def _decrypted(self, stored: dict[str, str], key: bytes) -> dict[str, Any]:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            plain = AESGCM(key).decrypt(bytes.fromhex(stored["nonce"]), bytes.fromhex(stored["data"]), _MARK)
            return dict(json.loads(plain))
        except InvalidTag:
            raise ShopError(_("This is not the passphrase of the keys."),
                            _("Write it again. Without it remove the connections and connect the shops anew."),
                            "WRONG_PASSPHRASE") from None
        except ValueError:
            raise _unreadable() from None

    def _write(self, values: dict[str, Any], salt: bytes, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(12)
        data = AESGCM(key).encrypt(nonce, json.dumps(values).encode("utf-8"), _MARK)
        text = json.dumps({"salt": salt.hex(), "nonce": nonce.hex(), "data": data.hex()})
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(self._path, text.encode("ascii"))
            os.chmod(self._path, 0o600)
        except OSError:
            raise CannotWrite(_("The keys could not be kept on this computer."), _("Is the disk full?"), "NO_KEYS") from None
        _opened[self._path] = salt + key


def _unreadable() -> ShopError:
    return ShopError(_("The file of the keys cannot be read."), _("Connect the shops anew."), "NO_KEYS")


def _derived(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=_N, r=_R, p=_P).derive(passphrase.encode("utf-8"))


def lock() -> None:
    """Forgets every opened passphrase."""
    _opened.clear()
