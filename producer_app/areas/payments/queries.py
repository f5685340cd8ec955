"""Reads the receiving codes; writes nothing. Whether a text met on a sheet is one of them is answered here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from producer_app.areas.payments import kinds
from producer_app.areas.payments.looking import Spot
from producer_app.areas.payments.rows import Copies, Missing, Patrol, PatrolResult, Place, ReceivingCode, Scheme, Seen, Standing
from producer_app.areas.payments.trail import proving
from producer_app.base.errors import BadPayment, ShopError
from producer_app.base.i18n import _
from producer_app.base.money import Money, exponent
from producer_app.store.shop import Row, Shop

State = Literal["own", "foreign", "unknown"]
_SELECT = """
SELECT id, hex(scheme) AS scheme, hex(kind) AS kind, hex(owner) AS owner, hex(payload) AS payload,
       hex(last_digits) AS last_digits, hex(image) AS image, hex(added_at) AS added_at, hex(retired_at) AS retired_at,
       hex((SELECT json_group_array(json_array(place, since)) FROM code_places WHERE code_id = id)) AS places
FROM receiving_codes
"""


def _code(row: Row) -> ReceivingCode:
    import json

    # By ``hex``, since what another program wrote need not be text at all; the trail tells it.
    text = {name: proving.text_of(row[name]) for name in row.keys() if name != "id"}  # noqa: SIM118 (a Row iterates over values)
    return ReceivingCode(
        int(row["id"]), text["scheme"], cast(Standing, text["kind"]), text["owner"], text["payload"], text["last_digits"],
        text["image"], text["added_at"], text["retired_at"], tuple(Place(*place) for place in sorted(json.loads(text["places"]))))


def codes(shop: Shop, *, retired: bool = False) -> Sequence[ReceivingCode]:
    """Own receiving codes in use, oldest first; those taken out of use as well where asked for."""
    return [_code(row) for row in shop.rows(_SELECT + ("" if retired else "WHERE retired_at IS NULL ") + "ORDER BY id")]


def get(shop: Shop, code_id: int) -> ReceivingCode:
    """One code, retired ones too. Raises ShopError: no such code."""
    row = shop.one(_SELECT + "WHERE id = ?", (code_id,))
    if row is None:
        raise ShopError(_("There is no payment code {id}.").format(id=code_id), _("Look in the list of payment codes."), "NO_CODE")
    return _code(row)


def shown(shop: Shop, *, retired: bool = False) -> Sequence[ReceivingCode]:
    """Own codes that may be shown to buyers now: in use, as their trail has them, approved where there is a passphrase; those
    taken out of use as well where asked for."""
    proof = proving.look(shop)
    return [code for code in codes(shop, retired=retired) if proof.ready(code.id)]


def proven(shop: Shop, *, retired: bool = False) -> Sequence[ReceivingCode]:
    """Own codes that are what their trail says; one that another program changed is not hers."""
    proof = proving.look(shop)
    return [code for code in codes(shop, retired=retired) if proof.holds(code.id)]


def active_with(shop: Shop, payload: str) -> ReceivingCode | None:
    """The code in use with exactly this text, or None."""
    row = shop.one(_SELECT + "WHERE payload = ? AND retired_at IS NULL", (payload,))
    return None if row is None else _code(row)


def registered_payloads(shop: Shop) -> frozenset[str]:
    """The exact texts of all codes in use."""
    return frozenset(code.payload for code in proven(shop))


def scheme_of(code: ReceivingCode) -> Scheme:
    """The scheme of a kept code."""
    return kinds.scheme(code.scheme)


def carries_amount(code: ReceivingCode) -> bool:
    """Whether this code can be made to ask for a sum; where not, the sum is shown beside it."""
    ask = scheme_of(code).with_amount
    if ask is None:
        return False
    try:
        ask(code.payload, "1", "")
    except BadPayment:
        return False
    return True


def asks_for(code: ReceivingCode, amount: Money) -> bool:
    """Whether the code itself can ask for this amount: its scheme carries one, in this currency."""
    return carries_amount(code) and currency_of(code) == amount.currency


def payload_for(shop: Shop, code_id: int, amount: Money | None = None, reference: str = "") -> str:
    """The text to draw for one payment: with the amount and the order's number where the code can carry them, else as kept.

    Raises ShopError: no such code, retired, an amount in another currency than the code takes; TAMPERED where the code is not
    what its trail says, NOT_APPROVED or WAITING while it may not be shown yet.
    """
    code = get(shop, code_id)
    if not code.active:
        raise ShopError(_("This payment code is no longer in use."), _("Choose another one."), "RETIRED")
    proving.refuse_unless_ready(shop, code_id)
    if amount is None or not carries_amount(code):
        return code.payload
    currency = currency_of(code)
    if amount.currency != currency:
        raise ShopError(_("This code takes {currency}, the price is in {other}.").format(currency=currency, other=amount.currency),
                        _("Write the price in {currency}, or choose another code.").format(currency=currency), "CURRENCIES")
    return kinds.with_amount(code.payload, amount_text(amount, scheme_of(code).decimals), reference)


def currency_of(code: ReceivingCode) -> str:
    """The currency that a code takes, three letters."""
    found = kinds.read(code.payload, code.scheme)
    return found.scheme.currency or str(found.inputs.get("currency", ""))


def amount_text(amount: Money, decimals: int | None = None) -> str:
    """The amount as codes write it. ``decimals``: of the scheme, None for the currency's.

    Raises ShopError: the amount has a fraction that the scheme cannot carry.
    """
    text = amount.text()
    if decimals == 0 and exponent(amount.currency):
        whole, _dot, rest = text.partition(".")
        if rest.strip("0"):
            raise ShopError(_("A code in {currency} takes whole amounts only.").format(currency=amount.currency),
                            _("Round the price."), "BAD_AMOUNT")
        return whole
    return text


def judge(shop: Shop, text: str) -> State:
    """Whether a text met in a code is own (also with an amount in it), another payee's, or no payment code at all.

    A text that only looks like one of hers (a letter changed, a blank more, a host that resembles) counts as another's.
    """
    return _judged(proven(shop), text)


def _judged(mine: Sequence[ReceivingCode], text: str) -> State:
    if any(code.payload == text for code in mine):
        return "own"
    scheme = kinds.recognised(text)
    if scheme is None:
        return "foreign" if any(imitates(text, code.payload) for code in mine) else "unknown"
    try:
        met = _payee(text, scheme.id)
    except BadPayment as refusal:
        return "unknown" if refusal.code in ("PAYER_CODE", "NOT_PAYMENT") else "foreign"
    return "own" if met and any(met == _payee(code.payload, code.scheme) for code in mine) else "foreign"


def imitates(text: str, payload: str) -> bool:
    """Whether a text is so like an own code that a person would take it for that."""
    from difflib import SequenceMatcher
    from urllib.parse import urlsplit

    def alike(one: str, other: str, least: float) -> bool:
        return bool(one and other) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= least

    one, other = text[:600].casefold().strip(), payload[:600].casefold().strip()
    try:
        hosts = urlsplit(one).netloc, urlsplit(other).netloc
    except ValueError:
        return True
    return alike(one, other, 0.85) or alike(*hosts, 0.75)


def whose(shop: Shop, spots: Sequence[Spot]) -> tuple[Seen, ...]:
    """Each code of a stall's photo with its verdict."""
    known = proven(shop, retired=True)
    return tuple(_seen(known, spot) for spot in spots)


def _seen(known: Sequence[ReceivingCode], spot: Spot) -> Seen:
    if spot.text is None:
        return Seen("unreadable", 0, "", spot.corners)
    state = _judged([code for code in known if code.active], spot.text)
    same = next((code for code in reversed(known) if code.payload == spot.text), None)
    if state == "own":
        mine = same or next(code for code in known if code.active and _judged([code], spot.text) == "own")
        return Seen("own", mine.id, spot.text, spot.corners)
    if same:
        return Seen("retired", same.id, spot.text, spot.corners)
    return Seen("foreign" if state == "foreign" else "other", 0, spot.text, spot.corners)


def result_of(seen: Sequence[Seen], missing: Sequence[Missing] = ()) -> PatrolResult:
    """The whole photo's result: ``stop`` for any code of somebody else or out of use, ``good`` only if all are hers and none
    of hers that hangs there is missing."""
    verdicts = {one.verdict for one in seen}
    if verdicts & {"foreign", "retired"}:
        return "stop"
    return "good" if verdicts == {"own"} and not missing else "look"


def missing_at(shop: Shop, place: str, seen: Sequence[Seen]) -> tuple[Missing, ...]:
    """Hers that hang at a place by the register and are not on the photo: covered, fallen, or beside the picture.

    A place where nothing hangs by the register, and "", expect nothing.
    """
    met = [one.code_id for one in seen if one.verdict == "own"]
    found = []
    for code_id, count in hanging_at(shop, place).items():
        lacking = count - met.count(code_id)
        if lacking > 0:
            found.append(Missing(code_id, lacking))
    return tuple(found)


def hanging_at(shop: Shop, place: str) -> dict[int, int]:
    """How many sheets of each code hang at a place: the copies noted as printed for it, at least one where it was noted."""
    rows = shop.rows(
        "SELECT code_id, max(1, (SELECT coalesce(sum(copies), 0) FROM code_copies AS c "
        "WHERE c.code_id = p.code_id AND c.place = p.place AND c.gone_at IS NULL)) AS count "
        "FROM code_places AS p JOIN receiving_codes AS r ON r.id = p.code_id "
        "WHERE place = ? AND r.retired_at IS NULL ORDER BY code_id", (place,))
    return {int(row["code_id"]): int(row["count"]) for row in rows}


def places(shop: Shop) -> list[str]:
    """Every place where a code in use hangs, the one looked at last first."""
    names = [str(row["place"]) for row in shop.rows(
        "SELECT DISTINCT place FROM code_places JOIN receiving_codes ON id = code_id WHERE retired_at IS NULL ORDER BY place")]
    last = last_patrol(shop)
    return sorted(names, key=lambda name: (last is None or name != last.place, name))


def places_by_print(shop: Shop) -> list[str]:
    """Every place that a sheet was printed for or a code was noted at, the last one first, then by name."""
    rows = shop.rows("SELECT place, max(since) AS last FROM (SELECT place, printed_at AS since FROM code_copies "
                     "UNION ALL SELECT place, since FROM code_places) WHERE place <> '' GROUP BY place ORDER BY last DESC, place")
    return [str(row["place"]) for row in rows]


def copies(shop: Shop, code_id: int | None = None, *, gone: bool = False) -> list[Copies]:
    """The printed sheets, of one code or of all, newest first; those taken down as well where asked for."""
    rows = shop.rows(
        "SELECT id, code_id, copies, place, printed_at, coalesce(gone_at, '') AS gone_at, as_file FROM code_copies "
        "WHERE (? IS NULL OR code_id = ?) AND (? OR gone_at IS NULL) ORDER BY printed_at DESC, id DESC", (code_id, code_id, gone))
    return [Copies(row["id"], row["code_id"], row["copies"], row["place"], row["printed_at"], row["gone_at"], bool(row["as_file"]))
            for row in rows]


def to_take_down(shop: Shop) -> list[tuple[ReceivingCode, Copies]]:
    """Sheets of codes that are out of use and still hang."""
    known = {code.id: code for code in codes(shop, retired=True)}
    return [(known[one.code_id], one) for one in copies(shop) if not known[one.code_id].active]


def seen_text(seen: Sequence[Seen]) -> str:
    """What was seen as the log keeps it."""
    import json

    return json.dumps([[one.verdict, one.code_id, one.text, one.corners] for one in seen], ensure_ascii=False)


_PATROLS = "SELECT id, at, picture, width, height, result, seen, place, missing FROM patrols "


def _patrol(row: Row) -> Patrol:
    import json

    seen = []
    for verdict, code_id, text, (a, b, c, d) in json.loads(row["seen"]):
        seen.append(Seen(verdict, code_id, text, (tuple(a), tuple(b), tuple(c), tuple(d))))
    return Patrol(row["id"], row["at"], row["picture"], row["width"], row["height"], row["result"], tuple(seen), row["place"],
                  tuple(Missing(*one) for one in json.loads(row["missing"])))


def patrol(shop: Shop, patrol_id: int) -> Patrol:
    """One look at the stall. Raises ShopError: no such look."""
    row = shop.one(_PATROLS + "WHERE id = ?", (patrol_id,))
    if row is None:
        raise ShopError(_("This check of the stall is not kept."), _("Choose another one from the log."), "NO_PATROL")
    return _patrol(row)


def patrols(shop: Shop, *, limit: int = 60) -> list[Patrol]:
    """The latest looks at the stall, newest first."""
    return [_patrol(row) for row in shop.rows(_PATROLS + "ORDER BY at DESC, id DESC LIMIT ?", (limit,))]


def last_patrol(shop: Shop) -> Patrol | None:
    """The latest look at the stall, or None."""
    return next(iter(patrols(shop, limit=1)), None)


def _payee(payload: str, scheme_id: str) -> tuple[str, str] | None:
    """Scheme and payee, for schemes whose codes can be made anew with an amount; None where only the whole text tells."""
    payee = kinds.read(payload, scheme_id).scheme.payee(payload)
    return (scheme_id, payee) if payee else None
