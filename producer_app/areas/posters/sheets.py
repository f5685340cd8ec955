"""Label sheets and labels by name, as the trade sells them; a sheet of one's own is checked here too.

Sizes of the A4 sheets: the makers' public templates (Avery Zweckform L7160 3 x 7, L7163 2 x 7, L7165 2 x 4, L7159 3 x 8 with
gaps; the edge-to-edge sheets 3424, 3474, 3475, 3481, 3483, 3652; L4736 and its kin 4 x 10).
"""

from __future__ import annotations

from producer_app.areas.posters.rows import Sheet
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate

OWN = "own"
SHEETS: dict[str, Sheet] = {
    "A4": Sheet(3, 7, 63.5, 38.1, 7.2, 15.15, 66.04, 38.1, cut=True),
    "3x8": Sheet(3, 8, 70.0, 37.0, 0.0, 0.5),
    "3x7": Sheet(3, 7, 63.5, 38.1, 7.2, 15.15, 66.04, 38.1),
    "3x8-gap": Sheet(3, 8, 64.0, 33.9, 6.5, 12.9, 66.55, 33.9),
    "2x7": Sheet(2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    "2x8": Sheet(2, 8, 105.0, 37.0, 0.0, 0.5),
    "2x4": Sheet(2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 67.7),
    "3x6": Sheet(3, 6, 70.0, 41.0, 0.0, 25.5),
    "4x10": Sheet(4, 10, 48.5, 25.4, 8.0, 21.5),
    "40x30": Sheet(1, 1, 40.0, 30.0, paper_width_mm=40.0, paper_height_mm=30.0),
    "50x30": Sheet(1, 1, 50.0, 30.0, paper_width_mm=50.0, paper_height_mm=30.0),
    "60x40": Sheet(1, 1, 60.0, 40.0, paper_width_mm=60.0, paper_height_mm=40.0),
    "70x50": Sheet(1, 1, 70.0, 50.0, paper_width_mm=70.0, paper_height_mm=50.0),
    "80x60": Sheet(1, 1, 80.0, 60.0, paper_width_mm=80.0, paper_height_mm=60.0),
    "100x70": Sheet(1, 1, 100.0, 70.0, paper_width_mm=100.0, paper_height_mm=70.0),
    "100x100": Sheet(1, 1, 100.0, 100.0, paper_width_mm=100.0, paper_height_mm=100.0),
    "100x150": Sheet(1, 1, 100.0, 150.0, paper_width_mm=100.0, paper_height_mm=150.0),
}
PAPERS = {name: (sheet.paper_width_mm, sheet.paper_height_mm) for name, sheet in SHEETS.items()}
# Rolls of receipt printers; the second number only says that a page is as long as it needs to be.
ROLLS = {"80": (80.0, 297.0), "58": (58.0, 297.0)}


def sheet_of(paper: str, own: Sheet | None) -> Sheet:
    """The sheet of a paper's name; ``own`` where the person measured one."""
    return own if own is not None else SHEETS[paper or "A4"]


def number(value: float) -> str:
    """``63.5``, ``70``: millimetres without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def title(paper: str, own: Sheet | None = None) -> str:
    """A paper in the words of the language in use."""
    if paper in ROLLS:
        return _("Roll, {width} mm wide").format(width=paper)
    if paper == OWN and own is not None:
        return _("My own sheet: {sheet}").format(sheet=_count(own))
    sheet = SHEETS.get(paper)
    if sheet is None:
        return isolate(paper)
    if sheet.cut:
        return _("A4 to cut: {sheet}").format(sheet=_count(sheet))
    size = f"{number(sheet.width_mm)} × {number(sheet.height_mm)} mm"
    if sheet.count > 1:
        return isolate(f"{sheet.columns} × {sheet.lines}, {size}")
    return _("One label: {sheet}").format(sheet=isolate(size))


def _count(sheet: Sheet) -> str:
    return isolate(f"{sheet.columns} × {sheet.lines}")


def _beside(sheet: Sheet) -> bool:
    first, last = sheet.label(0), sheet.label(sheet.count - 1)
    return first.x < 0 or first.y < 0 or last.right > sheet.paper_width_mm + 0.05 or last.bottom > sheet.paper_height_mm + 0.05


def checked(sheet: Sheet) -> Sheet:
    """The sheet as given. Raises ShopError: labels that overlap, are absurdly small, or lie off the paper."""
    whole = 1 <= sheet.columns <= 20 and 1 <= sheet.lines <= 40
    wrong = "" if whole else _("A sheet has 1 to 20 labels across and 1 to 40 down.")
    if whole and (sheet.width_mm < 20 or sheet.height_mm < 15):
        wrong = _("A label is at least 20 × 15 mm.")
    elif whole and not (20 <= sheet.paper_width_mm <= 330 and 15 <= sheet.paper_height_mm <= 500):
        wrong = _("The paper is 20 to 330 mm wide and 15 to 500 mm high.")
    elif whole and (0 < sheet.step_x_mm < sheet.width_mm or 0 < sheet.step_y_mm < sheet.height_mm):
        wrong = _("The labels would lie on each other.")
    elif whole and _beside(sheet):
        wrong = _("The labels would lie beside the paper.")
    if wrong:
        raise ShopError(wrong, _("Measure the sheet once more and correct the numbers."), "BAD_SHEET")
    return sheet
