"""Payment cards: ten of the size of a business card on A4, to lay on the counter or give to the helpers."""

from __future__ import annotations

from producer_app.areas.posters.kinds import parts
from producer_app.areas.posters.rows import CodeMark, Printable, Task
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.base.page import Block, Item, Page, Rect, Text

PAPERS = {"A4": (210.0, 297.0)}
WIDTH, HEIGHT, COLUMNS, LINES = 90.0, 54.0, 2, 5
LEFT, TOP = (210.0 - COLUMNS * WIDTH) / 2, (297.0 - LINES * HEIGHT) / 2
CODE_MM = 38.0


def draw(task: Task) -> list[Page]:
    """One sheet of ten, or as many sheets as copies are asked for. Raises ShopError: no payment code was chosen."""
    if task.code is None:
        raise ShopError(_("A payment card needs a payment code."), _("Choose one of your codes, or add one first."), "NO_CODE")
    width, height = PAPERS["A4"]
    items = tuple(item for place in range(COLUMNS * LINES) for item in _card(task.code, task.shop_name, place))
    return [Page(width, height, items, task.shop_name)] * max(1, task.copies)


def _card(mark: CodeMark, shop_name: str, place: int) -> list[Item]:
    line, column = divmod(place, COLUMNS)
    x, y = LEFT + column * WIDTH, TOP + line * HEIGHT
    words = WIDTH - CODE_MM - 8
    return [
        Block(Rect(x, y, WIDTH, HEIGHT), line="#CFC7BC", line_mm=0.15, dashed=True),
        Block(Rect(x, y + 4, 1.6, HEIGHT - 8), fill=parts.ROSE),
        Text(Rect(x + 5, y + 3, words, 5.2), shop_name, 4.4, 2, bold=True, color=parts.ROSE, language="zh"),
        Text(Rect(x + 5, y + 8.4, words, 4), mark.scheme, 3.2, 1.8, color=parts.QUIET, language="zh"),
        Text(Rect(x + 5, y + 12.6, words, 6.4), parts.payee_line(mark, "zh"), 5, 2, bold=True, language="zh"),
        Text(Rect(x + 5, y + 19.4, words, 4), parts.warning("zh"), 3, 2, language="zh"),
        Text(Rect(x + 5, y + 23.6, words, 4), parts.warning("ug"), 2.8, 1.6, language="ug", align="right"),
        *parts.check_marks(mark, Rect(x + 5, y + 28.6, words, 23)),
        parts.code(mark, Rect(x + WIDTH - CODE_MM - 2, y + (HEIGHT - CODE_MM) / 2, CODE_MM, CODE_MM)),
    ]


PRINTABLE = Printable("payment_card", N_("Payment cards"), "identification-card", PAPERS, False, draw, of="code")
