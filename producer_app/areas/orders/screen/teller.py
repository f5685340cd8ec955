"""Tells connected shops in the background as soon as something is due, and at a press; turns the telling on and off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from producer_app.areas.orders import connections, outbox, queries, telling
from producer_app.areas.orders.screen.told import Acts
from producer_app.areas.orders.servers.news import read_only_key
from producer_app.areas.orders.telling import Told
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.base.progress import Progress
from producer_app.store import keys
from producer_app.ui import jobs
from producer_app.ui.screen import Stage

# So often it is looked, on this computer alone, whether something is due.
LOOK_MS = 20_000
# So many looks are left out after a round in which nothing could be told: keys locked, no line.
REST = 15


class Telling(QObject):
    """``locked()``: the keys need their passphrase first; ``vault()``: where the keys lie; ``redraw()`` after a change."""

    def __init__(self, parent: QObject, stage: Stage, vault: Callable[[], keys.Vault | None], redraw: Callable[[], object]) -> None:
        super().__init__(parent)
        self._stage, self._vault, self._redraw = stage, vault, redraw
        self._busy = False
        self._rest = 0
        self.acts = Acts(self.tell_now, self.again, self.leave)
        self.clock = QTimer(self)
        self.clock.setInterval(LOOK_MS)
        self.clock.timeout.connect(self.look)
        self.clock.start()

    # ------------------------------------------------------------------ in the background
    def look(self) -> None:
        """Tells what is due, where something is; the window shows nothing of it but what it changes."""
        shop = self._stage.shop
        self._rest = max(0, self._rest - 1)
        if self._busy or self._rest or shop.read_only or not outbox.anything_open(shop) or not telling.anything_due(shop):
            return
        self._busy = True
        job = jobs.run(self, partial(telling.tell_all, self._stage.opener), self._told_quietly, self._failed)
        job.ended.connect(self._over)

    def _over(self) -> None:
        self._busy = False

    def _told_quietly(self, told: Sequence[Told]) -> None:
        if not any(one.told for one in told):
            self._rest = REST
        self._noted(told)
        for one in told:
            if one.stopped:
                self._stage.say(f"{apart(one.title)}: {one.words}")
        asks = sum(one.asks for one in told)
        if asks:
            self._stage.say(ngettext("{count} order could not be told to its shop. Look at “Online shops”.",
                                     "{count} orders could not be told to their shops. Look at “Online shops”.",
                                     asks).format(count=asks))

    def _noted(self, told: Sequence[Told]) -> None:
        if any(one.touched for one in told):
            self._stage.shop.changed_elsewhere(telling.TABLES)

    def _failed(self, error: BaseException) -> None:
        self._rest = REST
        if not isinstance(error, ShopError):
            raise error

    # ------------------------------------------------------------------ at a press
    def tell_now(self, connection_id: int) -> None:
        """Tells a shop what waits for it, with progress and cancel."""
        if self._busy:
            return
        vault = self._vault() or keys.vault()
        if vault.locked:
            self._stage.refuse(ShopError(_("The keys are locked."), _("Write the passphrase for the keys."), "LOCKED"))
            return
        self._busy, self._rest = True, 0
        opener = self._stage.opener

        def work(progress: Progress) -> Told:
            with opener() as shop:
                return telling.tell(shop, keys.vault(), connection_id, pressed=True, progress=progress)

        job = self._stage.run(_("Telling the shop"), work, self._told)
        job.ended.connect(self._pressed_over)

    def _pressed_over(self) -> None:
        self._busy = False
        # Part of it may be done when somebody stops, or the line breaks.
        self._stage.shop.changed_elsewhere(telling.TABLES)

    def _told(self, told: Told) -> None:
        if told.words and not told.told:
            self._stage.say(told.words)
        elif told.told:
            self._stage.say(ngettext("{shop} was told of {count} order.", "{shop} was told of {count} orders.", told.told).format(
                shop=apart(told.title), count=told.told))
        else:
            self._stage.say(_("Nothing is due. What is being looked up keeps its time, so that nothing is told twice."))

    def again(self, order_id: int) -> None:
        """Tries once more to tell the shop of an order."""
        shop = self._stage.shop
        number = queries.get(shop, order_id).number
        channel = queries.get(shop, order_id).channel
        with shop.step(_("Tell the shop of order {number} again").format(number=isolate(number)), undoable=False) as db:
            outbox.again(db, order_id)
        self._redraw()
        found = [one for one in connections.connections(shop) if one.channel == channel]
        if found:
            self.tell_now(found[0].id)

    def leave(self, order_id: int) -> None:
        """Leaves an order untold."""
        number = queries.get(self._stage.shop, order_id).number
        outbox.leave(self._stage.shop, order_id, _("Leave order {number} untold").format(number=isolate(number)))
        self._redraw()
        self._stage.saved(_("Order {number} is left as it is at the shop.").format(number=isolate(number)))

    # ------------------------------------------------------------------ on and off
    def turn(self, connection_id: int, *, on: bool) -> None:
        """Turns the telling on, once the key was seen to be able to write, or off."""
        if not on:
            self._set(connection_id, on=False)
            return
        vault = self._vault() or keys.vault()
        if vault.locked:
            self._redraw()
            self._stage.refuse(ShopError(_("The keys are locked."), _("Write the passphrase for the keys."), "LOCKED"))
            return
        one = connections.get(self._stage.shop, connection_id)
        try:
            site = connections.site_of(connections.server_named(one.kind), one.address, connections.keys_of(vault, one),
                                       plain=one.plain)
        except ShopError as refusal:
            self._redraw()
            self._stage.refuse(refusal)
            return

        def work(progress: Progress) -> bool | ShopError | None:
            try:
                return telling.may_tell(one.kind, site, progress=progress)
            except ShopError as why:
                return why

        self._stage.run(_("Asking the shop"), work, partial(self._tried, connection_id, one.kind))

    def _tried(self, connection_id: int, kind: str, may: bool | ShopError | None) -> None:
        if may is False or isinstance(may, ShopError):
            self._redraw()
            self._stage.refuse(may if isinstance(may, ShopError) else read_only_key(_(connections.tellers()[kind].rights)))
            return
        self._set(connection_id, on=True)

    def _set(self, connection_id: int, *, on: bool) -> None:
        connections.set_telling(self._stage.shop, connection_id, on=on)
        self._redraw()
        said = _("From now on the shop is told when a parcel leaves.") if on else _("The shop is told nothing any more.")
        self._stage.saved(said)
