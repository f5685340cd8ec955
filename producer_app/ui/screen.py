"""What a screen is: ``SCREEN = Screen(...)`` in an area's screen.py, and the page it makes.

A page is built in the language in use. On a change of language the window takes what was typed (``keep``), builds the
page anew and gives it back (``take``), so no screen carries code for retranslation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from producer_app.base.i18n import _
from producer_app.base.tile import Tile

if TYPE_CHECKING:
    from producer_app.base.errors import ShopError
    from producer_app.store.shop import Shop
    from producer_app.ui.jobs import Done, Job, Work


class Stage(Protocol):
    """What the window does for a page."""

    @property
    def shop(self) -> Shop:
        """The window's shop; only on the window's thread."""

    @property
    def place(self) -> QWidget:
        """What holds the pages; one that is built in its place is dressed once, not again at each move."""

    @property
    def opener(self) -> Callable[[], Shop]:
        """Opens the same shop a second time, for work in a worker that reads or writes much."""

    def saved(self, words: str) -> None:
        """Says that a step is on disk, with Undo beside it. Call it only after the step."""

    def say(self, words: str) -> None:
        """A short word at the bottom."""

    def hush(self) -> None:
        """Takes the word at the bottom away, because the hand goes on; a refusal stays to be read."""

    def refuse(self, error: ShopError) -> None:
        """Shows what happened, what is safe and what to do next."""

    def guarded(self, act: Callable[[], object]) -> None:
        """Does something and shows its refusal, if it is refused."""

    def warn(self, words: str) -> None:
        """Speaks a warning aloud, also where reading aloud is off; silent on a computer without a voice."""

    def go(self, screen_id: str, **intent: Any) -> None:
        """Shows another screen; ``intent`` reaches its page's ``enter``."""

    def beneath(self, screen_id: str) -> list[Tile]:
        """The screens that are reached from this one, for buttons on its page."""

    @property
    def supply(self) -> Supply | None:
        """Whoever counts goods, None where nobody does."""

    def days_off(self) -> DaysOff | None:
        """The days off that are or come soon; None where there are none or nobody keeps them."""

    def run(self, title: str, work: Work, done: Done) -> Job:
        """Long work with progress and cancel at the bottom of the window; refusals are shown."""


Scenes = Mapping[str, Callable[[Any], object]]


class Banner(NamedTuple):
    """A card at the top of home. ``tone``: ink for plain, amber for waiting, leaf for good, red for stop."""

    icon: str
    tone: str
    title: str
    big: str = ""


class Supply(NamedTuple):
    """What the area that counts goods tells pages of areas that come before it and cannot know it. Plain functions of a shop,
    so that a worker may ask as well. Quantities are thousandths of a product's unit; what was never counted lacks nothing.

    ``missing``: of a wish, by product id, how much of it is not there; ``unfilled``: ids of the waiting orders for which the
    goods are not there, those promised last.
    """

    missing: Callable[[Shop, Mapping[int, int]], Mapping[int, int]]
    unfilled: Callable[[Shop], frozenset[int]]


class DaysOff(NamedTuple):
    """Days on which nothing leaves the house, the first and the last included, as ISO dates; ``why``: in the words of a person."""

    first: str
    last: str
    why: str


class Screen(NamedTuple):
    """One area's part of the window. ``watches``: tables after whose change its page looks again.

    ``said``: the quiet line on its tile; ``waiting``: the number in its bubble; ``banner``: a card at the top of home.
    ``stop``: words of a danger, shown by its page and spoken as soon as the shop is opened; None where all is well.
    ``supply``: what is missing of goods, for other pages; ``days_off``: the days off that are or come soon, for other pages.
    ``scenes``: steps of the page that are worth a picture of their own, by name; each is given the shown page.

    All areas' screens are loaded with the window, their pages only when they are opened: ``make`` and ``scenes`` import them.
    """

    tile: Tile
    make: Callable[[Stage], Page]
    watches: frozenset[str] = frozenset()
    said: Callable[[Shop], str] | None = None
    waiting: Callable[[Shop], int] | None = None
    banner: Callable[[Shop], Banner | None] | None = None
    scenes: Callable[[], Scenes] = dict
    stop: Callable[[Shop], str | None] | None = None
    supply: Supply | None = None
    days_off: Callable[[Shop], DaysOff | None] | None = None


class Page(QWidget):
    """A screen's widget. The window calls ``refresh`` when a watched table changed, or when it is shown again."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.place)
        self.setObjectName("page")
        self.stage = stage

    def end(self) -> None:
        """The window lets the page go: another shop, another language, another text size."""

    @property
    def shop(self) -> Shop:
        return self.stage.shop

    def doors(self, screen_id: str) -> list[QPushButton]:
        """A button for each screen that is reached from this one (``Tile.under``); whoever adds one edits nothing here."""
        from producer_app.ui.widgets import button

        made = []
        for tile in self.stage.beneath(screen_id):
            door = button(_(tile.short), tile.icon, partial(self.stage.go, tile.id), name=_(tile.title))
            door.setObjectName(f"door_{tile.id}")
            made.append(door)
        return made

    def refresh(self) -> None:
        """Looks at the shop again."""

    def enter(self, **intent: Any) -> None:
        """Called each time the page is shown; ``intent``: what another screen asks for."""

    def keep(self) -> dict[str, Any]:
        """What was typed and chosen but is not saved, so that a change of language loses nothing."""
        return {}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys and what they do, for the help."""
        return ()

    def back(self) -> bool:
        """Escape: goes one level up inside the page. False where there is none, and the window goes home."""
        return False
