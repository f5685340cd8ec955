"""SHA-256 and BLAKE2b of short texts, from Python's own code instead of OpenSSL's.

The two give the same bytes. ``hashlib`` loads OpenSSL's library (3 MB in every window) for any of them, while what opens a shop
only needs digests of some lines. Whoever digests whole files takes ``hashlib``: it is quicker for them, BLAKE2b apart, which is
the same code in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    try:
        from _sha2 import sha256  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

__all__ = ["blake2b", "sha256"]
