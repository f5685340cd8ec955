"""What is made and sold: names in three languages, pictures, pack and price. The front door for other areas.

  rows.py        the values: ProductDraft, Product, Photo, a file's rows; units
  drafts.py      what a product may be, each fault with its field
  photos.py      a photo from outside becomes three files of the shop
  darkroom.py    the processes in which photos are decoded; developing.py is what happens there
  sheet.py       a file of products, read and checked as a whole
  schema.py queries.py actions.py commands.py screen.py   as in every area

A photo first, then the row: ``draft = ProductDraft(..., photo=prepare_photo(path, shop.files))``, ``add(shop, draft)``.
"""

from __future__ import annotations

from producer_app.areas.products.actions import add, add_photo, import_rows, set_price
from producer_app.areas.products.photos import prepare as prepare_photo
from producer_app.areas.products.queries import Known, by_names, by_sku, count, first_page, get, ids, listing, photos_of, some
from producer_app.areas.products.rows import UNITS, Photo, Product, ProductDraft
from producer_app.areas.products.sheet import read as read_sheet

NEEDS: tuple[str, ...] = ()
__all__ = [
    "Known", "NEEDS", "UNITS", "Photo", "Product", "ProductDraft", "add", "add_photo", "by_names", "by_sku", "count", "first_page",
    "get", "ids", "import_rows", "listing", "photos_of", "prepare_photo", "read_sheet", "set_price", "some",
]
