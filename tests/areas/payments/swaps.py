"""Makes photos of stalls from a seed: good prints, and twelve kinds of swapped codes. Used by the patrol's tests."""

from __future__ import annotations

import random

from PIL import Image, ImageEnhance, ImageFilter
from PIL.Image import Resampling, Transform

from producer_app.areas.payments import kinds, pictures

WECHAT = "wxp://f2f0MadeUpMadeUpMadeUpMadeUp-_0123456789"
ALIPAY = "HTTPS://QR.ALIPAY.COM/FKX00000MADEUPMADEUP0001"
PIX = kinds.build("pix", {"key_type": "cpf", "key": "52998224725", "name": "MARIA DO MEL", "city": "CARUARU"})
MINE = (WECHAT, ALIPAY, PIX)
SWAPS = ("another payee", "one character", "other case", "trailing blank", "sticker over part", "smaller code over", "side by side",
         "other scheme", "payer code", "contact card", "look-alike host", "amount for another payee")
PAPER = 1000


def swapped(kind: str, dice: random.Random) -> Image.Image:
    """A stall's photo with one code that is not hers; every fourth time hers hangs in the picture too."""
    mine = dice.choice(MINE)
    other = _other_text(kind, mine, dice)
    if kind == "sticker over part":
        print_ = _pasted(_print(mine, dice), _print(other, dice), share=dice.uniform(0.4, 0.6), dice=dice)
    elif kind == "smaller code over":
        print_ = _pasted(_print(mine, dice), _print(other, dice), share=dice.uniform(0.6, 0.8), dice=None)
    else:
        print_ = _print(other, dice)
    prints = [print_]
    if kind == "side by side" or dice.random() < 0.25:
        prints.append(_print(mine, dice))
        dice.shuffle(prints)
    return _photo(prints, dice)


def good(dice: random.Random) -> Image.Image:
    """A stall's photo on which every code is hers: one or two, wallet codes and one that asks for an amount."""
    return _photo([_print(_mine_text(dice), dice) for _one in range(dice.choice((1, 1, 1, 2)))], dice)


def _mine_text(dice: random.Random) -> str:
    mine = dice.choice(MINE)
    asks = mine == PIX and dice.random() < 0.5
    return kinds.with_amount(mine, f"{dice.randint(1, 900)}.{dice.randint(10, 99)}", "") if asks else mine


def _wallet(dice: random.Random) -> str:
    signs = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    return "wxp://f2f0" + "".join(dice.choice(signs) for _one in range(34))


def _other_text(kind: str, mine: str, dice: random.Random) -> str:
    stranger = {"key_type": "cpf", "key": "11144477735", "name": "OUTRA PESSOA", "city": "CARUARU"}
    token = "".join(dice.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _one in range(20))
    if kind == "one character":
        place = dice.randrange(len(mine) // 2, len(mine))
        return mine[:place] + dice.choice([c for c in "abcXYZ0189" if c != mine[place]]) + mine[place + 1:]
    if kind == "other case":
        return mine.swapcase()
    if kind == "trailing blank":
        return mine + " " * dice.randint(1, 3)
    if kind == "other scheme":
        return f"https://qr.95516.com/00010000/{token}" if dice.random() < 0.5 else f"upi://pay?pa={token.lower()}@bank&pn=Other&cu=INR"
    if kind == "payer code":
        return dice.choice(("13", "28")) + "".join(dice.choice("0123456789") for _one in range(16))
    if kind == "contact card":
        return f"https://u.wechat.com/{token}" if dice.random() < 0.5 else f"BEGIN:VCARD\nVERSION:3.0\nFN:{token}\nEND:VCARD"
    if kind == "look-alike host":
        return f"HTTPS://QR.{dice.choice(('A1IPAY', 'ALLPAY', 'ALIPAV', 'ALIPAY-CN'))}.COM/FKX{token[:17]}"
    if kind == "amount for another payee":
        return kinds.with_amount(kinds.build("pix", dict(stranger)), f"{dice.randint(1, 90)}.50", "")
    return _wallet(dice) if dice.random() < 0.5 else f"HTTPS://QR.ALIPAY.COM/FKX{token[:17]}"


def _print(text: str, dice: random.Random) -> Image.Image:
    """One printed sheet: the code with its white edge."""
    code = pictures.drawn(text, box=10, level=dice.choice(("M", "Q")))
    return code.resize((420, 420), Resampling.NEAREST)


def _pasted(under: Image.Image, sticker: Image.Image, *, share: float, dice: random.Random | None) -> Image.Image:
    """A sticker over a print: somewhere, or in the middle where ``dice`` is None."""
    side = round(under.width * share)
    room = under.width - side
    place = (dice.randint(0, room), dice.randint(0, room)) if dice else (room // 2, room // 2)
    made = under.copy()
    made.paste(sticker.resize((side, side), Resampling.LANCZOS), place)
    return made


def _photo(prints: list[Image.Image], dice: random.Random) -> Image.Image:
    """The prints on a dark table: each turned up to 8 degrees and seen from a side, all of it dim and a little blurred."""
    table = Image.new("L", (PAPER, 620), dice.randint(40, 110))
    for place, sheet in enumerate(prints):
        seen = _from_a_side(sheet, dice).rotate(dice.uniform(-8, 8), Resampling.BICUBIC, expand=True, fillcolor=0)
        mask = _from_a_side_mask(seen)
        table.paste(seen, (20 + place * 490, dice.randint(20, 90)), mask)
    table = ImageEnhance.Brightness(table).enhance(dice.uniform(0.35, 1.0))
    return table.filter(ImageFilter.GaussianBlur(dice.uniform(0, 1.6)))


def _from_a_side(sheet: Image.Image, dice: random.Random) -> Image.Image:
    """The sheet in perspective: each corner moved by up to 6 %; what lies outside is black."""
    side = sheet.width
    light = sheet.point([max(1, value) for value in range(256)])
    reach = side * 0.06
    quad = [value + sign * dice.uniform(0, reach) for value, sign in
            ((0, -1), (0, -1), (0, -1), (side, 1), (side, 1), (side, 1), (side, 1), (0, -1))]
    return light.transform(sheet.size, Transform.QUAD, quad, Resampling.BICUBIC, fillcolor=0)


def _from_a_side_mask(seen: Image.Image) -> Image.Image:
    return seen.point([0] + [255] * 255)
