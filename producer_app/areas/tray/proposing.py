"""Which photo belongs to which product: by likeness to the photos it has, and by the order in which photos were taken.

Pure: looks in, proposals out. Whatever is not clear is asked about: a wrong picture on a product sells the wrong thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from producer_app.areas.tray import likeness
from producer_app.areas.tray.likeness import Look
from producer_app.areas.tray.rows import Pictured, Proposal, TrayPhoto

# Corners are looked at for so many products only, the nearest by colour: comparing them costs a hundred times as much.
NEAREST = 12
# Chosen on half of the made cases, with none wrong there; tests/areas/tray/test_matching.py counts on the other half.
SURE, AHEAD = 0.70, 0.12
# Less than this is not worth naming.
LEAST = 0.30
OTHERS = 3
Scores = list[tuple[float, int]]


def proposals(tray: Sequence[TrayPhoto], pictured: Sequence[Pictured], looks: Mapping[str, Look],
              glance: Callable[[], None] = lambda: None) -> list[Proposal]:
    """One for each photo of the tray, in their order. ``looks``: by name of thumbnail."""
    scores: list[Scores] = []
    same: list[int] = []
    for one in tray:
        glance()
        look = looks.get(one.photo.thumb)
        same.append(_same_as(one, look, pictured, looks))
        scores.append(_scores(look, pictured, looks) if look else [])
    found = [_by_likeness(one.id, ranked, serves) for one, ranked, serves in zip(tray, scores, same, strict=True)]
    return [_by_order(found, place, scores[place]) for place in range(len(found))]


def _same_as(one: TrayPhoto, look: Look | None, pictured: Sequence[Pictured], looks: Mapping[str, Look]) -> int:
    """The product that this very picture serves: by its digest, else by its marks."""
    for other in pictured:
        if other.original == one.photo.original:
            return other.product_id
    if look is not None:
        for other in pictured:
            there = looks.get(other.thumb)
            if there is not None and likeness.same_picture(look, there):
                return other.product_id
    return 0


def _scores(look: Look, pictured: Sequence[Pictured], looks: Mapping[str, Look]) -> Scores:
    """The likeliest products with their scores, 0 to 1, best first."""
    colours: dict[int, float] = {}
    for other in pictured:
        there = looks.get(other.thumb)
        if there is not None:
            colours[other.product_id] = max(colours.get(other.product_id, 0.0), likeness.alike_colours(look, there))
    nearest = sorted(colours, key=lambda product: -colours[product])[:NEAREST]
    corners = {product: max((likeness.alike_corners(look, looks[other.thumb]) for other in pictured
                             if other.product_id == product and other.thumb in looks), default=0.0) for product in nearest}
    return sorted(((score(colours[product], corners[product]), product) for product in nearest), reverse=True)


def score(colours: float, corners: float) -> float:
    """One number of both: corners that fit tell much, colours alone little."""
    return 0.5 * colours + 0.5 * min(1.0, 4.5 * corners)


def _by_likeness(tray_id: int, ranked: Scores, same_as: int) -> Proposal:
    if same_as:
        # It has this picture: nothing to add, and to give it to another one is for the person to say.
        return Proposal(tray_id, same_as, False, tuple(p for _s, p in ranked if p != same_as)[:OTHERS], same_as)
    likely = [(value, product) for value, product in ranked if value >= LEAST]
    if not likely:
        return Proposal(tray_id)
    best = likely[0]
    second = likely[1][0] if len(likely) > 1 else 0.0
    return Proposal(tray_id, best[1], best[0] >= SURE and best[0] - second >= AHEAD, tuple(p for _s, p in likely[1:1 + OTHERS]))


def _by_order(found: Sequence[Proposal], place: int, ranked: Scores) -> Proposal:
    """A doubtful photo between two sure ones of one product is of that product too, if it is at least among its likely ones."""
    one = found[place]
    if one.sure or one.same_as or not 0 < place < len(found) - 1:
        return one
    before, after = found[place - 1], found[place + 1]
    if not (before.sure and after.sure and before.product_id == after.product_id):
        return one
    product = before.product_id
    if product not in [p for value, p in ranked[:OTHERS + 1] if value >= LEAST]:
        return one
    return Proposal(one.tray_id, product, True, tuple(p for p in (one.product_id, *one.others) if p != product)[:OTHERS])
