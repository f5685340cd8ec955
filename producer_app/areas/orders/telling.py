"""Tells one connected shop what waits in its outbox, each thing once. Runs in a worker, with a Shop of its own.

Claimed and committed, looked up at the shop, written there, marked: in this order, so that a program that ends anywhere in between
looks again before it writes again. An answer that was lost leaves the thing ``unsure``; it is looked up only after every server
has surely done with the question, and then it is either there or written for the first time. Two programs at once never hold the
same thing: the claim is renewed before each writing question, and whoever lost it stops.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from producer_app.areas.orders import connections, outbox, queries, wire
from producer_app.areas.orders.connections import Connection
from producer_app.areas.orders.news_of import news_of
from producer_app.areas.orders.outbox import GONE, OPEN, later
from producer_app.areas.orders.rows import STATES, Order, Outgoing
from producer_app.areas.orders.servers.news import Outcome, Teller, read_only_key
from producer_app.areas.orders.servers.values import Request, Response, Site
from producer_app.areas.orders.wire import USUAL, Limits, Wire
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.base.progress import Cancelled, Progress, silent
from producer_app.store import keys
from producer_app.store.keys import Vault
from producer_app.store.shop import Shop

TABLES = frozenset({"order_outbox", "order_servers"})
# Longer than any question is let run (Limits.most_seconds) and than servers work on after the line was cut.
SETTLE = timedelta(minutes=3)
# Waits after each failed try; what a server asks for in Retry-After counts where it is longer.
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 360))
LONGEST = timedelta(days=1)
# Faults that say of the key, not of the order.
NO_KEY = frozenset({"WRONG_KEY", "NO_RIGHT", "READ_ONLY_KEY", "NO_TOKEN"})
# The line was never open, so nothing can have been written.
NEVER_SENT = frozenset({"NO_SERVER", "CERTIFICATE", "NO_HTTPS", "BAD_ADDRESS"})


@dataclass(frozen=True, slots=True)
class Told:
    """What telling a shop did, counted in orders. ``later``: tried again by itself; ``asks``: a person should look; ``words``: the
    last fault, "" for none; ``touched``: something was written down; ``stopped``: the key may not, until a person tries again."""

    title: str = ""
    told: int = 0
    later: int = 0
    asks: int = 0
    words: str = ""
    touched: bool = False
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    """The things of one order that this program holds; ``tries``: by their ids, the sign that it still does."""

    order: Order
    things: tuple[Outgoing, ...]
    tries: dict[int, int]


@dataclass(slots=True)
class _Round:
    """One round at one shop."""

    shop: Shop
    one: Connection
    teller: Teller
    site: Site
    now: Callable[[], str]
    line: Wire
    alive: Callable[[], None]

    @property
    def title(self) -> str:
        return _("Tell {shop}").format(shop=isolate(self.one.title))


# ---------------------------------------------------------------- one shop
def tell(shop: Shop, vault: Vault, connection_id: int, *, pressed: bool = False, progress: Progress = silent,
         limits: Limits = USUAL, pause: Callable[[float], None] = time.sleep, now: Callable[[], str] = clock.now) -> Told:
    """Tells a shop what is due. ``pressed``: a person asked, so what waits for its time or needs a look is tried at once.

    Raises ShopError: no such connection, keys locked or gone; Cancelled: stopped, with everything kept for the next time.
    """
    one = connections.get(shop, connection_id)
    teller = connections.tellers().get(one.kind)
    if teller is None or not one.tells or (one.stopped and not pressed):
        return Told(one.title)
    touched = _prepare(shop, one, now(), pressed=pressed)
    due = _due(shop, one.channel, now())
    if not due:
        return Told(one.title, touched=touched)
    server = connections.server_named(one.kind)
    site = connections.site_of(server, one.address, connections.keys_of(vault, one), plain=one.plain)
    counted = {"sent": 0, "later": 0, "asks": 0, "stopped": 0}
    words = ""
    with wire.open_wire(site, limits, pause) as line:
        for done, order_id in enumerate(due):
            def alive(done: int = done) -> None:
                progress(done, len(due), _("Telling {shop}").format(shop=isolate(one.title)))

            how, said = _one_order(_Round(shop, one, teller, site, now, line, alive), order_id)
            words = said or words
            if how in counted:
                counted[how] += 1
            if how in ("later", "stopped"):  # the shop has a fault of its own, or does not take this key
                break
    return Told(one.title, counted["sent"], counted["later"], counted["asks"], words, touched=True,
                stopped=bool(counted["stopped"]))


def _prepare(shop: Shop, one: Connection, now: str, *, pressed: bool) -> bool:
    """Brings what waits up to date; gives whether anything was written. Orders that ended meanwhile are shown, not told."""
    ended = [r[0] for r in shop.rows(
        "SELECT b.id FROM order_outbox b JOIN orders o ON o.id = b.order_id WHERE b.channel = ? AND b.state = 'waiting' "
        "AND o.state IN ('cancelled', 'refunded', 'returned')", (one.channel,))]
    if not ended and not (pressed and (one.stopped or shop.value(
            "SELECT 1 FROM order_outbox WHERE channel = ? AND state = 'waiting' AND next_at > ?", (one.channel, now)))):
        return False
    with shop.step(_("Tell {shop}").format(shop=isolate(one.title)), undoable=False) as db:
        for thing in ended:
            state = shop.value("SELECT o.state FROM orders o JOIN order_outbox b ON b.order_id = o.id WHERE b.id = ?", (thing,))
            db.execute("UPDATE order_outbox SET state = 'asks', told = ? WHERE id = ?",
                       (_("This order is: {state}. The shop was told nothing.").format(state=_(STATES[state])), thing))
        if pressed:
            db.execute("UPDATE order_outbox SET next_at = '' WHERE channel = ? AND state = 'waiting'", (one.channel,))
            db.execute("UPDATE order_servers SET tells_told = '' WHERE id = ?", (one.id,))
    return True


def _due(shop: Shop, channel: str, now: str) -> list[int]:
    """Orders of which everything is due, those tried least first. What was on its way is looked up wherever the order is now."""
    open_now = f"b.state IN {OPEN}"
    # A time that lies too far ahead was written by a clock that was wrong.
    return [r[0] for r in shop.rows(
        f"SELECT b.order_id, max(b.tries) AS tries, min(b.id) AS first FROM order_outbox b JOIN orders o ON o.id = b.order_id "
        f"WHERE b.channel = ? AND {open_now} GROUP BY b.order_id "
        f"HAVING sum(b.next_at > ? AND b.next_at <= ?) = 0 AND (max(o.state IN {GONE}) OR max(b.state <> 'waiting')) "
        f"ORDER BY tries, first", (channel, now, later(now, LONGEST + SETTLE)))]


def anything_due(shop: Shop) -> bool:
    """Whether a shop could be told something now; asked often, of this computer alone."""
    return any(one.tells and not one.stopped and _due(shop, one.channel, clock.now()) for one in connections.connections(shop))


# ---------------------------------------------------------------- one order
def _one_order(here: _Round, order_id: int) -> tuple[str, str]:
    """Tells the things of one order; gives how it went (sent, later, asks, stopped or nothing) and what is to be said of it."""
    claim = _claimed(here, order_id)
    if claim is None:
        return "", ""
    news = news_of(here.shop, claim.order, claim.things)
    if news is None:
        return _mark(here, claim, "asks", _("The shop has no order, or several, under this number."))
    wrote = False
    answer: Response | None = None
    talk = here.teller.tell(here.site, news)
    try:
        request = next(talk)
        while True:
            answer = None
            if request.writes and not _renewed(here, claim):
                return _taken_back(here, claim)
            wrote = request.writes
            # The outbox itself is what tries again; a signature counts once.
            answer = here.line.send(replace(request, repeatable=False), here.alive)
            request = talk.send(answer)
    except StopIteration as end:
        return _over(here, claim, end.value)
    except ShopError as why:
        return _fault(here, claim, why, answer, wrote=wrote)
    except Cancelled:
        _mark(here, claim, "unsure" if wrote and answer is None else _before(claim), "")
        raise
    finally:
        talk.close()


def _claimed(here: _Round, order_id: int) -> _Claim | None:
    """Takes an order's open things, committed before anything is asked. None where another program was quicker."""
    now = here.now()
    with here.shop.step(here.title, undoable=False) as db:
        if order_id not in _due(here.shop, here.one.channel, now):
            return None
        things = tuple(one for one in outbox.of_order(here.shop, order_id) if one.state in OPEN)
        for one in things:
            db.execute("UPDATE order_outbox SET state = 'sending', tries = tries + 1, tried_at = ?, next_at = ? WHERE id = ?",
                       (now, later(now, SETTLE), one.id))
    return _Claim(queries.get(here.shop, order_id), things, {one.id: one.tries + 1 for one in things})


def _renewed(here: _Round, claim: _Claim) -> bool:
    """Whether the things are still ours and still to be told, looked at in the same step that moves their time on."""
    now = here.now()
    with here.shop.step(here.title, undoable=False) as db:
        held = [one.id for one in claim.things if db.execute(
            "UPDATE order_outbox SET tried_at = ?, next_at = ? WHERE id = ? AND state = 'sending' AND tries = ?",
            (now, later(now, SETTLE), one.id, claim.tries[one.id])).rowcount]
        wanted = here.shop.value(
            f"SELECT 1 FROM orders o JOIN order_servers s ON s.channel = ? WHERE o.id = ? AND o.state IN {GONE} AND s.tells = 1",
            (here.one.channel, claim.order.id))
    return bool(wanted) and len(held) == len(claim.things)


def _taken_back(here: _Round, claim: _Claim) -> tuple[str, str]:
    """Things that are not to be told any more, or are another program's. The shop was just seen not to know all of them."""
    if _before(claim) == "unsure":
        return _mark(here, claim, "asks", _("This was taken back here, and the shop may know a part of it. Look there."))
    with here.shop.step(here.title, undoable=False) as db:
        for one in claim.things:
            db.execute("DELETE FROM order_outbox WHERE id = ? AND state = 'sending' AND tries = ?", (one.id, claim.tries[one.id]))
    return "", ""


# ---------------------------------------------------------------- how it went
def _over(here: _Round, claim: _Claim, outcome: Outcome) -> tuple[str, str]:
    if outcome.asks:
        return _mark(here, claim, "asks", outcome.words)
    if not outcome.untold:
        return _mark(here, claim, "sent", outcome.words)
    lost = tuple(one for one in claim.things if one.number in outcome.untold and one.what == "tracking")
    _mark(here, replace(claim, things=tuple(one for one in claim.things if one not in lost)), "sent", "")
    return _mark(here, replace(claim, things=lost), "asks", outcome.words)


def _fault(here: _Round, claim: _Claim, why: ShopError, answer: Response | None, *, wrote: bool) -> tuple[str, str]:
    """What a fault leaves: the key is not good, the shop does not want it, or it is tried again later."""
    status = 0 if answer is None else answer.status
    if why.code in NO_KEY:
        refused = read_only_key(_(here.teller.rights)) if wrote else why
        _mark(here, claim, _before(claim), "")
        connections.stop_telling(here.shop, here.one, str(refused))
        return "stopped", str(refused)
    if wrote and ((400 <= status < 500 and status not in (408, 425, 429)) or why.code == "REFUSED_BY_SHOP"):
        return _mark(here, claim, "asks", why.message)
    lost = wrote and why.code not in NEVER_SENT and status != 429
    at = _next(here, claim, answer, lost=lost)
    how = _mark(here, claim, "unsure" if lost else _before(claim), why.message, at=at)
    # A shop with a fault of its own is left in peace as a whole.
    with here.shop.step(here.title, undoable=False) as db:
        db.execute("UPDATE order_outbox SET next_at = ? WHERE channel = ? AND state = 'waiting' AND next_at < ?",
                   (at, here.one.channel, at))
    return how


def _before(claim: _Claim) -> str:
    """What the things were before they were claimed: one that may be at the shop is not certain again by a failed look."""
    return "waiting" if all(one.state == "waiting" for one in claim.things) else "unsure"


def _next(here: _Round, claim: _Claim, answer: Response | None, *, lost: bool) -> str:
    wait = WAITS[min(max(claim.tries.values()), len(WAITS)) - 1]
    asked = 0.0 if answer is None else wire.retry_after(answer) or 0.0
    wait = min(max(wait, timedelta(seconds=min(asked, LONGEST.total_seconds()))), LONGEST)
    return later(here.now(), max(wait, SETTLE) if lost else wait)


def _mark(here: _Round, claim: _Claim, state: str, words: str, *, at: str = "") -> tuple[str, str]:
    """Writes down how it went, where the things are still ours."""
    now = here.now()
    at = at or (later(now, SETTLE) if state == "unsure" else now)
    with here.shop.step(here.title, undoable=False) as db:
        for one in claim.things:
            db.execute("UPDATE order_outbox SET state = ?, next_at = ?, told = ? WHERE id = ? AND state = 'sending' AND tries = ?",
                       (state, at, words, one.id, claim.tries[one.id]))
    return ("later" if state in ("waiting", "unsure") else state), words


# ---------------------------------------------------------------- all shops, and trying out
def tell_all(opener: Callable[[], Shop], progress: Progress = silent, *, pressed: bool = False,
             limits: Limits = USUAL) -> tuple[Told, ...]:
    """Tells every shop what is due, one after the other; a fault of one does not keep the others. Runs in a worker."""
    vault = keys.vault()
    if vault.locked:
        return ()
    told: list[Told] = []
    with opener() as shop:
        if shop.read_only:
            return ()
        for one in connections.connections(shop):
            try:
                told.append(tell(shop, vault, one.id, pressed=pressed, progress=progress, limits=limits))
            except ShopError as why:
                told.append(Told(one.title, words=why.message))
    return tuple(told)


def may_tell(kind: str, site: Site, limits: Limits = USUAL, progress: Progress = silent) -> bool | None:
    """Whether a key that reads may write too, found out without changing anything; None where that cannot be said.

    Raises ShopError: the line's fault.
    """
    def alive() -> None:
        progress(0, 0, _("Asking the shop"))

    talk = connections.tellers()[kind].probe(site)
    with wire.open_wire(site, limits) as line:
        try:
            request: Request = next(talk)
            with suppress(StopIteration):
                while True:
                    request = talk.send(line.send(replace(request, repeatable=False), alive))
        except ShopError as why:
            if why.code in NO_KEY:
                return False
            if why.code in ("NO_SERVER", "CERTIFICATE", "NO_HTTPS", "CUT", "SLOW"):
                raise
            return None
    return True
