"""Connected shops: which ones, when they were last asked, what is new there, and goods that are no product here yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QVBoxLayout, QWidget

from producer_app.areas import products
from producer_app.areas.orders import connections, fetching, wire
from producer_app.areas.orders.channel_words import channel_title
from producer_app.areas.orders.connections import Connection, Unknown
from producer_app.areas.orders.fetching import Round
from producer_app.areas.orders.screen.connecting import Connecting
from producer_app.areas.orders.screen.teller import Telling
from producer_app.areas.orders.screen.told import NOTHING, example_asks, state_of_shop, switch
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, apart, isolate, ngettext
from producer_app.store import keys
from producer_app.ui import jobs
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import badge, boxed, button, card, column, empty, empty_layout, row, rule, scrolling, words

# So often connected shops are asked while the program is open.
EVERY_MS = 5 * 60 * 1000
Lines = list[QWidget | QLayout | int | None]


class Shops(QWidget):
    """The list of connected shops, and the form for one more in its place."""

    def __init__(self, stage: Stage, close: Callable[[], object]) -> None:
        super().__init__()
        self._stage, self._close = stage, close
        self._vault: keys.Vault | None = None
        self._form: Connecting | None = None
        self._asking = self._looked = self._told_locked = False
        self._last: Round | None = None
        self._example: list[Connection] = []
        self.telling = Telling(self, stage, lambda: self._vault, self.look_again)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(12)
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.ask_quietly)
        self._clock.start()

    # ------------------------------------------------------------------ what is shown
    def begin(self) -> None:
        """Shows the list. Whether this computer's keyring works takes a moment and is found out in a worker."""
        self._form, self._example = None, []
        self._draw()
        if self._vault is None:
            jobs.run(self, lambda _progress: keys.vault(), self._vault_known, self._failed)

    def _vault_known(self, vault: keys.Vault) -> None:
        self._vault = vault
        if self._form is None:
            self._draw()

    def look_again(self) -> None:
        """After a change elsewhere; a form in use stays."""
        if self._form is None and self.isVisible():
            self._draw()

    def show_example(self) -> None:
        """Two shops, one of them with a fault, for a picture of this step."""
        fault = wire.no_certificate().message
        self._example = [
            Connection(1, "woocommerce", "玫瑰小店", "https://rose.example", "woocommerce:rose.example", "",
                       told_at="2026-03-01T08:00:00Z", tells=True),
            Connection(2, "medusa", "Hotan Honey", "https://honey.example", "medusa:honey.example", "",
                       told_at="2026-03-01T08:00:00Z", told=fault)]
        self._draw()

    def _draw(self) -> None:
        empty_layout(self._body)
        known = self._example or connections.connections(self._stage.shop)
        back = button("", "arrow-left", self._close, kind="square", name=_("Back to the board"))
        back.setObjectName("leaveShops")
        self._body.addLayout(row(back, words(_("Online shops"), "head", wrap=False), None))
        if not known:
            self._body.addWidget(empty("globe-simple", _("Connect your online shop, and its orders come by themselves."),
                                       _("Connect a shop"), self.add, button_icon="plus", tone="blue"), 1)
            return
        lines: Lines = []
        if self._vault is not None and self._vault.locked:
            lines.append(self._unlock_card())
        lines += [self._shop_card(one) for one in known]
        lines += self._goods()
        self._body.addWidget(scrolling(boxed(column(*lines, None, space=12))), 1)
        add = button(_("Connect a shop"), "plus", self.add)
        add.setObjectName("addShop")
        ask = button(_("Look for new orders"), "arrows-clockwise", self.ask, kind="primary")
        ask.setObjectName("askShops")
        ask.setEnabled(not self._asking and not (self._vault is not None and self._vault.locked))
        self._body.addWidget(flow(add, ask, ends=1))

    def _shop_card(self, one: Connection) -> QWidget:
        title = words(apart(one.title), "title")
        where = words(isolate(one.address), "quiet")
        if one.told:
            told = words(one.told, "strong", tone="red")
        elif one.told_at or self._last is not None:
            at = max(one.told_at, self._last.at if self._last is not None else "")
            when = isolate(clock.local(at).strftime("%Y-%m-%d %H:%M"))
            told = words(_("Last looked: {time}").format(time=when), "quiet")
        else:
            told = words(_("Not asked yet. The first time all its orders come."), "quiet", tone="amber")
        told.setObjectName("shopTold")
        away = button("", "trash", partial(self.remove, one.id), kind="square", name=_("Remove the connection; its orders stay"))
        away.setObjectName(f"removeShop_{one.id}")
        line = row(badge("globe-simple", 48, "blue"), space=12, margins=(16, 12, 16, 12))
        line.addLayout(column(title, where, told, space=2), 1)
        line.addWidget(away)
        if one.kind not in connections.tellers():
            return card(line)
        parts: Lines = [switch(one, partial(self.telling.turn, one.id, on=not one.tells))]
        if one in self._example:
            counted, asks = ({"asks": 1, "waiting": 2, "sent": 14}, example_asks()) if one.tells else ({}, [])
            parts += state_of_shop(self._stage.shop, one, self.telling.acts, NOTHING | counted, asks)
        else:
            parts += state_of_shop(self._stage.shop, one, self.telling.acts)
        return card(column(line, rule(), column(*parts, space=8, margins=(16, 4, 16, 12)), space=0))

    def _unlock_card(self) -> QWidget:
        self._words = Form([Field("passphrase", _("Passphrase for the keys"), "code")])
        line = self._words.inputs["passphrase"]
        assert isinstance(line, QLineEdit)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        unlock = button(_("Unlock"), "lock-open", self.unlock)
        unlock.setObjectName("unlockKeys")
        self._words.entered.connect(self.unlock)
        return card(column(words(_("This computer has no keyring, so the keys of your shops wait behind a passphrase."), "quiet"),
                           self._words, row(None, unlock), space=8, margins=(16, 12, 16, 12)))

    def _goods(self) -> Lines:
        """Goods that are no product here, each with a list of products to choose from."""
        unknown = connections.unknown_goods(self._stage.shop, limit=12)
        if self._example:
            unknown = [("woocommerce:rose.example", Unknown("ROSE-250", "ROSE-250", "玫瑰花酱 250g", 12))]
        if not unknown:
            return []
        offered = products.listing(self._stage.shop, limit=500)
        parts: Lines = [words(_("Which product is this?"), "title"),
                        words(_("Said once for each shop; new orders then find it by themselves."), "quiet")]
        for channel, goods in unknown:
            box = QComboBox()
            box.setObjectName("whichProduct")
            box.setAccessibleName(goods.title)
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.addItem(_("Choose"), 0)
            for product in offered:
                box.addItem(product.name, product.id)
            box.activated.connect(partial(self._settle, channel, goods, box))
            many = ngettext("{count} order", "{count} orders", goods.orders).format(count=goods.orders)
            about = " · ".join(filter(None, (channel_title(channel), isolate(goods.sku) if goods.sku else "", many)))
            line = row(column(words(apart(goods.title), "strong"), words(about, "quiet"), space=0), box)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            parts.append(line)
        return [card(column(*parts, space=10, margins=(16, 12, 16, 14)))]

    # ------------------------------------------------------------------ doing
    def add(self) -> None:
        """Shows the form for one more shop."""
        empty_layout(self._body)
        self._form = Connecting(self._stage, self._vault or keys.vault(), self.begin, self._connected)
        self._body.addWidget(self._form, 1)

    def _connected(self, one: Connection) -> None:
        self.begin()
        self._stage.say(_("{shop} is connected.").format(shop=apart(one.title)))
        self.ask()

    def unlock(self) -> None:
        """Opens the keys for as long as the program runs, then looks for orders."""
        assert self._vault is not None
        try:
            self._vault.unlock(self._words.value("passphrase"))
        except ShopError as refusal:
            self._words.wrong("passphrase", str(refusal))
            return
        self._draw()
        self.ask()

    def ask(self) -> None:
        """Asks every shop now, with progress and cancel."""
        if not self._asking and connections.connections(self._stage.shop):
            self._asking = True
            job = self._stage.run(_("Fetching orders"), partial(fetching.fetch_all, self._stage.opener, thorough=True), self._asked)
            # Part of the orders may be in when somebody stops.
            job.ended.connect(partial(self._over, fetching.TABLES))

    def ask_quietly(self) -> None:
        """Asks every shop in the background; the window shows nothing of it but the orders."""
        if self._asking or self._stage.shop.read_only or not connections.connections(self._stage.shop):
            return
        self._asking = True
        job = jobs.run(self, partial(fetching.fetch_all, self._stage.opener, quiet=True), self._asked_quietly, self._failed)
        # When it was asked may be noted; Undo of the orders stays where none of them changed.
        job.ended.connect(partial(self._over, frozenset({"order_servers"})))

    def _over(self, tables: frozenset[str]) -> None:
        self._asking = False
        self._stage.shop.changed_elsewhere(tables)

    def _asked_quietly(self, told: Round) -> None:
        if told.locked:
            if not self._told_locked:
                self._stage.say(" ".join((_("The keys are locked."), _("Write the passphrase for the keys."))))
            self._told_locked = True
            return
        self._last = told
        if told.changed:
            self._stage.shop.changed_elsewhere(fetching.TABLES)
            self._say(told)

    def first_look(self) -> None:
        """Asks the shops once as soon as the orders are looked at."""
        if not self._looked:
            self._looked = True
            self.ask_quietly()

    def _asked(self, told: Round) -> None:
        if told.locked:
            self._stage.refuse(ShopError(_("The keys are locked."), _("Write the passphrase for the keys."), "LOCKED"))
            return
        self._last = told
        self._say(told)
        self.look_again()

    def _say(self, told: Round) -> None:
        new = sum(one.new for one in told.reports)
        changed = sum(one.changed for one in told.reports)
        remarks = sum(len(one.remarks) for one in told.reports)
        if told.faults:
            self._stage.say(told.faults[0])
        elif remarks:
            self._stage.say(next(r for one in told.reports for r in one.remarks))
        else:
            self._stage.say(_("Fetched: {new} new orders, {changed} changed.").format(new=new, changed=changed))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ShopError):
            self._stage.refuse(error)
        else:
            raise error

    def remove(self, connection_id: int) -> None:
        """Forgets a connection and its keys."""
        try:
            connections.disconnect(self._stage.shop, self._vault or keys.vault(), connection_id)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._draw()
        self._stage.say(_("The connection is removed. Its orders stay."))

    def _settle(self, channel: str, goods: Unknown, box: QComboBox, _index: int = 0) -> None:
        product_id = int(box.currentData() or 0)
        if not product_id:
            return
        try:
            connections.settle(self._stage.shop, channel, goods, product_id)
        except ShopError as refusal:
            self._stage.refuse(refusal)
            return
        self._draw()
        self._stage.saved(_("“{goods}” is known now.").format(goods=apart(goods.title)))

    # ------------------------------------------------------------------ another language
    def keep(self) -> dict[str, Any]:
        """What was typed, for another language; a key that was typed is typed again."""
        return {"form": self._form.keep()} if self._form is not None else {}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        if "form" in kept:
            self.add()
            assert self._form is not None
            self._form.take(kept["form"])
        else:
            self._draw()


