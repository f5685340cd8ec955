"""A chat text becomes orders: a relay list line by line, else each block of the text.

In a block, what is labelled (收货人：…) is believed; then phones, goods with an amount, the address and the name are taken
out one after the other, and what is left over is the note. Nothing is thrown away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from producer_app.areas.orders.chat import uyghur
from producer_app.areas.orders.chat.addresses import DETAIL, split
from producer_app.areas.orders.chat.amounts import amounts
from producer_app.areas.orders.chat.goods import Catalogue, item, items_in
from producer_app.areas.orders.chat.people import PHONE, SPACED, name_of, phone_of
from producer_app.areas.orders.chat.values import Address, ChatItem, ChatOrder, ChatText, Part, Wares
from producer_app.base.i18n import _
from producer_app.base.money import Money

# A text longer than this is no chat; more lines than this no relay.
LONGEST, MOST_ORDERS = 60_000, 500
# A line of so many letters with a phone in it is an order of its own, where there are several of them.
WHOLE_ORDER = 20
_LABELS = {
    "name": ("收货人姓名", "收件人姓名", "收货人", "收件人", "联系人", "姓名", "名字", "name", "recipient", "تاپشۇرۇۋالغۇچى",
             "ئىسمى", "ئىسىم"),
    "phone": ("手机号码", "联系电话", "收货电话", "电话号码", "手机号", "联系方式", "手机", "电话", "phone",
              "mobile", "tel", "تېلېفون نومۇرى", "تېلېفون"),
    "region": ("所在地区", "省市区", "地区", "region"),
    "address": ("详细地址", "收货地址", "收件地址", "地址", "address", "ئادرېسى", "ئادرېس"),
    "items": ("商品", "货品", "品名", "订购", "购买", "订单内容", "产品", "goods", "items", "order", "مەھسۇلات", "مال"),
    "count": ("数量", "件数", "quantity", "qty", "سانى"),
    "note": ("买家留言", "备注", "留言", "note", "ئىزاھات", "ئەسكەرتىش"),
}
_KEY = {word: key for key, found in _LABELS.items() for word in found}
_LABEL = re.compile(r"(?:^|(?<=[\s,，;；。\n]))(" + "|".join(sorted(map(re.escape, _KEY), key=len, reverse=True)) +
                    r")\s*[:：]\s*", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(r"^\s*(\d{1,3})\s*[.．、,，)）]\s*(?!\d)(.*\S)?\s*$")
_KEYCAP = re.compile(r"^\s*([①-⑳]|\d{1,2}(?=\ufe0f?\u20e3))(?:\ufe0f?\u20e3)?[.、]?\s*", re.MULTILINE)
_EXAMPLE = re.compile(r"^\s*(?:例|示例|格式|例如)\s*[:：]?")
_CODED = re.compile(r"^\s*([A-Ha-h])\s*[.．、:：)）\s]\s*(\S.*)$")
_CODE_USED = re.compile(r"(?<![A-Za-z])([A-H])\s*[x×*+:：]?\s*(\d{1,3})(?![\dA-Za-z])", re.IGNORECASE)
_TOLD = re.compile(r"(?:共计|合计|总共|一共|总计|共|جەمئىي|total)\s*[:：]?\s*[¥￥]?\s*(\d{1,6}(?:\.\d{1,2})?)"
                   r"\s*(?:元|块钱|块|يۈەن)?", re.IGNORECASE)
_PRICE = re.compile(r"[¥￥]\s*\d+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?\s*(?:元|块钱|يۈەن|块(?![\u3400-\u9fff]))"
                    r"(?:\s*/?\s*(?:一|每)?[\u3400-\u9fff](?![\u3400-\u9fff]))?")
_APART = re.compile(r"[\n,，;；。!！|:：]+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_LINES = re.compile(r"[\n;；؛]+")
# What stands between the address and what follows it.
_TAIL_WORD = re.compile(r"[\s,،]+(?:تېلېفون|تېلىفون|تېل|نومۇرۇم|يانفون)[\w\s:]{0,12}$")
_BREAK = re.compile(r"[\n,，;；。!！|]+")
_TAIL_NAME = re.compile(r"(?<=[室号楼栋村队连店院])([\u3400-\u9fff]{2,4})$")
# Arabic and Persian digits are digits; stretched letters are letters.
_DIGITS = {**{0x660 + n: str(n) for n in range(10)}, **{0x6F0 + n: str(n) for n in range(10)}, 0x640: ""}
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), 0x2060, *range(0x2066, 0x206A), 0xFEFF, *range(0x202A, 0x202F)))


def read(text: str, wares: Sequence[Wares]) -> ChatText:
    """The orders of a text. ``wares``: the products on offer. Longer texts than LONGEST letters are cut there."""
    clean = unicodedata.normalize("NFKC", _KEYCAP.sub(_as_number, text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")))
    clean = SPACED.sub(lambda found: found.group().replace(" ", ""), clean.translate(_INVISIBLE).translate(_DIGITS))
    catalogue = Catalogue(wares)
    lines = clean.splitlines()
    numbered = [line for line in lines if _NUMBERED.match(line)]
    if "接龙" in clean or (len(numbered) >= 2 and _counts_up(numbered)):
        return _relay(lines, catalogue)
    orders = [made for block in _blocks(clean) if (made := _block(block, catalogue)) is not None]
    kind = "form" if len(_LABEL.findall(clean)) >= 2 else "message"
    return ChatText(kind, tuple(orders[:MOST_ORDERS]))


def _as_number(found: re.Match[str]) -> str:
    return f"{unicodedata.numeric(found[1]) if len(found[1]) == 1 else int(found[1]):.0f}. "


def _counts_up(lines: Sequence[str]) -> bool:
    numbers = [int(found[1]) for line in lines if (found := _NUMBERED.match(line))]
    return all(after == before + 1 for before, after in pairwise(numbers)) and numbers[0] <= 1


# ---------------------------------------------------------------- relay lists
def _relay(lines: Sequence[str], catalogue: Catalogue) -> ChatText:
    head: list[str] = []
    entries: list[str] = []
    skipped: list[str] = []
    for line in lines:
        found = _NUMBERED.match(line)
        if found:
            if found[2] is None:
                skipped.append(line.strip())
            else:
                entries.append(found[2])
        elif _EXAMPLE.match(line):
            skipped.append(line.strip())
        elif entries and line.strip():
            entries[-1] += "\n" + line.strip()
        elif line.strip():
            head.append(line.strip())
    usual = _usual(head, catalogue)
    codes = _codes(head, catalogue)
    orders: list[ChatOrder] = []
    for entry in entries[:MOST_ORDERS]:
        made = None if _EXAMPLE.match(entry) else _block(entry, catalogue, usual=usual, codes=codes, relay=True)
        if made is None or not made.items:
            skipped.append(entry)
        else:
            orders.append(made)
    title = " ".join(line for line in head if "接龙" not in line or len(line) > 4).removeprefix("#接龙").strip()
    return ChatText("relay", tuple(orders), title, tuple(skipped))


def _usual(head: Sequence[str], catalogue: Catalogue) -> Wares | None:
    """The one product a relay is about, where its title names just one."""
    found: dict[int, Wares] = {}
    for line in head:
        if _CODED.match(line):
            continue
        for made in items_in(_PRICE.sub(" ", line), catalogue)[0]:
            if made.product_id is not None and made.others[:1]:
                found[made.product_id] = catalogue.by_id[made.product_id]
        if not found:
            for word in re.split(r"[\s,，。:：#!！、]+", _PRICE.sub(" ", line)):
                best, sure = catalogue.closest(word)
                if best and sure:
                    found[best[0].id] = best[0]
    return next(iter(found.values())) if len(found) == 1 else None


def _codes(head: Sequence[str], catalogue: Catalogue) -> dict[str, Wares]:
    """Letters that stand for products: ``A 玫瑰花酱 35元``."""
    codes: dict[str, Wares] = {}
    for line in head:
        for part in re.split(r"[;；\t]|\s{2,}", line):
            found = _CODED.match(part)
            if found:
                best, _sure = catalogue.closest(_PRICE.sub(" ", found[2]).strip())
                if best:
                    codes[found[1].upper()] = best[0]
    return codes


# ---------------------------------------------------------------- messages
def _blocks(text: str) -> list[str]:
    """The text in pieces, one an order: at empty lines, where each piece has a phone of its own; else in one."""
    pieces = [piece for piece in re.split(r"\n\s*\n", text) if piece.strip()]
    if len(pieces) > 1 and sum(1 for piece in pieces if PHONE.search(piece)) > 1:
        joined: list[str] = []
        for piece in pieces:
            if joined and not PHONE.search(piece):
                joined[-1] += "\n" + piece
            else:
                joined.append(piece)
        return joined
    lines = [line for line in text.splitlines() if line.strip()]
    if sum(1 for line in lines if len(line) >= WHOLE_ORDER and PHONE.search(line)) > 1:
        whole: list[str] = []
        for line in lines:
            if whole and not (len(line) >= WHOLE_ORDER and PHONE.search(line)):
                whole[-1] += "\n" + line
            elif PHONE.search(line):
                whole.append(line)
        return whole
    return ["\n".join(lines)] if lines else []


def _block(text: str, catalogue: Catalogue, *, usual: Wares | None = None, codes: dict[str, Wares] | None = None,
           relay: bool = False) -> ChatOrder | None:
    raw = text.strip()
    labelled, rest = _labelled(raw)
    told_text, rest = _cut_first(_TOLD, rest)
    rest = _PRICE.sub(" ", rest)
    phone, rest = _phone(labelled, rest, relay=relay)
    items: list[ChatItem] = []
    if codes:
        items, rest = _coded_items(rest, codes)
    address, rest = _address(labelled, rest, catalogue, relay=relay)
    goods_text = " ".join(filter(None, (labelled.get("items", ""), _count(labelled.get("count", "")))))
    for source in filter(None, (goods_text,)):
        found, spans = items_in(source, catalogue, usual)
        items += found
        if not found and source.strip():
            items.append(item(source, next(amounts(source), None), catalogue))
    found, spans = items_in(rest, catalogue, usual if not items else None)
    # With goods under their label, other words beside a number are a note.
    if labelled.get("items"):
        found = [one for one in found if one.product_id is not None and one.sure]
        spans = spans if found else []
    items += found
    rest = _without(rest, spans)
    name, address, rest = _name(labelled, rest, address, relay=relay)
    note = " ".join(filter(None, (labelled.get("note", ""), _tidy(rest))))
    if not (items or phone.text or address.region or address.rest.text):
        return None
    told = Money.parse(told_text, "CNY") if told_text else None
    return ChatOrder(name, phone, address, tuple(items), note, told, raw)


def _labelled(text: str) -> tuple[dict[str, str], str]:
    """What stands behind labels, and the text without it. An address goes on to the next label, all else to the line's end."""
    found = list(_LABEL.finditer(text))
    values: dict[str, str] = {}
    rest = text[:found[0].start()] if found else text
    for place, label in enumerate(found):
        until = found[place + 1].start() if place + 1 < len(found) else len(text)
        key = _KEY[label[1].lower()]
        value = text[label.end():until]
        if "\n" in value:
            line, more = value.split("\n", 1)
            goes_on = key == "address" and DETAIL.search(more.split("\n")[0]) and not PHONE.search(more)
            value, more = (value, "") if goes_on else (line, more)
            rest += "\n" + more
        values[key] = " ".join(filter(None, (values.get(key, ""), value.strip(" ,，;；。\n"))))
    return values, rest


def _count(text: str) -> str:
    """A number under its own label counts whatever stands before it."""
    return f"x{text}" if re.fullmatch(r"\d{1,3}", text.strip()) else text


def _cut_first(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (found[1], text[:found.start()] + "\n" + text[found.end():]) if found else ("", text)


def _phone(labelled: dict[str, str], rest: str, *, relay: bool) -> tuple[Part, str]:
    given = PHONE.search(labelled.get("phone", ""))
    others = list(PHONE.finditer(rest))
    for found in reversed(others):
        rest = rest[:found.start()] + "\n" + rest[found.end():]
    if given:
        return Part(phone_of(given)), rest
    if others:
        numbers = list(dict.fromkeys(phone_of(found) for found in others))
        if len(numbers) > 1:
            return Part(numbers[0], sure=False, why=_("There was more than one phone: {others}.").format(
                others=", ".join(numbers[1:]))), rest
        return Part(numbers[0]), rest
    if labelled.get("phone"):
        return Part(labelled["phone"], sure=False, why=_("This does not look like a phone number.")), rest
    return Part("", sure=relay, why="" if relay else _("There is no phone number.")), rest


def _coded_items(rest: str, codes: dict[str, Wares]) -> tuple[list[ChatItem], str]:
    items = []
    for found in _CODE_USED.finditer(rest):
        wares = codes.get(found[1].upper())
        if wares is not None:
            made = items_in(f"x{found[2]}", Catalogue([]), wares)[0]
            items += [replace(one, said=found.group().strip()) for one in made]
    return items, _CODE_USED.sub(lambda f: " " if f[1].upper() in codes else f.group(), rest)


def _address(labelled: dict[str, str], rest: str, catalogue: Catalogue, *, relay: bool) -> tuple[Address, str]:
    given = " ".join(filter(None, (labelled.get("region", ""), labelled.get("address", ""))))
    if given:
        known = uyghur.split(given)
        return split(given) or (known.address if known else None) or Address(
            rest=Part(given, sure=False, why=_("Province and city were not understood."))), rest
    for start, end in _places(rest, catalogue):
        made = split(rest[start:end])
        if made is not None and (made.province.sure or made.rest.text):
            return made, rest[:start] + "\n" + rest[end:]
    for line in _LINES.split(rest):
        if uyghur.SPEAKS.search(line) or uyghur.LATIN.search(line):
            found, street = _in_uyghur(line, catalogue)
            if street:
                return found, rest.replace(street, "\n", 1)
    if relay:  # who answers in a relay list fetches the goods
        return Address(), rest
    return Address(rest=Part("", sure=False, why=_("There is no address."))), rest


def _in_uyghur(line: str, catalogue: Catalogue) -> tuple[Address, str]:
    """The address of a line in Uyghur, up to the goods, and its words; what is not understood is kept whole and amber."""
    known = uyghur.split(line)
    start = known.start if known else 0
    spans = [span for span in items_in(line, catalogue)[1] if span[0] > start]
    piece = _TAIL_WORD.sub("", line[start:min((a for a, _b in spans), default=len(line))].strip(" ,،"))
    again = uyghur.split(piece) if known else None
    if again is not None and again.start == 0:
        return again.address, piece
    short = next((part.strip() for part in _BREAK.split(piece) if uyghur.SPEAKS.search(part) or uyghur.LATIN.search(part)), piece)
    return Address(rest=Part(short, sure=False, why=_("Province and city were not understood."))), short


def _places(text: str, catalogue: Catalogue) -> list[tuple[int, int]]:
    """Where an address begins, and where it ends: words that speak of streets and houses belong to it."""
    found = []
    for start in range(len(text)):
        if "\u3400" <= text[start] <= "\u9fff" and split(text[start:start + 60]) is not None:
            found.append((start, _end_of(text, start, catalogue)))
            if len(found) > 4:
                break
    # A province at its head is the better beginning.
    return found


def _end_of(text: str, start: int, catalogue: Catalogue) -> int:
    line_end = start + len(re.split(r"[\n;；。!！|]", text[start:])[0])
    end = start
    for word in re.finditer(r"[^\s,，]+[\s,，]*", text[start:line_end]):
        plain = word.group().strip(" ,，")
        at = start + word.start()
        first = at == start
        known, _spans = items_in(plain, catalogue)
        with_goods = [one for one in known if one.product_id is not None]
        if not first and with_goods and not DETAIL.search(plain[:min(a for a, _b in _spans)]):
            break
        goes_on = first or split(plain) is not None or (DETAIL.search(plain) and not _only_name(plain)) or re.fullmatch(
            r"[\dA-Za-z\-#]{1,8}", plain)
        if not goes_on:
            break
        end = at + len(plain)
        if with_goods:  # goods glued to the address: it ends where they begin
            cut = min(span[0] for span in items_in(plain, catalogue)[1])
            return at + cut if cut > 0 else end
    return end


def _only_name(word: str) -> bool:
    found = name_of(word)
    return found is not None and found[1] and len(word) <= 3


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + "\n" + text[end:]
    return text


def _name(labelled: dict[str, str], rest: str, address: Address, *, relay: bool) -> tuple[Part, Address, str]:
    if labelled.get("name"):
        return Part(labelled["name"].strip()), address, rest
    segments = [piece for piece in _APART.split(rest) if piece.strip()]
    if relay and segments:
        first = re.split(r"\s+", segments[0].strip())[0].strip("-—:：@+＋ ")
        if first and len(first) <= 20:
            return Part(first), address, rest.replace(first, "", 1)
    best: tuple[bool, str, str] | None = None
    for piece in segments:
        for part in dict.fromkeys((piece, *piece.split())):
            found = name_of(part)
            if found and (best is None or (found[1] and not best[0])):
                best = (found[1], found[0], part)
    if best is not None:
        sure, name, piece = best
        part = Part(name) if sure else Part(name, sure=False, why=_("Is this the buyer's name?"))
        return part, address, rest.replace(piece.strip(), "\n", 1)
    tail = _TAIL_NAME.search(address.rest.text)
    if tail and name_of(tail[1]) == (tail[1], True):
        return (Part(tail[1], sure=False, why=_("The name was taken from the end of the address.")),
                replace(address, rest=Part(address.rest.text[:tail.start()])), rest)
    return Part("", sure=False, why=_("There is no name.")), address, rest


# Words of courtesy, and what stood before something that was understood.
_CHATTER = re.compile(r"(?:我?要|老板|你好|您好|亲|在吗|寄到?|发到?|送到?|请|麻烦|帮忙|谢谢|电话|手机号?|地址|收货人?|"
                      r"收件人?|姓名|名字|下单|订购?|买|一共|和|还有|再|想|收货信息|收件信息|please|to|phone|给我|我|的|到|是|号码|ئادرېس|تېلېفون|ياخشىمۇسىز|رەھمەت|ماڭا|ۋە)+")


def _tidy(text: str) -> str:
    words = re.sub(r"[\s,，;；。!！|+＋、:：()（）]+", " ", text).split()
    return " ".join(word for word in words if not _CHATTER.fullmatch(word))
