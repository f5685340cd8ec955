"""Connected shops are told that a parcel left: once, whatever goes wrong on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from producer_app.app import joiner, main
from producer_app.areas import parcels
from producer_app.areas.orders import actions, connections, counter, fetching, outbox, queries, telling
from producer_app.areas.orders.connections import Connection, server_named
from producer_app.areas.orders.rows import LineDraft, OrderDraft, Outgoing, Parcel
from producer_app.areas.orders.servers.values import Keys
from producer_app.areas.orders.telling import Told
from producer_app.areas.orders.wire import Limits
from producer_app.base import clock
from producer_app.base.money import Money
from producer_app.base.progress import Cancelled
from producer_app.base.quantity import Quantity
from producer_app.store.keys import lock
from producer_app.store.shop import Shop
from tests.areas.orders.shop_server import KEY, SECRET
from tests.areas.orders.test_other_servers import MemoryVault
from tests.areas.orders.told_server import AFTER, BEFORE, KINDS, Shelf, shelving

NUMBER = "YT6775312210027"
LIMITS = Limits(most_seconds=60, silence=60, waits=())
KEYS = {"woocommerce": Keys(KEY, SECRET), "vendure": Keys("", "key"), "medusa": Keys("", "sk_1")}
ALL = pytest.mark.parametrize("kind", KINDS)


@dataclass
class Bench:
    """A shop of ours with one order of a connected shop, and a clock that is moved by hand."""

    shop: Shop
    shelf: Shelf
    vault: MemoryVault
    one: Connection
    kind: str
    order_id: int
    at: str = field(default_factory=lambda: outbox.later(clock.now(), timedelta(minutes=2)))

    def tell(self, *, pressed: bool = False, minutes: int = 0) -> Told:
        """Tells what is due, after some time went by."""
        self.at = outbox.later(self.at, timedelta(minutes=minutes))
        return telling.tell(self.shop, self.vault, self.one.id, pressed=pressed, limits=LIMITS, now=lambda: self.at)

    def until_over(self) -> None:
        """Round after round, some hours apart, as the background does it."""
        for _round in range(40):
            if not outbox.anything_open(self.shop):
                return
            self.tell(minutes=7 * 60)
        raise AssertionError([(one.what, one.state, one.told) for one in self.things])

    @property
    def things(self) -> list[Outgoing]:
        return list(outbox.of_order(self.shop, self.order_id))

    @property
    def states(self) -> set[str]:
        return {one.state for one in self.things}

    @property
    def words(self) -> str:
        return " ".join(one.told for one in self.things)


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with shelving() as made:
        yield made


def connected(shop: Shop, shelf: Shelf, kind: str, *, on: bool = True) -> Bench:
    server, vault = server_named(kind), MemoryVault()
    site = connections.site_of(server, shelf.address, KEYS[kind], plain=True)
    one = connections.connect(shop, vault, server, site, title="Rose shop", plain=True)
    assert fetching.fetch(shop, vault, one.id).new == 1
    if on:
        connections.set_telling(shop, one.id, on=True)
    return Bench(shop, shelf, vault, one, kind, queries.board(shop)[0].id)


def send(bench: Bench) -> None:
    """The deed: the number is written down and the order leaves."""
    parcels.send(bench.shop, bench.order_id, NUMBER)


# ---------------------------------------------------------------- all goes well
@ALL
def test_the_shop_is_told_number_and_status_once_and_never_again(shop: Shop, shelf: Shelf, kind: str) -> None:
    bench = connected(shop, shelf, kind)
    send(bench)
    assert bench.states == {"waiting"}
    told = bench.tell()
    assert (told.told, told.later, told.asks, bench.states) == (1, 0, 0, {"sent"})
    assert shelf.told(kind) == (1, [NUMBER], True)
    asked = len(shelf.questions)
    for _round in range(3):
        bench.tell(pressed=True, minutes=600)
    assert len(shelf.questions) == asked
    assert len(shelf.sends) == 2
    # What the shop then tells of the order brings no second parcel.
    fetching.fetch(shop, bench.vault, bench.one.id, thorough=True)
    assert [parcel.number for parcel in queries.parcels(shop, bench.order_id)] == [NUMBER]


def test_a_buyer_reads_the_note_in_the_buyers_own_language(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    bench.tell()
    assert shelf.notes[-1]["note"] == f"您的包裹已经寄出：圆通速递，单号 {NUMBER}。"
    assert shelf.notes[-1]["customer_note"] is True


@ALL
def test_two_parcels_of_one_order_are_both_told(shop: Shop, shelf: Shelf, kind: str) -> None:
    bench = connected(shop, shelf, kind)
    actions.add_parcel(shop, bench.order_id, Parcel("", "SF1234567890123"))
    send(bench)
    bench.tell()
    _many, numbers, sent = shelf.told(kind)
    assert sent
    assert "SF1234567890123" in " ".join(numbers)
    assert NUMBER in " ".join(numbers)
    fetching.fetch(shop, bench.vault, bench.one.id, thorough=True)
    assert sorted(p.number for p in queries.parcels(shop, bench.order_id)) == ["SF1234567890123", NUMBER]


@pytest.mark.parametrize(("kind", "numbers", "state"), [
    ("woocommerce", [NUMBER], "sent"), ("vendure", [""], "asks"), ("medusa", [], "asks")])
def test_a_number_that_comes_after_the_status_is_told_or_shown(
        shop: Shop, shelf: Shelf, kind: str, numbers: list[str], state: str) -> None:
    bench = connected(shop, shelf, kind)
    actions.set_state(shop, bench.order_id, "shipped")
    bench.tell()
    assert bench.states == {"sent"}
    actions.add_parcel(shop, bench.order_id, Parcel("", NUMBER))
    bench.tell(minutes=5)
    assert [one.state for one in bench.things] == ["sent", state]
    assert shelf.told(kind)[1] == numbers
    assert (NUMBER in bench.things[1].told) == (state == "asks")


# ---------------------------------------------------------------- what is never told
@ALL
def test_a_number_waits_until_the_order_leaves(shop: Shop, shelf: Shelf, kind: str) -> None:
    bench = connected(shop, shelf, kind)
    actions.add_parcel(shop, bench.order_id, Parcel("", NUMBER))
    shelf.questions.clear()
    assert bench.tell(pressed=True, minutes=60) == Told("Rose shop")
    assert (bench.states, shelf.questions) == ({"waiting"}, [])


def test_nothing_waits_for_a_shop_that_is_off_for_files_and_for_returns(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce", on=False)
    send(bench)
    assert bench.things == []
    connections.set_telling(shop, bench.one.id, on=True)
    from_file = OrderDraft(channel="etsy", number="7", state="to_ship", raw_state="", placed="2026-03-01T08:00:00Z",
                           placed_at="2026-03-01T08:00:00Z", total=Money(3990), lines=(
                               LineDraft("HONEY", "Honey", quantity=Quantity.of(1), total=Money(3990)),))
    actions.place(shop, [from_file])
    filed = queries.by_number(shop, "etsy", "7")
    assert filed is not None
    parcels.send(shop, filed.id, "SF1234567890123")
    back = counter.give_back(shop, bench.order_id, 0, Quantity.of(1), way="")
    assert back.number.startswith("R")
    actions.move_back(shop, back.id)
    actions.move_back(shop, back.id)
    actions.move_on(shop, back.id)
    actions.add_parcel(shop, back.id, Parcel("", "SF1234567890124"))
    assert shop.value("SELECT count(*) FROM order_outbox") == 0
    assert not outbox.anything_open(shop)


def test_undo_and_one_step_back_take_out_what_still_waits(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    assert len(bench.things) == 2
    shop.undo()
    assert bench.things == []
    shop.redo()
    assert len(bench.things) == 2
    actions.move_back(shop, bench.order_id)
    assert [one.what for one in bench.things] == ["tracking"]
    actions.cancel(shop, bench.order_id)
    assert bench.things == []
    shelf.questions.clear()
    bench.tell(pressed=True, minutes=60)
    assert shelf.questions == []


def test_taken_back_after_the_shop_was_told_the_words_stay(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "medusa")
    send(bench)
    bench.tell()
    actions.move_back(shop, bench.order_id)
    assert bench.states == {"sent"}
    actions.move_on(shop, bench.order_id)
    bench.tell(minutes=60)
    assert (shelf.repeats, len(shelf.sends)) == ([], 2)


def test_a_minute_of_second_thoughts_goes_by_first(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "vendure")
    send(bench)
    bench.at = clock.now()
    assert bench.tell() == Told("Rose shop")
    assert bench.tell(minutes=2).told == 1


def test_turned_off_nothing_is_told_any_more(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "medusa")
    send(bench)
    connections.set_telling(shop, bench.one.id, on=False)
    connections.set_telling(shop, bench.one.id, on=True)
    bench.tell(minutes=60)
    assert (bench.things, shelf.sends) == ([], [])


# ---------------------------------------------------------------- changed at the shop meanwhile
@pytest.mark.parametrize(("kind", "state"), [
    ("woocommerce", "Cancelled"), ("woocommerce", "Refunded"), ("vendure", "Cancelled"), ("vendure", "Refunded"),
    ("medusa", "Cancelled"), ("medusa", "Refunded")])
def test_an_order_that_ended_at_the_shop_is_shown_and_left_as_it_is(shop: Shop, shelf: Shelf, kind: str, state: str) -> None:
    bench = connected(shop, shelf, kind)
    send(bench)
    if kind == "woocommerce":
        shelf.woo["status"] = state.lower()
    elif kind == "vendure" and state == "Cancelled":
        shelf.vendure["state"] = state
    elif kind == "vendure":
        shelf.vendure["payments"][0]["refunds"] = [{"total": 5190, "state": "Settled"}]
    else:
        shelf.medusa.update({"Cancelled": {"status": "canceled"}, "Refunded": {"payment_status": "refunded"}}[state])
    told = bench.tell()
    assert (told.asks, bench.states, shelf.sends) == (1, {"asks"}, [])
    assert f"At the shop this order is: {state}." in bench.words
    outbox.leave(shop, bench.order_id, "Leave it")
    bench.tell(pressed=True, minutes=60)
    assert (bench.states, shelf.sends) == ({"left"}, [])


@ALL
def test_an_order_that_is_gone_at_the_shop_is_shown(shop: Shop, shelf: Shelf, kind: str) -> None:
    bench = connected(shop, shelf, kind)
    send(bench)
    shelf.gone = True
    bench.tell()
    assert (bench.states, "does not have this order" in bench.words) == ({"asks"}, True)


def test_what_the_shop_itself_did_already_is_not_done_again(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    shelf.woo["status"] = "completed"
    shelf.notes.append({"id": 2, "note": f"Sent with YTO, {NUMBER}", "customer_note": True})
    bench.tell()
    assert (bench.states, shelf.sends) == ({"sent"}, [])
    assert "already" in bench.words


def test_a_fulfilment_that_somebody_packed_at_the_shop_is_sent_and_not_made_twice(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "medusa")
    send(bench)
    shelf.medusa["items"][0]["detail"]["fulfilled_quantity"] = 1
    shelf.medusa["fulfillments"] = [{"id": "ful_9", "shipped_at": None, "canceled_at": None, "labels": [],
                                     "items": [{"line_item_id": "i", "quantity": 1}]}]
    bench.tell()
    assert (shelf.told("medusa"), shelf.sends) == ((1, [NUMBER], True), ["shipment"])


def test_goods_that_need_no_parcel_are_left_to_the_shop(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "medusa")
    send(bench)
    shelf.medusa["items"][0]["requires_shipping"] = True
    shelf.medusa["items"].append({**shelf.medusa["items"][0], "id": "recipe", "requires_shipping": False,
                                  "detail": {"quantity": 1, "fulfilled_quantity": 0}})
    bench.tell()
    assert (shelf.told("medusa"), shelf.sends) == ((1, [NUMBER], True), ["fulfilment", "shipment"])
    assert [item["line_item_id"] for item in shelf.medusa["fulfillments"][0]["items"]] == ["i"]


def test_an_order_that_a_fetch_showed_as_cancelled_is_not_told(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    shelf.woo.update(status="cancelled", date_modified_gmt="2099-01-01T00:00:00")
    fetching.fetch(shop, bench.vault, bench.one.id)
    shelf.questions.clear()
    bench.tell()
    assert (bench.states, shelf.questions) == ({"asks"}, [])
    assert "told nothing" in bench.words


# ---------------------------------------------------------------- faults
@ALL
@pytest.mark.parametrize("fault", BEFORE + AFTER)
def test_a_fault_at_any_writing_question_never_doubles_it(shop: Shop, shelf: Shelf, kind: str, fault: str) -> None:
    bench = connected(shop, shelf, kind)
    send(bench)
    # At the first of the two things that are written, and at the second.
    shelf.plan_writes = [fault, fault] if fault in AFTER else [fault, "ok", fault]
    told = bench.tell()
    assert (told.told, told.later) == (0, 1)
    assert bench.states == {"unsure" if fault != "429" else "waiting"}
    # Too early for anybody to look, even at a press: the server may still be at it.
    done = len(shelf.questions)
    if fault != "429":
        bench.tell(pressed=True, minutes=1)
        assert len(shelf.questions) == done
    bench.until_over()
    assert (bench.states, shelf.plan_writes) == ({"sent"}, [])
    assert (shelf.told(kind), len(shelf.sends), shelf.repeats) == ((1, [NUMBER], True), 2, [])


def test_an_answer_that_drips_for_ever_is_left_and_looked_up(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    shelf.plan_writes = ["drip"]
    telling.tell(shop, bench.vault, bench.one.id, limits=Limits(most_seconds=2, silence=2), now=lambda: bench.at)
    assert (bench.states, shelf.sends) == ({"unsure"}, ["note"])
    bench.until_over()
    assert (shelf.told("woocommerce"), len(shelf.sends), shelf.repeats) == ((1, [NUMBER], True), 2, [])


@ALL
@pytest.mark.parametrize("fault", [*BEFORE, "lost", "cut", "html"])
def test_a_fault_while_looking_writes_nothing_and_is_tried_later(shop: Shop, shelf: Shelf, kind: str, fault: str) -> None:
    bench = connected(shop, shelf, kind)
    send(bench)
    shelf.plan = [fault]
    bench.tell()
    assert (bench.states, shelf.sends) == ({"waiting"}, [])
    bench.until_over()
    assert (shelf.told(kind), len(shelf.sends)) == ((1, [NUMBER], True), 2)


def test_a_stop_while_the_answer_comes_is_looked_up_before_anything_is_told_again(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)

    def stop(done: int, total: int, note: str = "") -> None:
        del done, total, note
        if shelf.sends:
            raise Cancelled

    with pytest.raises(Cancelled):
        telling.tell(shop, bench.vault, bench.one.id, limits=LIMITS, now=lambda: bench.at, progress=stop)
    assert (bench.states, shelf.sends) == ({"unsure"}, ["note"])
    bench.until_over()
    assert (shelf.told("woocommerce"), len(shelf.sends), shelf.repeats) == ((1, [NUMBER], True), 2, [])


def test_a_clock_that_falls_back_a_year_holds_nothing_up(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "vendure")
    send(bench)
    shelf.plan = ["500"]
    bench.tell()
    assert bench.tell(minutes=-365 * 24 * 60).told == 1


def test_turned_off_while_it_is_not_certain_the_order_says_so(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "medusa")
    send(bench)
    shelf.plan_writes = ["lost"]
    bench.tell()
    connections.disconnect(shop, bench.vault, bench.one.id)
    assert (bench.states, "not certain" in bench.words) == ({"left"}, True)


def test_waits_grow_and_a_server_may_ask_for_more(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    waited = []
    for fault in ("500", "500", "500", "429"):
        shelf.plan = [fault]
        bench.tell()
        upto = clock.parse(outbox.next_time(shop, bench.one.channel)) - clock.parse(bench.at)
        waited.append(int(upto.total_seconds() // 60))
        bench.at = outbox.next_time(shop, bench.one.channel)
    assert waited == [1, 5, 15, 60]
    # A press does not wait for that.
    bench.tell(pressed=True)
    assert bench.states == {"sent"}


def test_retry_after_counts_where_it_is_longer(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    shelf.plan = ["429"]
    bench.tell()
    assert outbox.next_time(shop, bench.one.channel) == outbox.later(bench.at, timedelta(minutes=30))


@ALL
def test_a_key_that_only_reads_stops_the_telling_with_one_sentence(shop: Shop, shelf: Shelf, kind: str) -> None:
    bench = connected(shop, shelf, kind)
    site = connections.site_of(server_named(kind), shelf.address, KEYS[kind], plain=True)
    assert telling.may_tell(kind, site, LIMITS) is True
    shelf.read_only = True
    assert telling.may_tell(kind, site, LIMITS) is False
    send(bench)
    assert bench.tell().stopped
    assert outbox.asking(shop) == 1
    stopped = connections.get(shop, bench.one.id).stopped
    assert stopped.startswith("This key may only read.")
    assert (bench.states, shelf.sends) == ({"waiting"}, [])
    asked = len(shelf.questions)
    bench.tell(minutes=600)
    assert len(shelf.questions) == asked
    shelf.read_only = False
    assert bench.tell(pressed=True).told == 1
    assert (connections.get(shop, bench.one.id).stopped, shelf.told(kind)) == ("", (1, [NUMBER], True))


def test_taken_back_while_it_is_looked_up_the_shop_is_not_told(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "vendure")
    send(bench)

    def change_of_mind() -> None:
        shelf.on_look = lambda: None
        with joiner.open_shop(shop.folder) as other:
            actions.move_back(other, bench.order_id)

    shelf.on_look = change_of_mind
    bench.tell()
    assert (shelf.sends, bench.things) == ([], [])


def test_two_programs_at_once_tell_it_once(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)
    others: list[Told] = []

    def another() -> None:
        shelf.on_look = lambda: None
        with joiner.open_shop(shop.folder) as other:
            others.append(telling.tell(other, bench.vault, bench.one.id, limits=LIMITS, now=lambda: bench.at, pressed=True))

    shelf.on_look = another
    bench.tell()
    assert ([one.told for one in others], bench.states) == ([0], {"sent"})
    assert (shelf.told("woocommerce"), len(shelf.sends)) == ((1, [NUMBER], True), 2)


def test_one_program_that_slept_too_long_leaves_it_to_the_other(shop: Shop, shelf: Shelf) -> None:
    bench = connected(shop, shelf, "woocommerce")
    send(bench)

    def another() -> None:
        if shelf.questions[-1].endswith("/notes"):
            shelf.after_look = lambda: None
            with joiner.open_shop(shop.folder) as other:
                at = outbox.later(bench.at, timedelta(minutes=10))
                telling.tell(other, bench.vault, bench.one.id, limits=LIMITS, now=lambda: at)

    shelf.after_look = another
    assert bench.tell().told == 0
    assert (bench.states, len(shelf.sends), shelf.repeats) == ({"sent"}, 2, [])


# ---------------------------------------------------------------- killed in between
CHILD = """
import sys
from producer_app.app import joiner, main
from producer_app.areas.orders import connections, telling
from producer_app.areas.orders.servers.values import Keys
from tests.areas.orders.test_telling import KEYS, LIMITS
from tests.areas.orders.test_other_servers import MemoryVault
import json
folder, kind, at = sys.argv[1:]
with joiner.open_shop(folder) as shop:
    one = connections.connections(shop)[0]
    vault = MemoryVault()
    vault.put(one.key_name, json.dumps([KEYS[kind].user, KEYS[kind].secret]))
    print("ready", flush=True)
    telling.tell(shop, vault, one.id, limits=LIMITS, now=lambda: at)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@ALL
@pytest.mark.parametrize("when", ["before it is done", "after it is done"])
def test_a_program_killed_at_a_writing_question_looks_before_it_asks_again(
        shop: Shop, shelf: Shelf, kind: str, when: str) -> None:
    bench = connected(shop, shelf, kind)
    send(bench)
    root = Path(__file__).resolve().parents[3]
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(shop.folder), kind, bench.at], cwd=root, stdout=subprocess.DEVNULL,
                             env={**os.environ, "PYTHONPATH": str(root)})

    def kill() -> None:
        child.kill()
        child.wait(20)

    if when == "before it is done":
        # The program is gone, and yet the server goes on with what reached it.
        shelf.on_write = kill
    else:
        shelf.after_write = kill
    assert child.wait(60) == -signal.SIGKILL
    shelf.on_write = shelf.after_write = lambda: None
    assert bench.states == {"sending"}
    bench.tell(minutes=1)
    assert bench.states == {"sending"}
    bench.until_over()
    assert bench.states == {"sent"}
    assert (shelf.told(kind), len(shelf.sends), shelf.repeats) == ((1, [NUMBER], True), 2, [])


# ---------------------------------------------------------------- the command line
def test_the_command_line_turns_it_on_tells_and_shows_what_needs_a_look(
        folder: Path, tmp_path: Path, shelf: Shelf, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "keys").write_text(f"{KEY}\n{SECRET}\n")
    (tmp_path / "words").write_text("rose honey walnut knife\n")
    lock()
    ends = ["--shop", str(folder), "--passphrase", str(tmp_path / "words"), "--json"]
    assert main(["orders", "connect", "--kind", "woocommerce", "--address", shelf.address, "--keys", str(tmp_path / "keys"),
                 "--name", "Rose", "--plain-http", *ends]) == 0
    assert main(["orders", "fetch", *ends]) == 0
    capsys.readouterr()
    shelf.read_only = True
    assert main(["orders", "tell", "--turn", "on", *ends]) == 1
    assert "may only read" in capsys.readouterr().err
    shelf.read_only = False
    assert main(["orders", "tell", "--turn", "on", *ends]) == 0
    assert json.loads(capsys.readouterr().out)["on"] is True
    with joiner.open_shop(folder) as made:
        parcels.send(made, queries.board(made)[0].id, NUMBER)
    assert main(["orders", "tell", *ends]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["told"], told["asks"], shelf.told("woocommerce")) == (1, [], (1, [NUMBER], True))
    shelf.gone = True
    with joiner.open_shop(folder) as made:
        actions.add_parcel(made, queries.board(made)[0].id, Parcel("", "SF1234567890123"))
    assert main(["orders", "tell", *ends]) == 1
    asks = json.loads(capsys.readouterr().out)["asks"]
    assert [(one["order"], one["number"]) for one in asks] == [("7", "SF1234567890123")]
    assert main(["orders", "tell", "--turn", "off", *ends]) == 0
    assert json.loads(capsys.readouterr().out)["on"] is False


# ---------------------------------------------------------------- any faults in any order
@settings(max_examples=12, deadline=None)
@given(plan=some.lists(some.sampled_from(["ok", *BEFORE, "done-500", "lost", "cut", "html"]), max_size=12),
       kind=some.sampled_from(KINDS), pressed=some.lists(some.booleans(), max_size=6))
def test_whatever_goes_wrong_in_whatever_order_the_shop_is_told_once(
        tmp_path_factory: pytest.TempPathFactory, plan: list[str], kind: str, pressed: list[bool]) -> None:
    with joiner.open_shop(tmp_path_factory.mktemp("walk") / "shop", create=True) as shop, shelving() as shelf:
        bench = connected(shop, shelf, kind)
        send(bench)
        shelf.plan = plan
        for press in pressed:
            bench.tell(pressed=press, minutes=4)
        bench.until_over()
        assert bench.states == {"sent"}
        assert (shelf.told(kind), len(shelf.sends), shelf.repeats) == ((1, [NUMBER], True), 2, [])
