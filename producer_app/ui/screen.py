"""What a screen is: ``SCREEN = Screen(...)`` in an area's screen.py, and the page it makes.

A page is built in the language in use. On a change of language the window takes what was typed (``keep``), builds the
page anew and gives it back (``take``), so no screen carries code for retranslation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from producer_app.base.errors import ShopError
from producer_app.store.shop import Shop
from producer_app.ui.jobs import Done, Job, Work


class Stage(Protocol):
    """What the window does for a page."""

    @property
    def shop(self) -> Shop:
        """The window's shop; only on the window's thread."""

    @property
    def opener(self) -> Callable[[], Shop]:
        """Opens the same shop a second time, for work in a worker that reads or writes much."""

    def saved(self, words: str) -> None:
        """Says that a step is on disk, with Undo beside it. Call it only after the step."""

    def say(self, words: str) -> None:
        """A short word at the bottom."""

    def refuse(self, error: ShopError) -> None:
        """Shows what happened, what is safe and what to do next."""

    def go(self, screen_id: str, **intent: Any) -> None:
        """Shows another screen; ``intent`` reaches its page's ``enter``."""

    def run(self, title: str, work: Work, done: Done) -> Job:
        """Long work with progress and cancel at the bottom of the window; refusals are shown."""


@dataclass(frozen=True, slots=True)
class Banner:
    """A card at the top of home. ``tone``: ink for plain, amber for waiting, leaf for good, red for stop."""

    icon: str
    tone: str
    title: str
    big: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One area's place in the window. ``title``, ``short``: N_() texts; ``order``: place on home and rail.

    ``said``: the quiet line on its tile; ``count``: the number in its bubble; ``banner``: a card at the top of home.
    ``scenes``: steps of the page that are worth a picture of their own, by name; each is given the shown page.
    """

    id: str
    title: str
    short: str
    icon: str
    order: int
    make: Callable[[Stage], Page]
    watches: frozenset[str] = field(default_factory=frozenset)
    tone: str = "rose"
    said: Callable[[Shop], str] | None = None
    count: Callable[[Shop], int] | None = None
    banner: Callable[[Shop], Banner | None] | None = None
    main: bool = False
    scenes: dict[str, Callable[[Any], object]] = field(default_factory=dict, hash=False)


class Page(QWidget):
    """A screen's widget. The window calls ``refresh`` when a watched table changed, or when it is shown again."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setObjectName("page")
        self.stage = stage

    @property
    def shop(self) -> Shop:
        return self.stage.shop

    def refresh(self) -> None:
        """Looks at the shop again."""

    def enter(self, **intent: Any) -> None:
        """Called each time the page is shown; ``intent``: what another screen asks for."""

    def keep(self) -> dict[str, Any]:
        """What was typed and chosen but is not saved, so that a change of language loses nothing."""
        return {}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""

    def back(self) -> bool:
        """Escape: goes one level up inside the page. False where there is none, and the window goes home."""
        return False
