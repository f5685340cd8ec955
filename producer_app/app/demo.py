"""The whole main job with the practice shop, without a hand on it: what a person can do here, in one go and on disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from producer_app.app import joiner, practice, screens, window_start
from producer_app.areas import orders, payments, posters, products
from producer_app.base import i18n
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money
from producer_app.base.progress import silent
from producer_app.store.files import atomic_write
from producer_app.store.shop import Shop
from producer_app.ui import paper

Say = Callable[[str], None]
# Codes that a person makes from her own account: scheme, parts as typed, a price in the scheme's currency. None is real.
OWN_CODES: tuple[tuple[str, dict[str, str | bool], str, str], ...] = (
    ("pix", {"key_type": "cpf", "key": "52998224725", "name": "MARIA DO MEL", "city": "CARUARU"}, "BRL", "35.90"),
    ("promptpay", {"proxy_type": "phone", "proxy": "0066812345678"}, "THB", "120.00"),
    ("upi", {"pa": "gauri.dairy@oksbi", "pn": "Gauri Dairy & Ghee", "cu": "INR"}, "INR", "250.00"),
)
PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".webp")


def run(out: Path, *, language: str, samples: Path | None, say: Say) -> dict[str, Any]:
    """Does the job into a folder and gives its summary, which is also ``summary.json`` there.

    Raises ShopError: the folder holds a shop already; a step of the job was refused.
    """
    folder = out / "shop"
    if folder.exists() and any(folder.iterdir()):
        raise ShopError(_("There is a shop in {folder} already.").format(folder=folder), _("Choose another folder."), "NOT_EMPTY")
    before = i18n.current()
    i18n.use(language)
    window_start.application()
    with joiner.open_shop(folder, create=True) as shop:
        say(_("Practice shop: products, codes, orders, sales"))
        practice.fill(shop, silent)
        if samples is not None:
            say(_("Photos and order files from {folder}").format(folder=samples))
            _more(shop, samples)
        say(_("Printing"))
        pages = _print(shop, out)
        say(_("Pictures of the screens"))
        drawn = screens.draw_all(shop, out / "screens", language=language)
        summary = {
            "products": products.count(shop), "orders": sum(orders.counts(shop).values()), "codes": len(payments.codes(shop)),
            "pages": pages, "screens": [str(p.relative_to(out)) for p in drawn]}
    atomic_write(out / "summary.json", json.dumps(summary, ensure_ascii=False, indent=1).encode("utf-8"))
    i18n.use(before)
    return summary


def _more(shop: Shop, samples: Path) -> None:
    photos = sorted(p for p in (samples / "photos").rglob("*") if p.suffix.lower() in PICTURES)
    for path in photos:
        photo = products.prepare_photo(path, shop.files)
        name = path.stem.replace("-", " ").rstrip("_0123456789")
        products.add(shop, products.ProductDraft({"en": name}, Money(1200), "kg", photo=photo))
    files = sorted(p for p in (samples / "orders").glob("*.csv") if p.name.startswith(("shopify", "ExportOrder")))
    for source in orders.read(files):
        orders.place(shop, source.drafts, files=source.files, digests=source.digests)


def _print(shop: Shop, out: Path) -> list[dict[str, Any]]:
    pictured = [p for p in products.listing(shop, limit=1000) if p.picture]
    shown = [p.id for p in pictured if p.sku][-3:]
    tagged = [p.id for p in products.listing(shop, limit=1000)][::-1][:42]
    name = joiner.shop_name(shop)
    made = []
    for code in payments.codes(shop):
        made.append(_one(shop, out, f"sign-{code.scheme}", "stall_sign", shown, code.id, name))
    made.append(_one(shop, out, "price-tags", "price_tags", tagged, payments.codes(shop)[0].id, name))
    for scheme, parts, currency, price in OWN_CODES:
        code_id = payments.register_built(shop, scheme, parts, str(parts.get("name") or parts.get("pn") or "Somchai"))
        first = products.get(shop, shown[0])
        photo = products.Photo(first.photo, first.picture, first.thumb)
        sold_abroad = products.add(shop, products.ProductDraft(
            dict(first.names), Money.parse(price, currency), first.unit, first.pack_g, photo=photo))
        made.append(_one(shop, out, f"sign-{scheme}", "stall_sign", [sold_abroad], code_id, name))
    return made


def _one(shop: Shop, out: Path, file: str, printable: str, ids: Sequence[int], code_id: int, name: str) -> dict[str, Any]:
    pages = posters.pages(shop, printable, ids, code_id=code_id, shop_name=name)
    path = out / "print" / f"{file}.pdf"
    read = paper.to_pdf(pages, path)
    posters.signs_printed(shop, code_id, posters.codes_on(printable, pages), as_file=True)
    return {"file": str(path.relative_to(out)), "codes_read": read}
