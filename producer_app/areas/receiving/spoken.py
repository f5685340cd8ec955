"""An amount as the words that say it: names of clips in the order they are played, and the text of each. Pure.

Chinese says 两 before 百, 千, 万, 元 and 角 and 二 elsewhere, one 零 for zeros inside, and calls tenths 角 and hundredths 分.
English counts yuan and fen. Uyghur counts يۈەن, مو and پۇڭ. Only yuan is spoken; other money is silent.
"""

from __future__ import annotations

from producer_app.base.money import Money

# Above this nothing is said: no stall takes so much, and a wrong word would be worse than none.
LARGEST_FEN = 10_000_000_000 - 1
CHECK = "check"

_ZH_DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_EN_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
             "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_EN_TENS = {"20": "twenty", "30": "thirty", "40": "forty", "50": "fifty", "60": "sixty", "70": "seventy", "80": "eighty",
            "90": "ninety"}
_UG = {"0": "نۆل", "1": "بىر", "2": "ئىككى", "3": "ئۈچ", "4": "تۆت", "5": "بەش", "6": "ئالتە", "7": "يەتتە", "8": "سەككىز",
       "9": "توققۇز", "10": "ئون", "20": "يىگىرمە", "30": "ئوتتۇز", "40": "قىرىق", "50": "ئەللىك", "60": "ئاتمىش",
       "70": "يەتمىش", "80": "سەكسەن", "90": "توقسان", "100": "يۈز", "1000": "مىڭ", "1000000": "مىليون"}
# What each clip says; resources/sounds/make_clips.py makes the sounds from it.
CLIPS: dict[str, dict[str, str]] = {
    "zh": {**_ZH_DIGITS, "two": "两", "10": "十", "100": "百", "1000": "千", "10000": "万", "yuan": "元", "jiao": "角", "fen": "分",
           "received": "收到", CHECK: "请看自己的手机核对"},
    "en": {**{str(n): word for n, word in enumerate(_EN_SMALL)}, **_EN_TENS, "100": "hundred", "1000": "thousand",
           "1000000": "million", "and": "and", "yuan": "yuan", "fen": "fen", "received": "received",
           CHECK: "Check your own phone."},
    "ug": {**_UG, "yuan": "يۈەن", "jiao": "مو", "fen": "پۇڭ", "received": "كىردى", CHECK: "ئۆز تېلېفونىڭىزغا قاراڭ"},
}


def clips(amount: Money, language: str) -> tuple[str, ...]:
    """The clips that say an amount of yuan in a language; none for other money, other languages, nothing and less.

    >>> clips(Money(3807), "zh"), clips(Money(3807), "en")
    (('3', '10', '8', 'yuan', '0', '7', 'fen'), ('30', '8', 'yuan', '7', 'fen'))
    """
    if amount.currency != "CNY" or language not in CLIPS or not 0 < amount.minor <= LARGEST_FEN:
        return ()
    yuan, rest = divmod(amount.minor, 100)
    if language == "zh":
        return tuple(_zh(yuan, *divmod(rest, 10)))
    if language == "en":
        return (*([*_en(yuan), "yuan"] if yuan else ()), *([*_en(rest), "fen"] if rest else ()))
    jiao, fen = divmod(rest, 10)
    parts = ((_ug(yuan) if yuan else [], "yuan"), ([str(jiao)] if jiao else [], "jiao"), ([str(fen)] if fen else [], "fen"))
    return tuple(word for number, unit in parts if number for word in (*number, unit))


def received(amount: Money, language: str) -> tuple[str, ...]:
    """The clips of “so much received, check your own phone”; none where the amount is not spoken."""
    said = clips(amount, language)
    if not said:
        return ()
    return ("received", *said, CHECK) if language == "zh" else (*said, "received", CHECK)


def text(amount: Money, language: str) -> str:
    """The amount in words, "" where it is not spoken.

    >>> text(Money(20_220), "zh"), text(Money(1_000_200), "zh"), text(Money(12_345), "en")
    ('两百零二元两角', '一万零二元', 'one hundred and twenty three yuan forty five fen')
    """
    words = [CLIPS[language][name] for name in clips(amount, language)]
    return ("" if language == "zh" else " ").join(words)


# ---------------------------------------------------------------- Chinese
def _zh(yuan: int, jiao: int, fen: int) -> list[str]:
    said: list[str] = []
    if yuan:
        said += ["two"] if yuan == 2 else _zh_number(yuan)
        said.append("yuan")
    if jiao:
        said += ["two" if jiao == 2 else str(jiao), "jiao"]
    if fen:
        said += [*(["0"] if yuan and not jiao else []), "2" if fen == 2 and said else "two" if fen == 2 else str(fen), "fen"]
    return said


def _zh_number(number: int) -> list[str]:
    """Up to eight digits: ten thousands, then the rest, with 零 where places between are empty."""
    high, low = divmod(number, 10_000)
    said: list[str] = []
    if high:
        said += [*(["two"] if high == 2 else _zh_four(high, first=True)), "10000"]
        if low and low < 1000:
            said.append("0")
    return said + _zh_four(low, first=not high)


def _zh_four(number: int, *, first: bool) -> list[str]:
    """Up to four digits. ``first``: nothing was said before, so that ten is 十 and not 一十."""
    said: list[str] = []
    gap = False
    for value in (1000, 100, 10, 1):
        digit = number // value % 10
        if not digit:
            gap = gap or bool(said)
            continue
        if gap:
            said.append("0")
            gap = False
        if not (value == 10 and digit == 1 and first and not said):
            said.append("two" if digit == 2 and value >= 100 else str(digit))
        if value > 1:
            said.append(str(value))
    return said


# ---------------------------------------------------------------- English, Uyghur
def _en(number: int) -> list[str]:
    said: list[str] = []
    for value in (1_000_000, 1000):
        if number >= value:
            said += [*_en(number // value), str(value)]
            number %= value
    if number >= 100:
        said += [str(number // 100), "100"]
        number %= 100
    if number and said:
        said.append("and")
    if number >= 20:
        said.append(str(number // 10 * 10))
        number %= 10
    return said + ([str(number)] if number else [])


def _ug(number: int) -> list[str]:
    said: list[str] = []
    for value in (1_000_000, 1000):
        if number >= value:
            said += [*_ug(number // value), str(value)]
            number %= value
    if number >= 100:
        said += [*([str(number // 100)] if number >= 200 else []), "100"]  # a hundred is said without its one
        number %= 100
    if number >= 10:
        said.append(str(number // 10 * 10))
        number %= 10
    return said + ([str(number)] if number else [])
