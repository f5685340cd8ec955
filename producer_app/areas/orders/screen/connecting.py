"""One more shop: its kind, its address, its keys; a try first that says what is wrong, then it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from producer_app.areas.orders import connections, telling, wire
from producer_app.areas.orders.connections import Connection, server_kinds, server_named
from producer_app.areas.orders.servers.values import Keys, Site
from producer_app.base.errors import ShopError
from producer_app.base.i18n import N_, _
from producer_app.base.progress import Progress
from producer_app.store.keys import Vault
from producer_app.ui import theme
from producer_app.ui.flow import flow
from producer_app.ui.forms import Field, Form
from producer_app.ui.screen import Stage
from producer_app.ui.widgets import boxed, button, card, column, empty_layout, row, scrolling, words

SECRETS = ("user", "secret", "passphrase")
# What a try showed, by whether the key may write; None where that could not be seen.
ANSWERS = {
    True: N_("The shop answers. Its orders can be read, and it can be told when a parcel leaves."),
    False: N_("The shop answers, and its orders can be read. The key may only read: the shop cannot be told when a parcel leaves."),
    None: N_("The shop answers, and its orders can be read."),
}


class Connecting(QWidget):
    """The form. ``back`` leaves it; ``done(connection)`` once the shop answered and is kept."""

    def __init__(self, stage: Stage, vault: Vault, back: Callable[[], object], done: Callable[[Connection], object]) -> None:
        super().__init__()
        self._stage, self._vault, self._back, self._done = stage, vault, back, done
        self._kind = server_kinds()[-1].name
        self._form = Form([])
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._help = words("", "quiet")
        self._told = words("", "strong")
        self._told.setObjectName("tryTold")
        leave = button("", "arrow-left", back, kind="square", name=_("Back to the shops"))
        leave.setObjectName("leaveConnecting")
        inner = card(column(words(_("What kind of shop is it?"), "label"), self._kinds(), self._help, self._place,
                            words(_("The key stays on this computer: not in the shop’s folder, not in its copies."), "quiet"),
                            space=12, margins=(16, 14, 16, 16)))
        try_it = button(_("Try it"), "magnifying-glass", partial(self.go, keep=False))
        try_it.setObjectName("tryShop")
        keep = button(_("Connect"), "check", partial(self.go, keep=True), kind="primary")
        keep.setObjectName("connectShop")
        outer = column(row(leave, words(_("Connect a shop"), "head", wrap=False), None),
                       scrolling(boxed(column(inner, None))), self._told, flow(try_it, keep, ends=1), space=12)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self._draw_form()

    def _kinds(self) -> QWidget:
        group = QButtonGroup(self)
        made = []
        for server in reversed(server_kinds()):
            one = button(_(server.title), "", partial(self.choose, server.name), kind="chip")
            one.setCheckable(True)
            one.setChecked(server.name == self._kind)
            one.setObjectName(f"kind_{server.name}")
            group.addButton(one)
            made.append(one)
        self._group = group
        return flow(*made)

    def choose(self, kind: str) -> None:
        """Another kind of shop; the address stays."""
        kept = self._form.values()
        self._kind = kind
        for made in self._group.buttons():
            made.setChecked(made.objectName() == f"kind_{kind}")
        self._draw_form()
        self._form.fill({key: value for key, value in kept.items() if key not in SECRETS})

    def _draw_form(self) -> None:
        server = server_named(self._kind)
        fields = [
            Field("address", _("Address of the shop"), "code", "https://shop.example", width=2),
            Field("user", _(server.user), "code", optional=not server.user_needed),
            Field("secret", _(server.secret), "code"),
            Field("title", _("What you call it"), limit=60, width=2, optional=True),
            Field("plain", _("Network"), "yes", _("Allow http, because the shop stands in my own network"), width=2)]
        if self._vault.locked:
            label = _("A new passphrase for the keys (four words)") if self._vault.new else _("Passphrase for the keys")
            fields.append(Field("passphrase", label, "code", width=2))
        self._form = Form(fields, columns=2 if theme.scale() <= 150 else 1)
        for key in SECRETS[1:]:
            line = self._form.inputs.get(key)
            if isinstance(line, QLineEdit):
                line.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.entered.connect(partial(self.go, keep=True))
        empty_layout(self._place)
        self._place.addWidget(self._form)
        self._help.setText(_(server.help))
        self._tell("")

    def _tell(self, text: str, tone: str = "leaf") -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
        theme.mark(self._told, tone=tone)

    # ------------------------------------------------------------------ doing
    def go(self, *, keep: bool) -> None:
        """Asks the shop; where it answers and ``keep`` is meant, keeps the connection."""
        values = self._form.values()
        server = server_named(self._kind)
        self._tell("")
        try:
            site = connections.site_of(server, values["address"], Keys(values["user"], values["secret"]),
                                       plain=values["plain"] == "yes")
            if keep and self._vault.locked:
                self._vault.unlock(values["passphrase"])
        except ShopError as refusal:
            self._refused(refusal)
            return

        def try_it(progress: Progress) -> ShopError | bool | None:
            try:
                wire.try_out(server, site, progress=progress)
                return None if keep else telling.may_tell(server.name, site, progress=progress)
            except ShopError as why:
                return why

        self._stage.run(_("Asking the shop"), try_it, partial(self._tried, site, keep))

    def _refused(self, refusal: ShopError) -> None:
        field = {"BAD_ADDRESS": "address", "PLAIN_HTTP": "address", "NO_KEY": "secret", "WEAK": "passphrase",
                 "WRONG_PASSPHRASE": "passphrase"}.get(refusal.code, "")
        if field in self._form.inputs:
            self._form.wrong(field, str(refusal))
        else:
            self._tell(str(refusal), "red")

    def _tried(self, site: Site, keep: bool, found: ShopError | bool | None) -> None:
        if isinstance(found, ShopError):
            self._tell(str(found), "red")
            return
        if not keep:
            self._tell(_(ANSWERS[found]))
            return
        values = self._form.values()
        try:
            made = connections.connect(self._stage.shop, self._vault, server_named(self._kind), site, title=values["title"],
                                       plain=values["plain"] == "yes")
        except ShopError as refusal:
            self._refused(refusal)
            return
        self._done(made)

    # ------------------------------------------------------------------ another language
    def keep(self) -> dict[str, Any]:
        """What was typed, keys left out."""
        return {"kind": self._kind, "values": {k: v for k, v in self._form.values().items() if k not in SECRETS}}

    def take(self, kept: dict[str, Any]) -> None:
        """Gets back what ``keep`` gave."""
        self.choose(kept["kind"])
        self._form.fill(kept["values"])
