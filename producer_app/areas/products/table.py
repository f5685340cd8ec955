"""Products as rows of cells that are edited like a spreadsheet: what was typed, what is wrong with it, what it comes to.

The cells are those of the file (``exporting.header``), and the same reader finds their faults. No Qt.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from producer_app.areas.products import exporting, sheet
from producer_app.areas.products.rows import Product, ProductDraft
from producer_app.base.i18n import _

# What the person does not change cell by cell.
NOT_EDITED = ("size_of",)


class Table:
    """Rows by place; edits by product and column, so that they stay when the products are read anew."""

    def __init__(self, products: Sequence[Product], edits: Mapping[tuple[int, str], str] | None = None) -> None:
        self.columns = tuple(c for c in exporting.header(exporting.currency_of(products)) if c not in NOT_EDITED)
        self.products = list(products)
        self.faults: dict[tuple[int, str], str] = {}
        self._kept = [exporting.cells(product, self.columns) for product in products]
        self._rows = {product.id: place for place, product in enumerate(products)}
        self._edits: dict[tuple[int, str], str] = {}
        self._undo: list[dict[tuple[int, str], str]] = []
        self.put({key: text for key, text in (edits or {}).items() if key[0] in self._rows and key[1] in self.columns})
        self._undo.clear()

    # ------------------------------------------------------------------ cells
    def text(self, row: int, column: int) -> str:
        """What stands in a cell now."""
        name = self.columns[column]
        return self._edits.get((self.products[row].id, name), self._kept[row][column])

    def changed(self, row: int, column: int) -> bool:
        """Whether a cell is not as the shop has it."""
        return (self.products[row].id, self.columns[column]) in self._edits

    def fault(self, row: int, column: int) -> str:
        """What is wrong with a cell, "" for nothing."""
        return self.faults.get((self.products[row].id, self.columns[column]), "")

    @property
    def edits(self) -> dict[tuple[int, str], str]:
        """Everything typed and not saved, by product id and column."""
        return dict(self._edits)

    def put(self, texts: Mapping[tuple[int, str], str]) -> None:
        """Types into cells by product id and column, all at once: one thing for ``undo``."""
        before = {key: self._now(key) for key in texts}
        self._set(texts)
        self._undo.append(before)

    def put_block(self, row: int, column: int, lines: Sequence[Sequence[str]]) -> int:
        """Types a block as a spreadsheet copied it, from a cell on; what sticks out is left away. Gives how many cells."""
        texts = {(self.products[row + down].id, self.columns[column + along]): text
                 for down, line in enumerate(lines) if row + down < len(self.products)
                 for along, text in enumerate(line) if column + along < len(self.columns)}
        self.put(texts)
        return len(texts)

    def undo(self) -> bool:
        """Takes back the last typing; False where there is none."""
        if not self._undo:
            return False
        self._set(self._undo.pop())
        return True

    def _now(self, key: tuple[int, str]) -> str:
        return self.text(self._rows[key[0]], self.columns.index(key[1]))

    def _set(self, texts: Mapping[tuple[int, str], str]) -> None:
        for (product_id, column), text in texts.items():
            plain = " ".join(text.split())
            if plain == self._kept[self._rows[product_id]][self.columns.index(column)]:
                self._edits.pop((product_id, column), None)
            else:
                self._edits[product_id, column] = plain
        self._look({product_id for product_id, _column in texts})

    # ------------------------------------------------------------------ whole rows
    def _look(self, product_ids: Iterable[int]) -> None:
        """Finds the faults of rows anew; article numbers are compared with all other rows."""
        for product_id in product_ids:
            for key in [key for key in self.faults if key[0] == product_id]:
                del self.faults[key]
            row = self._rows[product_id]
            _read, refused = sheet.read_row(self._places, row + 2, self._cells(row))
            for one in refused:
                self.faults.setdefault((product_id, one.column), one.reason)
        self._look_for_doubles()

    @property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.columns)}

    def _cells(self, row: int) -> list[str]:
        return [self.text(row, column) for column in range(len(self.columns))]

    def _look_for_doubles(self) -> None:
        said = _("Another product here has this article number.")
        for key in [key for key, text in self.faults.items() if text == said]:
            del self.faults[key]
        place = self.columns.index("sku")
        seen: dict[str, int] = {}
        for row, product in enumerate(self.products):
            number = self.text(row, place)
            if number and number in seen:
                for product_id in (product.id, seen[number]):
                    self.faults.setdefault((product_id, "sku"), said)
            seen.setdefault(number, product.id)

    def drafts(self) -> dict[int, ProductDraft]:
        """Every changed product as it shall be. Call it only where there are no ``faults``."""
        changed = {product_id for product_id, _column in self._edits}
        found = {}
        for row, product in enumerate(self.products):
            if product.id in changed:
                read, _refused = sheet.read_row(self._places, row + 2, self._cells(row))
                found[product.id] = _with_other_languages(read.draft, product)
        return found


def _with_other_languages(draft: ProductDraft, product: Product) -> ProductDraft:
    """Names and texts in a language that has no column stay as they are."""
    names = {code: name for code, name in product.names.items() if code not in sheet.NAMES.values()}
    texts = {code: text for code, text in product.texts.items() if code not in sheet.TEXTS.values()}
    return replace(draft, names=names | draft.names, texts=texts | draft.texts)


def block(text: str) -> list[list[str]]:
    """What a spreadsheet puts on the clipboard, as lines of cells; a quoted cell may hold tabs and line ends.

    >>> block("a\\tb\\r\\nc\\td\\r\\n")
    [['a', 'b'], ['c', 'd']]
    """
    return [line or [""] for line in csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t")] or [[""]]


def as_block(lines: Sequence[Sequence[str]]) -> str:
    """Cells as a spreadsheet takes them from the clipboard."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows([[sheet.guarded(cell) for cell in line] for line in lines])
    return out.getvalue()
