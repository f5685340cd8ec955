"""Who may say that a code is hers: the passphrase, the printed page read back, the waiting time; and putting things right.

Everything here is one entry of the trail, signed. ``unlock`` takes some tenths of a second, so a screen calls it in a worker
with ``key_of`` and values.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from producer_app.areas.payments import marks
from producer_app.areas.payments.trail import keys, proving, remembering, writing
from producer_app.areas.payments.trail.findings import Proof
from producer_app.areas.payments.trail.keys import Key
from producer_app.areas.payments.trail.remembering import Memory
from producer_app.areas.payments.trail.replaying import FORGOTTEN_DAYS, Second, waited_since
from producer_app.base import clock
from producer_app.base.errors import ShopError
from producer_app.base.i18n import _, isolate
from producer_app.store.shop import Shop

# Between the approval and the first use, for a cooperative: minutes.
WAITS = (0, 10, 12 * 60)
MOST_NAME_LETTERS = 60


# ---------------------------------------------------------------- the passphrase
def key_of(passphrase: str, salt: str, public: str) -> Key:
    """The key of a passphrase. Raises ShopError WRONG_PASSPHRASE: it is another one's. Values only, so a worker may call it."""
    key = keys.unlocked(passphrase, salt)
    if key.public != public:
        raise ShopError(_("This is not the passphrase."), _("Nothing was changed. Try again; capital letters make no difference."),
                        "WRONG_PASSPHRASE")
    return key


def lock_of(shop: Shop) -> tuple[str, str]:
    """Salt and public key that a passphrase must fit, "" for none: as this computer remembers them where the file was touched."""
    return proving.look(shop).lock


def unlock(shop: Shop, passphrase: str) -> Key:
    """The shop's key. Raises ShopError: WRONG_PASSPHRASE; NOT_PROTECTED where none was set yet."""
    salt, public = lock_of(shop)
    if not public:
        raise ShopError(_("This shop has no passphrase yet."), _("Set one under “My payment codes”."), "NOT_PROTECTED")
    return key_of(passphrase, salt, public)


def check_key(shop: Shop, key: Key | None) -> Proof:
    """Raises ShopError: TAMPERED; NEED_PASSPHRASE where the shop has one and it was not given."""
    proof = proving.refuse_if_touched(shop)
    if proof.protected and (key is None or key.public != proof.lock[1]):
        raise ShopError(_("A payment code is changed with the passphrase only."), _("Write the passphrase of this shop."),
                        "NEED_PASSPHRASE")
    return proof


def protect(shop: Shop, passphrase: str) -> Key:
    """Sets the passphrase. Codes that are in use stay in use. Raises ShopError: WEAK, PROTECTED already, TAMPERED."""
    if proving.refuse_if_touched(shop).protected:
        raise ShopError(_("This shop has a passphrase already."), _("Change it with the old one."), "PROTECTED")
    keys.check(passphrase)
    salt = keys.new_salt()
    key = keys.unlocked(passphrase, salt)
    with writing.step(shop, _("Protect the payment codes")) as log:
        log.add("protected", 0, {"public": key.public, "salt": salt}, key=key)
    _tell_ring(shop)
    return key


def change_passphrase(shop: Shop, key: Key, passphrase: str) -> Key:
    """Another passphrase, signed with the old one's key. Raises ShopError: WEAK, NEED_PASSPHRASE, TAMPERED."""
    check_key(shop, key)
    keys.check(passphrase)
    salt = keys.new_salt()
    new = keys.unlocked(passphrase, salt)
    with writing.step(shop, _("Change the passphrase of the payment codes")) as log:
        log.add("new_passphrase", 0, {"public": new.public, "salt": salt}, key=key)
    _tell_ring(shop)
    return new


# ---------------------------------------------------------------- the second person of a cooperative
def second_of(shop: Shop) -> Second:
    """Who must agree as well, with an empty ``public`` for nobody."""
    return proving.look(shop).second


def check_second(proof: Proof, second: Key | None) -> Key | None:
    """The key that signs as well, None where nobody must. Raises ShopError NEED_SECOND."""
    if not proof.second.public:
        return None
    if second is None or second.public != proof.second.public:
        name = isolate(proof.second.name)
        raise ShopError(_("{name} must agree to this.").format(name=name),
                        _("Let {name} write the second passphrase.").format(name=name), "NEED_SECOND")
    return second


def set_second(shop: Shop, name: str, passphrase: str, *, key: Key | None, second: Key | None = None) -> Key:
    """From now on this person agrees with a passphrase of her own before a code may be shown. ``second``: of who did until now.

    Raises ShopError: NO_NAME, WEAK, SAME_PASSPHRASE, NOT_PROTECTED, NEED_PASSPHRASE, NEED_SECOND, TAMPERED.
    """
    proof = check_key(shop, key)
    if not proof.protected:
        raise ShopError(_("This shop has no passphrase yet."), _("Set one under “My payment codes”."), "NOT_PROTECTED")
    named = " ".join(name.split())[:MOST_NAME_LETTERS]
    if not named:
        raise ShopError(_("The second person has no name yet."), _("Write the name that everybody here knows."), "NO_NAME")
    agreed = check_second(proof, second)
    keys.check(passphrase)
    if keys.unlocked(passphrase, proof.lock[0]).public == proof.lock[1]:
        raise ShopError(_("This is the first person’s passphrase."), _("The second person takes one that nobody else knows."),
                        "SAME_PASSPHRASE")
    salt = keys.new_salt()
    new = keys.unlocked(passphrase, salt)
    with writing.step(shop, _("A second person agrees to payment codes")) as log:
        log.add("second_person", 0, {"name": named, "public": new.public, "salt": salt}, key=key, second=agreed or new)
    _tell_ring(shop)
    return new


def end_second(shop: Shop, *, key: Key | None, second: Key | None) -> None:
    """One person is enough again; both sign that. Raises ShopError NEED_SECOND and as ``check_key``."""
    agreed = check_second(check_key(shop, key), second)
    if agreed is not None:
        with writing.step(shop, _("One person is enough for payment codes")) as log:
            log.add("second_person", 0, {"name": "", "public": "", "salt": ""}, key=key, second=agreed)
        _tell_ring(shop)


def set_wait(shop: Shop, minutes: int, *, key: Key | None, second: Key | None = None) -> None:
    """How long an approved code waits before it may be shown, for shops where several people work. Raises ShopError."""
    if minutes not in WAITS:
        raise ShopError(_("There is no such waiting time."), _("Choose one of the list."), "BAD_WAIT")
    agreed = check_second(check_key(shop, key), second)
    with writing.step(shop, _("Change the waiting time of payment codes")) as log:
        log.add("rules", 0, {"wait_minutes": minutes}, key=key, second=agreed)


# ---------------------------------------------------------------- approval
def approve(shop: Shop, code_id: int, scanned: str, owner: str, *, key: Key | None = None, second: Key | None = None) -> str:
    """The printed page was read back and says the very same: the code may be shown, after the waiting time. Gives from when.

    ``scanned``: what the reader found on the page; ``owner``: the name typed again, as the phone shows it; ``second``: the key of
    the second person, where there is one. Raises ShopError: DIFFERENT_CODE, DIFFERENT_NAME, RETIRED, NEED_PASSPHRASE,
    NEED_SECOND, TAMPERED.
    """
    proof = check_key(shop, key)
    code = proof.state.codes.get(code_id)
    if code is None or code.standing == "retired":
        raise ShopError(_("This payment code is no longer in use."), _("Choose another one."), "RETIRED")
    if scanned.encode("utf-8") != code.values["payload"].encode("utf-8"):
        raise ShopError(_("Stop. This page does not carry your code."), _("Do not hang it up. Print the page again."),
                        "DIFFERENT_CODE")
    if " ".join(owner.split()).casefold() != code.values["owner"].casefold():
        raise ShopError(_("This is not the name of the code."),
                        _("Scan it with another phone and write the name that you see there."), "DIFFERENT_NAME")
    agreed = check_second(proof, second)
    active_from = clock.as_text(datetime.now(UTC) + timedelta(minutes=proof.state.wait_minutes))
    with writing.step(shop, _("Approve payment code")) as log:
        log.add("approved", code_id, {"active_from": active_from, "payload": code.values["payload"]}, key=key,
                second=agreed)
    _tell_ring(shop)
    return active_from


# ---------------------------------------------------------------- a forgotten passphrase
def forgotten(shop: Shop) -> str:
    """Begins the slow way to a new passphrase; gives the day (UTC) from which it may be set. Everybody sees it till then."""
    proof = proving.refuse_if_touched(shop)
    if not proof.protected:
        raise ShopError(_("This shop has no passphrase yet."), _("Set one under “My payment codes”."), "NOT_PROTECTED")
    if not proof.state.forgotten_at:
        with writing.step(shop, _("Ask for a new passphrase")) as log:
            log.add("forgotten")
    return renewable_from(proving.look(shop))


def renewable_from(proof: Proof) -> str:
    """From when a new passphrase may be set, "" where nobody asked."""
    asked = proof.state.forgotten_at
    return clock.as_text(clock.parse(asked) + timedelta(days=FORGOTTEN_DAYS)) if asked else ""


def known_after_all(shop: Shop, key: Key) -> None:
    """The passphrase is known, or the second person objects: the slow way ends. Raises ShopError."""
    proof = proving.refuse_if_touched(shop)
    if key.public != proof.second.public:
        check_key(shop, key)
    with writing.step(shop, _("Keep the passphrase")) as log:
        log.add("remembered", key=key)


def renew(shop: Shop, passphrase: str) -> Key:
    """A new passphrase after the waiting time; every code must be read back from its page anew, and a second person is asked anew
    too: that passphrase may be the forgotten one. Raises ShopError: TOO_EARLY."""
    proof = proving.refuse_if_touched(shop)
    memory = remembering.recall(shop.folder)
    # An entry may be written with any date; what this computer saw itself may not.
    seen_here = replace(proof.state, forgotten_at=memory.asked) if memory else proof.state
    if not (waited_since(proof.state, clock.now()) and waited_since(seen_here, clock.now())):
        when = renewable_from(proof)
        raise ShopError(_("A new passphrase takes {days} days.").format(days=FORGOTTEN_DAYS),
                        _("Come back on {day}.").format(day=isolate(when[:10])) if when else _("Ask for it first."), "TOO_EARLY")
    keys.check(passphrase)
    salt = keys.new_salt()
    key = keys.unlocked(passphrase, salt)
    _begin_anew(shop, proof, key=key, salt=salt, second=Second())
    return key


def accept_renewal(shop: Shop, key: Key | None, paper_words: str) -> None:
    """She set the new passphrase herself, on another computer: she knows it, and has a sheet printed since. Remembered here only.

    ``paper_words``: the four check words on that sheet, in order, in any one language. Raises ShopError: OTHER_WORDS,
    NEED_PASSPHRASE, NOT_RENEWED.
    """
    proof = proving.look_again(shop)
    if not proof.renewed:
        raise ShopError(_("No new passphrase was set elsewhere."), _("Nothing was changed."), "NOT_RENEWED")
    _need_key(proof, key)
    state = proof.state
    if not marks.on_paper(state, paper_words):
        raise ShopError(_("These words belong to none of your codes."),
                        _("Write the four words of a sheet printed since the new passphrase, in their order."), "OTHER_WORDS")
    with shop.step(_("Look at the record of payment codes")):
        seen = Memory(state.shop, state.head, (), state.public, state.salt, second=proving.told(state.second))
        remembering.keep(shop.folder, seen)
    _tell_ring(shop)
    proving.look_again(shop)


# ---------------------------------------------------------------- putting right
def put_back(shop: Shop, *, key: Key | None = None) -> int:
    """Every code as its trail has it; codes that are not in it are taken away. Gives how many rows were put right.

    Raises ShopError: NOT_MENDABLE where the trail itself was touched (``begin_again``); NEED_PASSPHRASE.
    """
    proof = proving.look_again(shop)
    if not proof.findings:
        return 0
    if not proof.mendable:
        raise ShopError(_("The record of your codes itself was changed."), _("Begin it again and read every sheet back."),
                        "NOT_MENDABLE")
    _need_key(proof, key)
    touched = sorted({one.code_id for one in proof.findings if one.code_id})
    with writing.step(shop, _("Put the payment codes right")) as log:
        # Two codes may have been exchanged with one another, and one text stands only once among those in use.
        for code_id in touched:
            log.db.execute("UPDATE receiving_codes SET payload = 'moved ' || id WHERE id = ?", (code_id,))
        for code_id in touched:
            code = proof.state.codes.get(code_id)
            if code is None:
                log.db.execute("DELETE FROM receiving_codes WHERE id = ?", (code_id,))
                continue
            log.db.execute(
                "INSERT INTO receiving_codes(id, scheme, kind, owner, payload, last_digits, image, added_at, retired_at) "
                "VALUES(:id, :scheme, :kind, :owner, :payload, :last_digits, :image, :added_at, :retired_at) "
                "ON CONFLICT(id) DO UPDATE SET scheme = excluded.scheme, kind = excluded.kind, owner = excluded.owner, "
                "payload = excluded.payload, last_digits = excluded.last_digits, image = excluded.image, "
                "added_at = excluded.added_at, retired_at = excluded.retired_at",
                {"id": code_id, **code.values, "retired_at": code.retired_at or None})
        patrols = {str(number): row for number, row in proving.patrol_rows(shop).items()}
        log.add("put_back", 0, {"findings": _listed(proof), "patrols": patrols}, key=key)
    return len(touched)


def begin_again(shop: Shop, *, key: Key | None = None) -> None:
    """The record was touched and she looked at every code: it goes on from what stands there now, and every code waits until
    its printed sheet was read back. The old entries stay. Raises ShopError NEED_PASSPHRASE."""
    proof = proving.look_again(shop)
    if proof.findings:
        _need_key(proof, key)
        _begin_anew(shop, proof, key=key, salt=proof.lock[0], second=proof.second)


def own_up(shop: Shop) -> None:
    """She says that the codes, or the prints and checks, that came from another computer are hers. Remembered here only."""
    with shop.step(_("Look at the record of payment codes")):
        remembering.own_up(shop.folder)
    proving.look_again(shop)


def _need_key(proof: Proof, key: Key | None) -> None:
    if proof.protected and (key is None or key.public != proof.lock[1]):
        raise ShopError(_("A payment code is changed with the passphrase only."), _("Write the passphrase of this shop."),
                        "NEED_PASSPHRASE")


def _listed(proof: Proof) -> list[list[str | int]]:
    return [[one.kind, one.code_id, one.n] for one in proof.findings]


def _begin_anew(shop: Shop, proof: Proof, *, key: Key | None, salt: str, second: Second) -> None:
    memory = remembering.recall(shop.folder)
    number = memory.shop if memory else proof.state.shop
    codes = {str(code_id): {**proving.row_values(row), "retired_at": row["retired_at"]}
             for code_id, row in proving.code_rows(shop).items()}
    patrols = {str(number): row for number, row in proving.patrol_rows(shop).items()}
    public, salt = (key.public, salt) if key else ("", "")
    about = {"shop": number, "public": public, "salt": salt, "codes": codes, "patrols": patrols,
             "wait_minutes": proof.state.wait_minutes, "findings": _listed(proof), "second": second.public,
             "second_name": second.name, "second_salt": second.salt}
    with shop.step(_("Begin the record of payment codes again"), undoable=False) as db:
        proving.restore_guards(shop, db)
        log = writing.Log(shop, db)
        log.add("begun_again", 0, about, key=key)
    # What was seen before is of no use any more: the entries it speaks of may be gone.
    remembering.keep(shop.folder, Memory(number, log.head, (), public, salt, second=proving.told(second)))
    _tell_ring(shop)
    proving.look_again(shop)


def _tell_ring(shop: Shop) -> None:
    """The system's keyring remembers the last signed entry as well, where there is one that works."""
    memory, ring = remembering.recall(shop.folder), remembering.Ring.at_hand()
    if memory is not None and ring is not None:
        ring.keep(shop.folder, memory)
