"""Words that cost a seller dearly: absolute words, health claims for food; each with the reason and a plain word instead.

Source: Advertising Law of the People's Republic of China (2015, as amended 2021): article 9 (3) forbids "national level",
"highest level", "best" and the like; article 17 forbids claims of treating disease for anything but medicine; Food Safety
Law (2021), article 73: food advertising must not speak of preventing or treating disease. This is help, not legal advice.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from producer_app.base.i18n import N_, _

ABSOLUTE, HEALTH, PROMISE = "absolute", "health", "promise"
REASONS = {
    ABSOLUTE: N_("“Best”, “first” and “national” are forbidden in advertising, and fines are high."),
    HEALTH: N_("Food must not be said to heal or to prevent an illness."),
    PROMISE: N_("Nobody can promise this; buyers may claim money back."),
}


class Word(NamedTuple):
    """One word found. ``start``, ``end``: its place in the text; ``instead``: a plain word, "" to leave it out."""

    text: str
    start: int
    end: int
    reason: str
    instead: str

    @property
    def why(self) -> str:
        """The reason, in the language in use."""
        return _(REASONS[self.reason])


# A forbidden word, and after = the plain one that may stand for it.
_HAN: dict[str, str] = {
    ABSOLUTE: """
        全国第一 = 受欢迎; 销量第一 = 卖得好; 排名第一 = 受欢迎; 世界第一 = 受欢迎; 天下第一 = 受欢迎; 第一品牌 = 品牌;
        NO.1 = 受欢迎; TOP1 = 受欢迎; 第一 = 优选; 国家级 = 优质; 世界级 = 优质; 全国最 = 很; 全网最低价 = 实惠价;
        全网最低 = 实惠; 最低价 = 实惠价; 最高级 = 优质; 最高档 = 优质; 最好吃 = 好吃; 最好 = 很好; 最佳 = 优选;
        最优质 = 优质; 最优 = 优质; 最新鲜 = 新鲜; 最正宗 = 地道; 最甜 = 很甜; 最大 = 大; 最便宜 = 实惠;
        最受欢迎 = 受欢迎; 最高 = 高; 最低 = 低; 最新 = 新; 最美 = 美; 最爱 = 喜爱; 最强 = 强; 最先进 = 先进;
        最顶级 = 优质; 顶级 = 优质; 极品 = 优品; 极致 = 用心; 绝佳 = 很好; 绝无仅有 = 少见; 独一无二 = 有特色;
        史无前例 = 少见; 万能 = 多用; 唯一 = 特色; 首选 = 优选; 冠军 = 受欢迎; 王牌 = 招牌; 至尊 = 礼品; 完美 = 用心;
        特级 = 优质; 国宴 = 家宴; 特供 = 供应; 专供 = 供应; 领导品牌 = 品牌; 驰名商标 = 商标; 100%; 百分百; 百分之百;
        纯天然 = 自然; 零添加 = 配料简单""",
    HEALTH: """
        治疗; 治愈; 根治; 疗效 = 口感; 药效 = 口感; 防癌; 抗癌; 降血压; 降血糖; 降血脂; 降三高; 降糖; 降压; 补肾; 壮阳;
        补血; 补气; 养肝; 护肝; 养胃 = 温和; 健脾; 润肺 = 清润; 止咳; 化痰; 消炎; 杀菌; 排毒; 减肥; 瘦身; 美白; 祛斑;
        抗衰老; 增强免疫力; 提高免疫力; 免疫力; 改善睡眠; 安神; 延年益寿; 延缓衰老; 预防疾病; 预防; 保健 = 日常;
        药用 = 食用; 神效; 特效""",
    PROMISE: """
        永久 = 长久; 无副作用; 绝对; 保证 = 用心; 无效退款; 包治; 祖传秘方 = 传统做法""",
}
_LATIN: dict[str, str] = {
    ABSOLUTE: """
        world's best = fine; the best = good; best seller = popular; best = good; number one = popular; no. 1 = popular;
        #1 = popular; top quality = good quality; finest = fine; cheapest = fair price; lowest price = fair price;
        unique = special; perfect = good; 100%; all natural = natural""",
    HEALTH: """
        cures; cure; heals; heal; treats disease; prevents disease; anti-cancer; lowers blood pressure;
        lowers blood sugar; lowers cholesterol; boosts immunity; weight loss; slimming; detox; anti-aging; medicinal""",
    PROMISE: """
        guaranteed; miracle""",
}
_UYGHUR: dict[str, str] = {
    ABSOLUTE: """
        ئەڭ ياخشى = ياخشى; ئەڭ ئېسىل = ئېسىل; ئەڭ ئەرزان = ئەرزان; بىرىنچى = ياخشى; دۆلەت دەرىجىلىك = سۈپەتلىك""",
    HEALTH: """
        داۋالايدۇ; شىپالىق = مەززىلىك; كېسەلگە داۋا""",
    PROMISE: "",
}


def _pattern(words: dict[str, str], around: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    known = {}
    for reason, text in words.items():
        for pair in filter(None, map(str.strip, text.split(";"))):
            word, _equals, instead = pair.partition(" = ")
            known[word.casefold()] = (reason, instead)
    # Longer words first, since they may begin with shorter ones.
    longest = sorted(known, key=len, reverse=True)
    return re.compile(around.format("|".join(map(re.escape, longest))), re.IGNORECASE), known


_LOOKS = (_pattern(_HAN, "(?:{})"), _pattern(_LATIN, r"(?<!\w)(?:{})(?![\w])"), _pattern(_UYGHUR, r"(?<!\w)(?:{})"))
# These hold a forbidden word and are none.
_HARMLESS = re.compile("第一(?=[次步排章节天年期批件层]|时间)|最(?:大|高|低)(?=净含量|气温)|保证金|最新鲜度|预防接种")


def found(text: str) -> list[Word]:
    """Words of a text worth changing, in its order; none lies in another."""
    spared = [match.span() for match in _HARMLESS.finditer(text)]
    words = []
    for pattern, known in _LOOKS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in spared):
                continue
            reason, instead = known[match[0].casefold()]
            words.append(Word(match[0], match.start(), match.end(), reason, instead))
    words.sort(key=lambda word: (word.start, -word.end))
    kept: list[Word] = []
    for word in words:
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return kept


def plain(text: str) -> str:
    """The text with every such word replaced by its plain one, again until none is left."""
    for _round in range(4):
        words = found(text)
        if not words:
            break
        for word in reversed(words):
            text = text[:word.start] + word.instead + text[word.end:]
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))
