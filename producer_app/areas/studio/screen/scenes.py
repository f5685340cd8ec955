"""Steps of the page that are worth a picture of their own, done by the page's own means."""

from __future__ import annotations

from producer_app.areas import products
from producer_app.areas.studio.screen.page import StudioPage


def _pictured(page: StudioPage) -> list[int]:
    return [p.id for p in products.listing(page.shop, limit=500) if p.picture]


def _scene_bench(page: StudioPage) -> None:
    found = _pictured(page)
    if found:
        page.open_product(found[-1])
        page.bench.make_best()


def _scene_pack(page: StudioPage) -> None:
    found = _pictured(page)
    if found:
        page.open_product(found[-1])
        page.open_packing(found[-1])


SCENES = {
    "bench": _scene_bench, "pack": _scene_pack}
