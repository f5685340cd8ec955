"""``payload build|read|amount|tidy`` for programs, ``codes read|add|list`` for the shop's own receiving codes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from producer_app.areas.payments import actions, kinds, pictures, queries, trail_commands
from producer_app.areas.payments.rows import ReceivingCode
from producer_app.base.errors import BadPayment, ShopError
from producer_app.base.i18n import _, ngettext
from producer_app.cli.desk import Command, Desk, json_argument, shop_argument

Answer = dict[str, Any]
Answerer = Callable[[dict[str, Any]], Answer]


# ---------------------------------------------------------------- payload
def _text(question: dict[str, Any], name: str, default: str | None = None) -> str:
    value = question.get(name, default)
    if not isinstance(value, str):
        raise BadPayment(_("“{name}” must be text.").format(name=name), _("Write it in quotation marks."), "BAD_QUESTION")
    return value


def _read(question: dict[str, Any]) -> Answer:
    found = kinds.read(_text(question, "payload"), _text(question, "scheme", "") or None)
    answer: Answer = {"scheme": found.scheme.id, "inputs": found.inputs}
    cautions = found.scheme.cautions(_text(question, "payload"), found.inputs)
    return {**answer, "cautions": cautions} if cautions else answer


def _build(question: dict[str, Any]) -> Answer:
    inputs = question.get("inputs")
    if not isinstance(inputs, dict):
        raise BadPayment(_("“{name}” must be an object.").format(name="inputs"), _("Write it in braces."), "BAD_QUESTION")
    return {"payload": kinds.build(_text(question, "scheme"), inputs)}


def _amount(question: dict[str, Any]) -> Answer:
    reference = _text(question, "reference", "")
    return {"payload": kinds.with_amount(_text(question, "payload"), _text(question, "amount"), reference)}


def _tidy(question: dict[str, Any]) -> Answer:
    return {"value": kinds.tidy(_text(question, "scheme"), _text(question, "kind"), _text(question, "raw"))}


def _lines() -> Iterator[bytes]:
    """Standard input line by line; a line that ends the stream without a break counts too."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n").removesuffix(b"\r")


def _answer(line: bytes, answer: Answerer) -> Answer:
    """One answer; an error is an answer too."""
    try:
        question = json.loads(line.decode("utf-8"))
        if not isinstance(question, dict):
            raise ValueError("not an object")
    except (ValueError, RecursionError):
        return {"error": {"code": "BAD_LINE", "message": _("This line is not a JSON object.")}}
    try:
        return answer(question)
    except ShopError as refusal:
        return {"error": {"code": refusal.code, "message": _printable(str(refusal))}}


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _answering(answer: Answerer) -> Callable[[argparse.Namespace, Desk], int]:
    def run(_args: argparse.Namespace, desk: Desk) -> int:
        for line in _lines():
            desk.give(_answer(line, answer))
        return 0

    return run


# ---------------------------------------------------------------- codes
def _found(image: Path, *, whole: bool) -> tuple[list[pictures.Found], int]:
    """The codes that can be read, and how many cannot. ``whole``: looks for every one, as the check of the stall does."""
    if not whole:
        return pictures.codes_in(image), 0
    spots = pictures.stall_photo(image).spots
    if not spots:
        raise pictures.refusal("NO_CODE")
    found = [pictures.Found(spot.text, spot.corners) for spot in spots if spot.text is not None]
    return found, len(spots) - len(found)


def _codes_read(args: argparse.Namespace, desk: Desk) -> int:
    """Every code in every picture; a picture without one is told on standard error and ends in 1, the others are still read."""
    shop = desk.open_shop(args.shop) if args.shop else None
    exit_code = 0
    for image in args.images:
        try:
            found, unreadable = _found(image, whole=shop is not None)
        except ShopError as refusal:
            desk.say(f"{image}: {refusal}")
            exit_code = 1
            continue
        if unreadable:
            desk.say(ngettext("{file}: {count} code in it cannot be read.", "{file}: {count} codes in it cannot be read.",
                              unreadable).format(file=image, count=unreadable))
        for code in found:
            scheme = kinds.recognised(code.text)
            desk.give({
                "file": str(image), "text": code.text, "scheme": scheme.id if scheme else None,
                "state": queries.judge(shop, code.text) if shop else "unknown",
                "corners": [list(corner) for corner in code.corners]})
    if shop:
        shop.close()
    return exit_code


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help="pictures with codes")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="compare with this shop's codes")
    json_argument(parser)


def _codes_add(args: argparse.Namespace, desk: Desk) -> int:
    image = None if args.image is None else pictures.picture_bytes(args.image)
    suffix = "" if args.image is None else args.image.suffix.lower()[:6]
    text = args.text if image is None else pictures.one_code_in(image).text
    actions.checked(text, args.owner)
    with desk.open_shop(args.shop, create=True) as shop:
        desk.give(str(actions.register(shop, text, args.owner, image=image, suffix=suffix, key=trail_commands.key_for(shop))))
    return 0


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--image", type=Path, metavar="FILE", help="a picture with the code")
    source.add_argument("--text", metavar="TEXT", help="what the code says")
    parser.add_argument("--owner", required=True, metavar="NAME", help="who receives the money, as the wallet shows it")


def as_json(code: ReceivingCode) -> Answer:
    """One code for programs; the payload itself stays in the shop."""
    return {"id": code.id, "scheme": code.scheme, "kind": code.kind, "owner": code.owner, "last_digits": code.last_digits,
            "places": [place.name for place in code.places], "state": "active" if code.active else "retired"}


def _codes_list(args: argparse.Namespace, desk: Desk) -> int:
    with desk.open_shop(args.shop) as shop:
        for code in queries.codes(shop, retired=True):
            told = as_json(code)
            desk.give(told if args.json else "\t".join(
                [str(code.id), code.scheme, code.owner, f"…{code.last_digits}", told["state"]]))
    return 0


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    shop_argument(parser)
    json_argument(parser)


def _none(_parser: argparse.ArgumentParser) -> None:
    pass


COMMANDS = [
    Command(("payload", "build"), "make payment codes from their parts, one JSON object a line", _none, _answering(_build)),
    Command(("payload", "read"), "say what payment codes hold, one JSON object a line", _none, _answering(_read)),
    Command(("payload", "amount"), "make codes ask for an amount, one JSON object a line", _none, _answering(_amount)),
    Command(("payload", "tidy"), "turn typed numbers into what codes carry, one JSON object a line", _none, _answering(_tidy)),
    Command(("codes", "read"), "read the codes in pictures", _read_arguments, _codes_read),
    Command(("codes", "add"), "keep an own receiving code after its checks", _add_arguments, _codes_add),
    Command(("codes", "list"), "list the own receiving codes", _list_arguments, _codes_list),
    *trail_commands.COMMANDS,
]
