"""Changes to the receiving codes, one ``shop.step`` each. A payload is kept byte for byte and proven before it is kept."""

from __future__ import annotations

import json
from pathlib import Path

from producer_app.areas.payments import approving, kinds, pictures, queries
from producer_app.areas.payments.rows import Inputs, Patrol, Reading
from producer_app.areas.payments.trail import proving, writing
from producer_app.areas.payments.trail.entries import patrol_hash
from producer_app.areas.payments.trail.keys import Key
from producer_app.base import clock
from producer_app.base.errors import BadPayment, ShopError
from producer_app.base.i18n import _
from producer_app.store.shop import Shop

MOST_OWNER_LETTERS = 100
MOST_COPIES = 9999


def checked(text: str, owner: str) -> Reading:
    """What a text says, once it may be kept as an own code of this owner.

    Raises BadPayment: no receiving code, a payer's code, one that expires, one that does not read back the same when drawn
    anew. Raises ShopError: no owner's name.
    """
    found = readable(text)
    if not " ".join(owner.split()):
        raise ShopError(_("The payee's name is not written yet."), _("Write it as the wallet shows it."), "NO_OWNER")
    if len(owner) > MOST_OWNER_LETTERS:
        raise ShopError(_("The name is too long."), _("Use at most {most} letters.").format(most=MOST_OWNER_LETTERS),
                        "NAME_TOO_LONG")
    return found


def readable(text: str) -> Reading:
    """What a text says, once it is a receiving code that can be printed. Raises BadPayment."""
    found = kinds.read(text)
    if found.scheme.one_time(text, found.inputs):
        raise BadPayment(_("This code is for one payment and expires."),
                         _("Use the code that stays the same every day."), "EXPIRES")
    if text.encode(found.scheme.encoding(text)) != text.encode("utf-8"):
        raise BadPayment(_("This code is written in an old alphabet that cannot be drawn anew."),
                         _("Ask your bank for a code in UTF-8."), "OLD_ALPHABET")
    if not pictures.reads_back(text, bytes_only=found.scheme.bytes_only):
        raise BadPayment(_("The code could not be read back after it was drawn."), _("It was not kept. Take a new picture of it."),
                         "NOT_READ_BACK")
    return found


def register(shop: Shop, text: str, owner: str, *, image: Path | bytes | None = None, suffix: str = "",
             key: Key | None = None) -> int:
    """Keeps an own receiving code; gives its id once it is on disk. ``owner``: the payee's name as the wallet shows it;
    ``image``: the picture it came from, kept unchanged; ``suffix``: its kind (``.png``) where bytes are given; ``key``: from
    ``approving.unlock``, once the shop has a passphrase; then it waits until its printed page was read back.

    Raises BadPayment, ShopError: see ``checked``; this code is kept already; NEED_PASSPHRASE, TAMPERED.
    """
    found = checked(text, owner)
    twin = queries.active_with(shop, text)
    if twin:
        raise ShopError(_("You have this code already, under the name {owner}.").format(owner=twin.owner),
                        _("Nothing was changed."), "TWICE")
    approving.check_key(shop, key)
    kept = _kept_image(shop, image, suffix)
    values = {"scheme": found.scheme.id, "kind": found.scheme.standing(text, found.inputs), "owner": " ".join(owner.split()),
              "payload": text, "last_digits": last_digits(found), "image": kept, "added_at": clock.now()}
    with writing.step(shop, _("Add payment code")) as log:
        row = log.db.execute(
            "INSERT INTO receiving_codes(scheme, kind, owner, payload, last_digits, image, added_at) VALUES(:scheme, :kind, "
            ":owner, :payload, :last_digits, :image, :added_at) RETURNING id", values).fetchone()
        log.add("registered", int(row[0]), dict(values), key=key)
    return int(row[0])


def register_built(shop: Shop, scheme_id: str, inputs: Inputs, owner: str, *, key: Key | None = None) -> int:
    """Makes an own code from its parts and keeps it. Raises BadPayment, ShopError: see ``kinds.build`` and ``register``."""
    return register(shop, kinds.build(scheme_id, inputs), owner, key=key)


def last_digits(found: Reading) -> str:
    """The last four letters or digits of the account, for telling codes apart by eye."""
    return "".join(c for c in found.scheme.account(found.inputs) if c.isalnum())[-4:]


def _kept_image(shop: Shop, image: Path | bytes | None, suffix: str) -> str:
    if image is None:
        return ""
    if isinstance(image, Path):
        suffix, image = image.suffix.lower(), pictures.picture_bytes(image)
    # A stranger's file name may end in anything; only its letters are taken over.
    plain = suffix[1:6].isascii() and suffix[1:6].isalnum()
    return shop.files.keep(image, suffix[:6] if plain else ".img")


def retire(shop: Shop, code_id: int, *, key: Key | None = None) -> None:
    """Takes a code out of use; it stays known, so that old sheets with it are recognised. Not undone: it is added again.

    Raises ShopError: no such code; NEED_PASSPHRASE, TAMPERED.
    """
    code = queries.get(shop, code_id)
    if not code.active:
        return
    approving.check_key(shop, key)
    now = clock.now()
    with writing.step(shop, _("Retire payment code")) as log:
        log.db.execute("UPDATE receiving_codes SET retired_at = ? WHERE id = ?", (now, code_id))
        log.add("retired", code_id, {"retired_at": now}, key=key)


def hang(shop: Shop, code_id: int, place: str) -> None:
    """Notes that a code hangs somewhere, from now. Raises ShopError: no such code, no name for the place."""
    queries.get(shop, code_id)
    name = " ".join(place.split())
    if not name:
        raise ShopError(_("The place has no name yet."), _("Write where the code hangs, like “market stall”."), "NO_PLACE")
    with shop.step(_("Note where a code hangs")) as db:
        db.execute("INSERT INTO code_places(code_id, place, since) VALUES(?, ?, ?) ON CONFLICT(code_id, place) DO NOTHING",
                   (code_id, name, clock.now()))


def take_down(shop: Shop, code_id: int, place: str) -> None:
    """Notes that a code, and every sheet of it, no longer hangs there."""
    with shop.step(_("Note that a code was taken down")) as db:
        db.execute("DELETE FROM code_places WHERE code_id = ? AND place = ?", (code_id, place))
        db.execute("UPDATE code_copies SET gone_at = ? WHERE code_id = ? AND place = ? AND gone_at IS NULL",
                   (clock.now(), code_id, place))


def note_copies(shop: Shop, code_id: int, copies: int, where: str = "", printed_at: str = "", *, as_file: bool = False) -> int:
    """Notes printed sheets of a code, in the register and in the trail; gives their number in the register.

    ``where``: the place they hang at, "" for not known yet; ``printed_at``: UTC, "" for now; ``as_file``: saved as a file, which is
    printed elsewhere. Not undone by Undo: the paper is there. Raises ShopError: no such code, no number of sheets, TAMPERED.
    """
    queries.get(shop, code_id)
    proving.refuse_if_touched(shop)
    if not 1 <= copies <= MOST_COPIES:
        raise ShopError(_("Between 1 and {most} sheets can be noted at a time.").format(most=MOST_COPIES),
                        _("Write a smaller number."), "COPIES")
    place, when = " ".join(where.split()), printed_at or clock.now()
    with writing.step(shop, _("Note printed sheets of a code")) as log:
        row = log.db.execute("INSERT INTO code_copies(code_id, copies, place, printed_at, as_file) VALUES(?, ?, ?, ?, ?) "
                             "RETURNING id", (code_id, copies, place, when, as_file)).fetchone()
        if place:
            log.db.execute("INSERT INTO code_places(code_id, place, since) VALUES(?, ?, ?) ON CONFLICT(code_id, place) DO NOTHING",
                           (code_id, place, when))
        log.add("printed", code_id, {"copies": copies, "place": place, "printed_at": when, "as_file": as_file})
    return int(row[0])


def copies_gone(shop: Shop, copies_id: int) -> None:
    """Ticks printed sheets off: they were taken down."""
    with shop.step(_("Sheets of a code taken down")) as db:
        db.execute("UPDATE code_copies SET gone_at = ? WHERE id = ? AND gone_at IS NULL", (clock.now(), copies_id))


def keep_patrol(shop: Shop, photo: pictures.StallPhoto, *, place: str = "") -> Patrol:
    """Notes a look at the stall: the photo, when, whose every code in it is, which of hers is missing there. Not undone.

    ``place``: where it was taken, as the register calls it. Raises ShopError TAMPERED.
    """
    proving.refuse_if_touched(shop)
    seen = queries.whose(shop, photo.spots)
    missing = queries.missing_at(shop, place, seen)
    kept = shop.files.keep(photo.jpeg, ".jpg")
    values = (clock.now(), kept, photo.width, photo.height, queries.result_of(seen, missing), queries.seen_text(seen), place,
              json.dumps(missing))
    with writing.step(shop, _("Check the codes on the stall")) as log:
        row = log.db.execute(
            "INSERT INTO patrols(at, picture, width, height, result, seen, place, missing) VALUES(?, ?, ?, ?, ?, ?, ?, ?) "
            "RETURNING id", values).fetchone()
        log.add("patrol", 0, {"patrol": int(row[0]), "row": patrol_hash(values), "result": values[4]})
    return queries.patrol(shop, int(row[0]))
