"""Which product a chat means, and how many of it: names in three languages, in part too, weights turned into packs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from producer_app.areas.orders.chat.amounts import BARE, Amount, amounts, number
from producer_app.areas.orders.chat.values import ChatItem, Wares
from producer_app.base.i18n import _
from producer_app.base.quantity import Quantity
from producer_app.base.search import folded

# Above this two names mean the same for sure; below the other, nothing. Share of letter pairs in common (Dice).
SURE, PERHAPS = 0.75, 0.34
_BRACKET = re.compile(r"[(（\[【].*?[)）\]】]|(?<=[A-Za-z]),\s.*$")
_PACK = re.compile(r"(\d{2,4})\s*(?:克|g|گرام)(?:装)?|(\d{1,2})\s*(?:斤装|公斤装)|半斤装", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s:：,，、。;；.()（）的]*")


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a product, folded. ``core``: without what stands in brackets."""

    wares: Wares
    whole: str
    core: str
    whole_pairs: frozenset[str]
    core_pairs: frozenset[str]


# What people write before the goods.
_VERBS = re.compile(r"^(?:我?还?(?:想|要)?(?:要|订|买|来|拿|加)|再来|帮我|给我|订购|购买|下单|of\b)+(?=..|$)")
_LETTER = r"[\u3400-\u9fff\u0600-\u06ffA-Za-z]"
_JOIN = r"(?:\s|的|of\b)*"


def plain(text: str) -> str:
    """Folded, and without blanks between letters, for comparing names."""
    return folded(text).replace(" ", "")


class Catalogue:
    """The products, ready to be looked up by any of their names."""

    def __init__(self, wares: Sequence[Wares]) -> None:
        self.names = [named(one, name) for one in wares for name in (*one.names, *one.said) if plain(name)]
        self.by_id = {one.id: one for one in wares}
        words = {word for one in wares for word in (*one.names, *one.said)}
        self.spoken = sorted({way.casefold() for word in words for way in _ways(word) if len(way) >= 2}, key=len, reverse=True)
        self._said = {plain(word): one for one in wares for word in one.said}

    def closest(self, text: str, amount: Amount | None = None) -> tuple[list[Wares], bool]:
        """The products a text may mean, best first, and whether the first is meant for sure."""
        asked = plain(_PACK.sub("", _BRACKET.sub("", text))) or plain(text)
        if not asked:
            return [], False
        if asked in self._said:
            return [self._said[asked]], True
        scored: dict[int, float] = {}
        whole = plain(text)
        asked_pairs, whole_pairs = _pairs(asked), _pairs(whole)
        for name in self.names:
            score = max(0.93 * _alike(asked, name.core, asked_pairs, name.core_pairs),
                        _alike(whole, name.whole, whole_pairs, name.whole_pairs))
            scored[name.wares.id] = max(scored.get(name.wares.id, 0.0), score)
        pack = _pack_of(text)
        ranked = sorted(((score + self._fits(self.by_id[i], amount, pack), i) for i, score in scored.items() if score >= PERHAPS),
                        reverse=True)
        if not ranked:
            return [], False
        best = [self.by_id[i] for _score, i in ranked[:6]]
        clear = scored[ranked[0][1]] >= SURE and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= 0.05)
        return best, clear

    @staticmethod
    def _fits(wares: Wares, amount: Amount | None, pack: int) -> float:
        """A little more for the product whose unit or pack was said: 玫瑰花酱2瓶 is the jar, not the tub."""
        bonus = 0.0
        if amount is not None:
            if amount.units and wares.unit in amount.units:
                bonus += 0.1
            if amount.grams and (wares.unit in ("kg", "jin") or (wares.pack_g and amount.grams % wares.pack_g == 0)):
                bonus += 0.06
        if pack and wares.pack_g == pack:
            bonus += 0.15
        return bonus


def _ways(word: str) -> set[str]:
    """How a name is written in a hurry: without its bracket, with it before or behind, apart or not."""
    bare = _BRACKET.sub("", word).strip()
    inside = re.search(r"[(（\[【](.*?)[)）\]】]", word)
    # A bracket that counts is left alone: 玫瑰花酱2瓶 is two jars, not the box of two.
    counts = inside is None or next(amounts(inside[1]), None) is not None
    more = set() if inside is None or counts else {f"{bare} {inside[1]}", f"{bare}{inside[1]}", f"{inside[1]}{bare}"}
    return {word, bare, *more}


def _pack_of(text: str) -> int:
    found = _PACK.search(text)
    if not found:
        return 0
    if found[1]:
        return int(found[1])
    if found[2]:
        return int(found[2]) * (1000 if "公斤" in found.group() else 500)
    return 250


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i:i + 2] for i in range(len(text) - 1))


def named(wares: Wares, name: str) -> Named:
    """One name of a product, ready to be compared."""
    whole, core = plain(name), plain(_BRACKET.sub("", name))
    return Named(wares, whole, core, _pairs(whole), _pairs(core))


def _alike(one: str, other: str, pairs_one: frozenset[str], pairs_other: frozenset[str]) -> float:
    """How much two folded names have in common: 1 the same, 0 nothing; one inside the other is nearly the same."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    if one in other or other in one:
        part = min(len(one), len(other)) / max(len(one), len(other))
        if min(len(one), len(other)) < 2:
            return 0.4
        # 玫瑰酱 may be 薄荷玫瑰酱, or not: only a name's beginning, or a name with more words around it, is meant for sure.
        return (0.8 if other in one or other.startswith(one) else 0.58) + 0.15 * part
    both = len(pairs_one & pairs_other)
    dice = 2 * both / (len(pairs_one) + len(pairs_other)) if pairs_one and pairs_other else 0.0
    # Letters in the same order with some left out: 玫瑰酱 for 玫瑰花酱.
    if _in_order(one, other) and len(one) >= 2:
        dice = max(dice, 0.5 + 0.3 * len(one) / len(other))
    return dice


def _in_order(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def item(said: str, amount: Amount | None, catalogue: Catalogue) -> ChatItem:
    """One kind of goods from its words and its amount, with what is unsure about it."""
    best, sure = catalogue.closest(said, amount)
    others = tuple(w.id for w in best)
    text = amount.text.strip() if amount else ""
    if not best:
        return ChatItem(said.strip(), text, None, _quantity_alone(amount), False, _("No product is called so."))
    wares = best[0]
    quantity, why = _how_many(amount, wares)
    if not sure:
        return ChatItem(said.strip(), text, wares.id, quantity, False, _("Is this the product that is meant?"), others)
    return ChatItem(said.strip(), text, wares.id, quantity, not why, why, others)


def _quantity_alone(amount: Amount | None) -> Quantity | None:
    return Quantity(amount.milli) if amount is not None and amount.milli else None


def _how_many(amount: Amount | None, wares: Wares) -> tuple[Quantity | None, str]:
    """How many of a product an amount is, and what is unsure about it."""
    if amount is None:
        return Quantity.of(1), _("No quantity was written; one is meant perhaps.")
    if amount.milli is not None:
        if amount.units and wares.unit not in amount.units:
            return Quantity(amount.milli), _("The product is sold in another unit.")
        return Quantity(amount.milli), "" if amount.sure else _("Is this the right quantity?")
    by_weight = {"kg": 1000, "jin": 500}.get(wares.unit)
    if by_weight:
        milli, rest = divmod(amount.grams * 1000, by_weight)
        return (Quantity(milli), "") if not rest else (None, _("Write how many."))
    if wares.pack_g and amount.grams % wares.pack_g == 0:
        why = _("The weight was turned into packs of {grams} g.").format(grams=wares.pack_g)
        return Quantity.of(amount.grams // wares.pack_g), why
    return None, _("This weight is not a whole number of packs. Write how many.")


def items_in(text: str, catalogue: Catalogue, usual: Wares | None = None) -> tuple[list[ChatItem], list[tuple[int, int]]]:
    """The goods of a text and where they stand in it, so that the rest can be read as name and address.

    Known names come first, wherever they stand; then words beside an amount. ``usual``: what a relay is about, for lines
    that write only how many.
    """
    text = unicodedata.normalize("NFKC", text)
    said = list(amounts(text))
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, ChatItem]] = []
    used: set[int] = set()
    for start, end in _known_names(text, catalogue):
        amount = _beside(text, start, end, said, used)
        if amount is None:
            bare = BARE.match(text, end)
            milli = number(bare["number"]) if bare else None
            if bare and milli:
                amount = Amount(bare.group(), bare.start(), bare.end(), milli)
        if amount is not None:
            used.add(amount.start)
            span = (min(start, amount.start), max(end, amount.end))
        else:
            span = (start, end)
        made = item(text[start:end], amount, catalogue)
        found.append((start, made))
        taken.append(span)
    for amount in said:
        if amount.start in used or any(a <= amount.start < b for a, b in taken):
            continue
        word = _word_beside(text, amount, taken)
        near = item(text[word[0]:word[1]], amount, catalogue) if word is not None else None
        if word is not None and near is not None and (near.product_id is not None or usual is None):
            start, end = word
            found.append((start, near))
            taken.append((min(start, amount.start), max(end, amount.end)))
            used.add(amount.start)
        elif usual is not None and not found:
            quantity, why = _how_many(amount, usual)
            found.append((amount.start, ChatItem(usual.names[0], amount.text, usual.id, quantity, not why, why, (usual.id,))))
            taken.append((amount.start, amount.end))
            used.add(amount.start)
    if usual is not None and not found:
        alone = list(re.finditer(r"(?<!\d)\d{1,3}(?!\d)|(?<=\s)[一两二三四五六七八九十](?=\s|$)", text))
        milli = number(alone[-1].group()) if alone else None
        if milli:
            last = alone[-1]
            found.append((last.start(), ChatItem(usual.names[0], last.group(), usual.id, Quantity(milli), others=(usual.id,))))
            taken.append(last.span())
    return [one for _at, one in sorted(found, key=lambda pair: pair[0])], taken


def _known_names(text: str, catalogue: Catalogue) -> list[tuple[int, int]]:
    """Where names of products stand in a text, the longest first, none inside another."""
    spans: list[tuple[int, int]] = []
    lower = text.casefold()
    for word in catalogue.spoken:
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            whole = not word[0].isascii() or not (lower[at - 1:at].isalpha() or lower[end:end + 1].isalpha())
            if whole and not any(a < end and at < b for a, b in spans):
                spans.append((at, end))
            at = lower.find(word, end)
    return sorted(spans)


def _beside(text: str, start: int, end: int, said: Sequence[Amount], used: set[int]) -> Amount | None:
    """The amount right behind a name, else right before it."""
    for amount in said:
        if amount.start not in used and amount.start >= end and _BETWEEN.fullmatch(_PACK.sub("", text[end:amount.start], count=1)):
            return amount
    for amount in said:
        if amount.start not in used and amount.end <= start and re.fullmatch(_JOIN, text[amount.end:start]):
            return amount
    return None


def _word_beside(text: str, amount: Amount, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The word an amount belongs to: before it, else behind it, up to the next gap."""
    piece = re.split(r"[，,。;；、\n]", text[:amount.start])[-1]
    before = re.search(rf"({_LETTER}(?:(?:{_LETTER}| )*{_LETTER})?)[\s:：]*$", piece)
    if before:
        base = amount.start - len(piece)
        start, end = base + before.start(1), base + before.end(1)
        for a, b in taken:
            if a < end and start < b:
                start = max(start, b)
        word = text[start:end].strip()
        verb = _VERBS.match(word)
        if verb:
            start += text[start:end].index(word) + verb.end()
            word = text[start:end].strip()
        if word:
            # Of several words the last one is the goods: "王小明 玫瑰酱".
            start = end - len(text[start:end].split(" ")[-1]) if re.search(r"[\u3400-\u9fff]", word) else start
            return start, end
    behind = re.match(_JOIN + r"([A-Za-z][A-Za-z ]*[A-Za-z]|[\u3400-\u9fff]+|[\u0600-\u06ff]+)", text[amount.end:])
    if behind:
        start, end = amount.end + behind.start(1), amount.end + behind.end(1)
        if not any(a < end and start < b for a, b in taken):
            return start, end
    return None
