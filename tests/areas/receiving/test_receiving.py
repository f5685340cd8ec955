"""Asking and receiving in a real shop: states, odd amounts, statements twice and overlapping, part, late, doubled, taken back."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from producer_app.app import joiner
from producer_app.areas import orders, payments, receiving
from producer_app.areas.receiving import actions, queries
from producer_app.areas.receiving.importing import Source
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.money import Money
from producer_app.base.quantity import Quantity
from producer_app.store.shop import Shop
from tests.samples.statements import make
from tests.samples.statements.make import Row

WECHAT = "wxp://f2f0" + "Ab9_" * 12
SPAYD = "SPD*1.0*ACC:CZ5855000000001265098001*CC:CZK"


def order(shop: Shop, fen: int = 3800, *, channel: str = "hand", paid_by: str = "", seen: bool = True) -> orders.Order:
    line = orders.LineDraft("", "玫瑰花酱", quantity=Quantity.of(1), unit_price=Money(fen), total=Money(fen))
    return orders.sell(shop, [line], channel=channel, paid_by=paid_by, seen=seen)


def code(shop: Shop, text: str = WECHAT) -> int:
    return payments.register(shop, text, "古丽")


def soon(minutes: int = 1) -> datetime:
    """The minutes from now, as a Chinese wallet writes them."""
    return (clock.parse(clock.now()) + timedelta(minutes=minutes, hours=8)).replace(tzinfo=None)


def source(folder: Path, rows: Sequence[Row], name: str = "bill.csv") -> Source:
    path = folder / name
    path.write_bytes(make.wechat_csv(list(rows)))
    return receiving.read(path)


def number(n: int) -> str:
    return f"42000029862025112010{n:08d}"


def take(shop: Shop, folder: Path, *rows: Row) -> receiving.Taken:
    return receiving.take(shop, source(folder, rows))


# ---------------------------------------------------------------- states
def test_a_request_waits_is_paid_in_parts_and_paid(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    asked = receiving.ask(shop, one.id, code_id=code(shop))
    assert (asked.state, asked.asked, asked.off) == ("waiting", Money(3799), Money(1))
    assert take(shop, tmp_path, Row(number(1), soon(), 1000, note=one.number)).matched == 1
    part = receiving.get(shop, asked.id)
    assert (part.state, part.came, part.rest) == ("part", Money(1000), Money(2799))
    assert orders.get(shop, one.id).state == "unpaid"
    assert take(shop, tmp_path, Row(number(2), soon(), 2799)).matched == 1
    assert receiving.get(shop, asked.id).state == "paid"
    paid = orders.get(shop, one.id)
    assert (paid.state, paid.total, paid.discount) == ("to_ship", Money(3799), Money(1)), "the fen taken off are a discount"
    assert [(p.amount, p.way, p.reference) for p in orders.payments(shop, one.id)] == [
        (Money(1000), "code", number(1)), (Money(2799), "code", number(2))]


def test_a_late_request_is_paid_by_late_money(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    yesterday = clock.as_text(clock.parse(clock.now()) - timedelta(days=1))
    asked = receiving.ask(shop, one.id, code_id=code(shop), due_at=yesterday)
    assert asked.state == "late"
    assert take(shop, tmp_path, Row(number(1), soon(), 3799)).matched == 1
    assert receiving.get(shop, asked.id).state == "paid"


def test_a_request_given_up_is_paid_all_the_same_when_its_money_comes(shop: Shop, tmp_path: Path) -> None:
    asked = receiving.ask(shop, order(shop).id, code_id=code(shop))
    receiving.give_up(shop, asked.id)
    assert receiving.get(shop, asked.id).state == "given_up"
    take(shop, tmp_path, Row(number(1), soon(), 3799))
    assert receiving.get(shop, asked.id).state == "paid"


def test_states_are_worked_out_and_kept_nowhere(shop: Shop) -> None:
    columns = {row["name"] for row in shop.rows("SELECT name FROM pragma_table_info('pay_requests')")}
    assert not columns & {"state", "came", "came_minor", "paid", "paid_at"}


def test_cash_counts_for_a_request_too(shop: Shop) -> None:
    one = order(shop)
    asked = receiving.ask(shop, one.id)
    orders.pay(shop, one.id, "cash", Money(3800))
    assert receiving.get(shop, asked.id).state == "paid"


def test_what_was_paid_before_does_not_count_for_the_request(shop: Shop) -> None:
    one = order(shop)
    orders.pay(shop, one.id, "cash", Money(800))
    asked = receiving.ask(shop, one.id)
    assert (asked.asked, asked.came, asked.state) == (Money(3000), Money(0), "waiting")


def test_too_much_is_shown(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    asked = receiving.ask(shop, one.id, code_id=code(shop))
    take(shop, tmp_path, Row(number(1), soon(), 4000, note=one.number))
    (waiting,) = receiving.nameless(shop)
    receiving.settle(shop, waiting.id, one.id)
    paid = receiving.get(shop, asked.id)
    assert (paid.state, paid.rest) == ("paid", Money(-201))
    assert orders.get(shop, one.id).total == Money(3800), "who pays more than the round amount is owed no discount"


def test_asking_again_gives_the_open_request_up(shop: Shop) -> None:
    one, mine = order(shop), code(shop)
    first = receiving.ask(shop, one.id, code_id=mine)
    second = receiving.ask(shop, one.id, code_id=mine)
    assert receiving.get(shop, first.id).state == "given_up"
    assert receiving.open_of(shop, one.id) == second
    assert second.asked == first.asked, "its amount was free again"


@pytest.mark.parametrize("what", ["paid", "cancelled", "too much"])
def test_what_cannot_be_asked_for_is_refused(shop: Shop, what: str) -> None:
    one = order(shop)
    if what == "paid":
        orders.pay(shop, one.id, "cash", one.total)
    elif what == "cancelled":
        orders.cancel(shop, one.id)
    with pytest.raises(ShopError):
        receiving.ask(shop, one.id, amount=Money(3801) if what == "too much" else None)
    assert not receiving.requests(shop)


# ---------------------------------------------------------------- odd amounts
def test_open_requests_of_a_code_differ_and_free_amounts_come_again(shop: Shop) -> None:
    mine = code(shop)
    asked = [receiving.ask(shop, order(shop).id, code_id=mine) for _n in range(12)]
    assert [a.asked.minor for a in asked] == list(range(3799, 3787, -1))
    receiving.give_up(shop, asked[4].id)
    assert receiving.ask(shop, order(shop).id, code_id=mine).asked == asked[4].asked
    shop.undo()


def test_a_code_that_carries_the_amount_asks_for_all_of_it(shop: Shop) -> None:
    mine = code(shop, SPAYD)
    line = orders.LineDraft("", "jam", quantity=Quantity.of(1), unit_price=Money(3800, "CZK"), total=Money(3800, "CZK"))
    one = orders.sell(shop, [line])
    asked = receiving.ask(shop, one.id, code_id=mine)
    assert (asked.asked, asked.off) == (Money(3800, "CZK"), Money(0, "CZK"))
    assert "AM:38" in payments.payload_for(shop, mine, asked.asked, asked.number)


def test_a_code_of_another_currency_is_refused(shop: Shop) -> None:
    mine = code(shop)
    line = orders.LineDraft("", "jam", quantity=Quantity.of(1), unit_price=Money(900, "EUR"), total=Money(900, "EUR"))
    one = orders.sell(shop, [line])
    with pytest.raises(ShopError) as refusal:
        receiving.ask(shop, one.id, code_id=mine)
    assert refusal.value.code == "CURRENCIES"
    assert receiving.ask(shop, one.id).asked == Money(900, "EUR")


def test_when_no_amount_is_free_it_is_said(shop: Shop) -> None:
    mine = code(shop)
    for _n in range(4):
        receiving.ask(shop, order(shop, 5).id, code_id=mine)
    with pytest.raises(ShopError) as refusal:
        receiving.ask(shop, order(shop, 5).id, code_id=mine)
    assert refusal.value.code == "TOO_MANY"


def test_waiting_longer_is_refused_where_another_asks_for_the_amount_now(shop: Shop) -> None:
    mine = code(shop)
    first = receiving.ask(shop, order(shop).id, code_id=mine)
    receiving.give_up(shop, first.id)
    receiving.ask(shop, order(shop).id, code_id=mine)
    with pytest.raises(ShopError):
        actions.wait_again(shop, first.id, receiving.evening("today"))


def test_an_order_and_its_request_are_one_step(shop: Shop) -> None:
    asked = receiving.ask_anew(shop, Money(2500), "送货", code_id=code(shop))
    assert orders.get(shop, asked.order_id).total == Money(2500)
    shop.undo()
    assert not receiving.requests(shop)
    assert shop.value("SELECT count(*) FROM orders") == 0


# ---------------------------------------------------------------- statements
def test_the_same_file_twice_counts_once(shop: Shop, tmp_path: Path) -> None:
    rows = make.sample_rows()
    first = take(shop, tmp_path, *rows)
    assert (first.new, first.same) == (5, 0)
    again = take(shop, tmp_path, *rows)
    assert (again.batch, again.new, again.same) == (None, 0, 5)
    assert shop.value("SELECT count(*) FROM money_in") == 5


def test_overlapping_files_count_each_payment_once(shop: Shop, tmp_path: Path) -> None:
    rows = [Row(number(n), soon(n), 100 + n) for n in range(10)]
    assert take(shop, tmp_path, *rows[:7]).new == 7
    later = take(shop, tmp_path, *rows[4:])
    assert (later.new, later.same) == (3, 3)
    assert shop.value("SELECT sum(amount_minor) FROM money_in") == sum(100 + n for n in range(10))


def test_a_trial_writes_nothing(shop: Shop, tmp_path: Path) -> None:
    receiving.ask(shop, order(shop).id, code_id=code(shop))
    found = source(tmp_path, [Row(number(1), soon(), 3799), Row(number(2), soon(), 50)])
    trial = receiving.trial(shop, found.format.name, found.said.comings)
    assert (len(trial.new), trial.same, trial.certain) == (2, 0, 1)
    assert shop.value("SELECT count(*) FROM money_in") == 0


def test_an_import_taken_back_takes_its_payments_back(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    asked = receiving.ask(shop, one.id, code_id=code(shop))
    doubted = order(shop, 990, channel="stall", paid_by="code", seen=False)
    done = take(shop, tmp_path, Row(number(1), soon(), 3799), Row(number(2), soon(0), 990))
    assert done.matched == 2
    assert done.batch is not None
    assert receiving.take_back(shop, done.batch) == 2
    assert receiving.get(shop, asked.id).state == "waiting"
    assert not orders.payments(shop, one.id)
    assert (orders.get(shop, one.id).state, orders.get(shop, one.id).total) == ("unpaid", Money(3800))
    assert [p.seen for p in orders.payments(shop, doubted.id)] == [False]
    with pytest.raises(ShopError):
        receiving.take_back(shop, done.batch)
    assert take(shop, tmp_path, Row(number(1), soon(), 3799), Row(number(2), soon(0), 990)).matched == 2, "and in again"


def test_money_that_went_back_later_is_told_once_and_lowers_what_came(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    asked = receiving.ask(shop, one.id, code_id=code(shop))
    take(shop, tmp_path, Row(number(1), soon(), 3799))
    for _again in range(2):
        take(shop, tmp_path, Row(number(1), soon(), 3799, back=3799))
    assert sum(p.amount.minor for p in orders.payments(shop, one.id)) == 0
    assert receiving.get(shop, asked.id).state == "waiting"
    assert not receiving.nameless(shop)


def test_undo_takes_an_import_back_and_redo_brings_it(shop: Shop, tmp_path: Path) -> None:
    asked = receiving.ask(shop, order(shop).id, code_id=code(shop))
    take(shop, tmp_path, Row(number(1), soon(), 3799))
    shop.undo()
    assert receiving.get(shop, asked.id).state == "waiting"
    assert shop.value("SELECT count(*) FROM money_in") == 0
    shop.redo()
    assert receiving.get(shop, asked.id).state == "paid"


# ---------------------------------------------------------------- doubts of the till
def test_a_doubted_payment_turns_good_and_is_not_noted_twice(shop: Shop, tmp_path: Path) -> None:
    sale = order(shop, 1500, channel="stall", paid_by="code", seen=False)
    assert take(shop, tmp_path, Row(number(1), soon(0), 1500)).matched == 1
    (payment,) = orders.payments(shop, sale.id)
    assert payment.seen
    start, end = clock.day_bounds(clock.today())
    assert not orders.doubts(shop, start, end)
    assert [i.number for i in receiving.of_order(shop, sale.id)] == [sale.number]


def test_a_payment_seen_at_the_stall_is_found_on_the_bill_and_not_counted_again(shop: Shop, tmp_path: Path) -> None:
    sale = order(shop, 1500, channel="stall", paid_by="code")
    assert take(shop, tmp_path, Row(number(1), soon(0), 1500)).matched == 1
    assert [p.amount for p in orders.payments(shop, sale.id)] == [Money(1500)]
    receiving.take_off(shop, receiving.settled(shop)[0].id)
    assert [p.seen for p in orders.payments(shop, sale.id)] == [True], "what she saw on her phone stays seen"


def test_a_transfer_noted_hours_later_is_offered_and_joined_to_its_payment(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    orders.pay(shop, one.id, "transfer", Money(3800))
    take(shop, tmp_path, Row(number(1), soon(-300), 3800))
    (waiting,) = receiving.nameless(shop, likely=True)
    assert [(c.number, c.why) for c in receiving.candidates(shop, waiting)] == [(one.number, "doubt")]
    receiving.settle(shop, waiting.id, one.id)
    assert [p.amount for p in orders.payments(shop, one.id)] == [Money(3800)]


def test_cash_is_never_taken_for_money_of_a_bill(shop: Shop, tmp_path: Path) -> None:
    order(shop, 1500, channel="stall", paid_by="cash")
    assert take(shop, tmp_path, Row(number(1), soon(0), 1500)).matched == 0


def test_a_doubled_payment_stays_without_a_name_until_somebody_decides(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    receiving.ask(shop, one.id, code_id=code(shop))
    take(shop, tmp_path, Row(number(1), soon(), 3799))
    take(shop, tmp_path, Row(number(2), soon(2), 3799))
    (second,) = receiving.nameless(shop)
    assert [(c.number, c.why) for c in receiving.candidates(shop, second)] == [(one.number, "paid")]
    assert sum(p.amount.minor for p in orders.payments(shop, one.id)) == 3799


# ---------------------------------------------------------------- by hand
def test_settling_by_hand_and_taking_off_again(shop: Shop, tmp_path: Path) -> None:
    one, other = order(shop), order(shop)
    take(shop, tmp_path, Row(number(1), soon(), 3800))
    (waiting,) = receiving.nameless(shop)
    assert {c.why for c in receiving.candidates(shop, waiting)} == {"total"}
    assert receiving.settle(shop, waiting.id, one.id).number == one.number
    assert orders.get(shop, one.id).state == "to_ship"
    with pytest.raises(ShopError):
        receiving.settle(shop, waiting.id, other.id)
    receiving.take_off(shop, waiting.id)
    assert orders.get(shop, one.id).state == "unpaid"
    assert [i.id for i in receiving.nameless(shop)] == [waiting.id]
    receiving.settle(shop, waiting.id, other.id)
    assert [p.amount for p in orders.payments(shop, other.id)] == [Money(3800)]
    assert not orders.payments(shop, one.id)


def test_an_order_named_in_the_note_is_offered_even_when_it_is_paid(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    orders.pay(shop, one.id, "cash", Money(3800))
    take(shop, tmp_path, Row(number(1), soon(), 500, note="h0001的运费"))
    (waiting,) = receiving.nameless(shop)
    assert [(c.number, c.why) for c in receiving.candidates(shop, waiting)] == [(one.number, "number")]


def test_money_for_no_order_leaves_the_list_and_comes_back(shop: Shop, tmp_path: Path) -> None:
    take(shop, tmp_path, Row(number(1), soon(), 66600, payer="姐姐", note="红包"))
    (gift,) = receiving.nameless(shop)
    actions.not_an_order(shop, gift.id)
    assert not receiving.nameless(shop)
    assert [i.settled for i in receiving.settled(shop)] == ["other"]
    receiving.take_off(shop, gift.id)
    assert len(receiving.nameless(shop)) == 1


def test_money_that_came_first_finds_the_order_written_later(shop: Shop, tmp_path: Path) -> None:
    take(shop, tmp_path, Row(number(1), soon(), 3800, note="H0001"))
    one = order(shop)
    assert one.number == "H0001"
    assert receiving.match(shop) == 1
    assert orders.get(shop, one.id).state == "to_ship"


def test_an_order_removed_leaves_its_money_without_a_name(shop: Shop, tmp_path: Path) -> None:
    one = order(shop)
    receiving.ask(shop, one.id, code_id=code(shop))
    take(shop, tmp_path, Row(number(1), soon(), 3799))
    with shop.step("test") as db:
        db.execute("DELETE FROM orders WHERE id = ?", (one.id,))
    assert [i.net for i in receiving.nameless(shop)] == [Money(3799)]


def test_an_evening_is_an_evening_here() -> None:
    assert clock.local(receiving.evening("today")).hour == 21
    assert clock.local(receiving.evening("three")).date() == clock.today() + timedelta(days=3)
    assert receiving.evening("") == ""
    assert receiving.evening("today") > clock.now(), "asked late at night, nobody is late before she has read it"


# ---------------------------------------------------------------- never lost, never twice
steps = some.lists(some.tuples(some.sampled_from(["ask", "sell", "import", "settle", "off", "back", "match", "undo"]),
                               some.integers(0, 30)), max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_whatever_is_done_no_money_is_lost_or_counted_twice(done: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with joiner.open_shop(folder / "shop", create=True) as shop:
            mine = code(shop)
            for what, n in done:
                _do(shop, folder, mine, what, n)
                _all_money_is_there(shop)


def _do(shop: Shop, folder: Path, mine: int, what: str, n: int) -> None:
    try:
        if what == "ask":
            receiving.ask(shop, order(shop, 1000 * (n % 3 + 1)).id, code_id=mine)
        elif what == "sell":
            order(shop, 1000 * (n % 3 + 1), channel="stall", paid_by="code", seen=False)
        elif what == "import":
            take(shop, folder, *[Row(number(k), soon(k % 3), 1000 * (k % 3 + 1) - (k % 4)) for k in range(n % 7, n % 7 + 6)])
        elif what == "settle":
            waiting, some_orders = receiving.nameless(shop), orders.board(shop)
            if waiting and some_orders:
                receiving.settle(shop, waiting[n % len(waiting)].id, some_orders[n % len(some_orders)].id)
        elif what == "off" and receiving.settled(shop):
            receiving.take_off(shop, receiving.settled(shop)[n % len(receiving.settled(shop))].id)
        elif what == "back" and receiving.imports(shop):
            receiving.take_back(shop, receiving.imports(shop)[0].id)
        elif what == "match":
            receiving.match(shop)
        elif what == "undo":
            shop.undo()
    except ShopError:
        return  # refused with a reason, and nothing done


def _all_money_is_there(shop: Shop) -> None:
    listed = [i.id for i in receiving.nameless(shop, limit=999)] + [i.id for i in receiving.settled(shop, limit=999)]
    assert sorted(listed) == [r["id"] for r in shop.rows("SELECT id FROM money_in ORDER BY id")], "each in one list"
    assert shop.value("SELECT count(*) FROM (SELECT reference FROM money_in GROUP BY source, reference HAVING count(*) > 1)") == 0
    noted = {r["reference"]: r["total"] for r in shop.rows(
        "SELECT reference, sum(amount_minor) AS total FROM order_payments WHERE reference <> '' GROUP BY reference")}
    made = {r["reference"]: r["amount_minor"] for r in shop.rows(
        "SELECT m.reference, m.amount_minor FROM money_in m JOIN money_matches x ON x.money_id = m.id WHERE x.made = 1")}
    found = shop.value("SELECT count(DISTINCT payment_id) - count(payment_id) FROM money_matches")
    assert found == 0, "no payment is confirmed by two rows"
    assert noted == made, "what was put to orders is what came, to the fen"
    asked = [r[0] for r in shop.rows(
        "SELECT asked_minor FROM pay_request_sums WHERE came_minor < asked_minor AND given_up_at = '' "
        "AND order_state <> 'cancelled'")]
    assert len(asked) == len(set(asked)), "no two open requests ask for the same"


def test_queries_name_the_tables_they_watch() -> None:
    text = Path(queries.__file__).read_text(encoding="utf-8")
    tables = set(re.findall(r"(?:FROM|JOIN) (?!\()([a-z_]+)", text)) - {"pay_request_sums"}
    assert tables <= set(queries.WATCHES)
