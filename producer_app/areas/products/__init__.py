"""What is made and sold: names in three languages, pictures, sizes, prices and costs. The front door for other areas.

  rows.py        the values: ProductDraft, Product, Photo, Special, a file's rows; units and kinds of price
  drafts.py      what a product may be, each fault with its field
  pricing.py     arithmetic of prices: per weight, in force on a day; costing.py: where the yuan go, and what is below cost
  photos.py      a photo from outside becomes three files of the shop
  darkroom.py    the processes in which photos are decoded; developing.py is what happens there
  sheet.py       a file of products, read and checked as a whole; workbook.py: the same as .xlsx; exporting.py: written out
  queries.py price_queries.py cost_queries.py, actions.py price_actions.py: reading and changing, by subject
  schema.py commands.py screen/   as in every area

A photo first, then the row: ``draft = ProductDraft(..., photo=prepare_photo(path, shop.files))``, ``add(shop, draft)``.
What a buyer pays is never ``product.price`` but ``price_today(shop, product.id, kind=...)``, or ``product.price_now`` in a list
that is read anew often: prices for some days come and go by the calendar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.products.actions import add, add_photo, import_rows, put_pictures, set_price
    from producer_app.areas.products.cost_queries import cost_sheet
    from producer_app.areas.products.costing import Breakdown, CostSheet, breakdown
    from producer_app.areas.products.developing import Undevelopable, upright
    from producer_app.areas.products.exporting import export
    from producer_app.areas.products.photos import prepare as prepare_photo
    from producer_app.areas.products.photos import read as read_photo
    from producer_app.areas.products.photos import refusal as photo_refusal
    from producer_app.areas.products.price_actions import add_special
    from producer_app.areas.products.price_queries import price_today, specials
    from producer_app.areas.products.pricing import price_per_weight
    from producer_app.areas.products.queries import (
        Known,
        by_names,
        by_sku,
        count,
        first_page,
        get,
        ids,
        listing,
        photos_of,
        sizes,
        some,
    )
    from producer_app.areas.products.rows import SALE_KINDS, UNITS, Photo, Product, ProductDraft, Special
    from producer_app.areas.products.sheet import read as read_sheet
else:
    __getattr__ = door(__name__, {
        "actions": "add add_photo import_rows put_pictures set_price",
        "cost_queries": "cost_sheet",
        "costing": "Breakdown CostSheet breakdown",
        "developing": "Undevelopable upright",
        "exporting": "export",
        "photos": "prepare as prepare_photo read as read_photo refusal as photo_refusal",
        "price_actions": "add_special",
        "price_queries": "price_today specials",
        "pricing": "price_per_weight",
        "queries": "Known by_names by_sku count first_page get ids listing photos_of sizes some",
        "rows": "SALE_KINDS UNITS Photo Product ProductDraft Special",
        "sheet": "read as read_sheet",
    })

NEEDS: tuple[str, ...] = ()
__all__ = [
    "Breakdown", "CostSheet", "Known", "NEEDS", "Photo", "Product", "ProductDraft", "SALE_KINDS", "Special", "UNITS",
    "Undevelopable", "add", "add_photo", "add_special", "breakdown", "by_names", "by_sku", "cost_sheet", "count", "export",
    "first_page", "get", "ids", "import_rows", "listing", "photo_refusal", "photos_of", "prepare_photo", "price_per_weight",
    "price_today", "put_pictures", "read_photo", "read_sheet", "set_price", "sizes", "some", "specials", "upright",
]
