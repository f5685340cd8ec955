"""What is made and sold: names in three languages, pictures, pack and price. The front door for other areas."""

from __future__ import annotations

from producer_app.areas.products.queries import by_sku, get, listing
from producer_app.areas.products.rows import Product

NEEDS: tuple[str, ...] = ()
__all__ = ["NEEDS", "Product", "by_sku", "get", "listing"]
