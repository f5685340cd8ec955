"""An amount that tells the order: a few fen are taken off, never added, so that no two open requests ask for the same.

A personal code says nothing of the order that is paid; the amount can. Pure.
"""

from __future__ import annotations

from collections.abc import Collection

# Nobody minds a few fen; past half a yuan it would be a discount.
FEW, MOST = 9, 49


def odd(full: int, taken: Collection[int]) -> int | None:
    """What to ask for instead of ``full`` fen: 1 to 9 fen less, else up to 49, and not among ``taken``; None where no amount
    is free.

    >>> odd(3800, set()), odd(3800, {3799, 3798}), odd(1, set())
    (3799, 3797, None)
    """
    return next((full - off for off in range(1, MOST + 1) if full - off > 0 and full - off not in taken), None)
