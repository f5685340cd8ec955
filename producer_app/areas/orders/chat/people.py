"""Phones and names in a chat text."""

from __future__ import annotations

import re

# Digits that somebody set apart: 1 3 8 1 2 3 4 1 2 3 4.
SPACED = re.compile(r"(?<!\d)1(?: \d){10}(?!\d| \d)")
# Mobile numbers of China: 11 digits from 1, the second 3 to 9; platforms' virtual numbers have an extension behind them.
PHONE = re.compile(
    r"(?<![\d])(?:(?:\+|00)?86[\s-]?)?(1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?:\s?(?:-|转|#)\s?(\d{1,5}))?(?!\d)"
    r"|(?<!\d)(0\d{2,3}[\s-]?\d{7,8})(?!\d)")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{1,2}(?:[\u3400-\u9fff]{1,2})?|[\u3400-\u9fff]{2,8}(?:[·•・.][\u3400-\u9fff]{1,8})+")
_UYGHUR_NAME = re.compile(r"[\u0600-\u06ff]{2,}(?:\s[\u0600-\u06ff]{2,}){0,2}")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z'’-]+(?:\s[A-Z][A-Za-z'’-]+){0,2}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳"
    "翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾"
    "阿艾买古热吐依玉木麦库努萨帕伊塔")
_AFTER = re.compile(r"\s*(?:收件?|收货|（收）|\(收\)|先生收|女士收)$")
_POLITE = ("先生", "女士", "小姐", "老师", "阿姨", "大姐", "大哥", "师傅", "老板")
_NO_NAME = re.compile(r"谢谢|你好|您好|老板|麻烦|尽快|发货|快递|地址|电话|包邮|帮我|我[要想]|^[要订来想留]|收到|好的|"
                      r"转账|转了|微信|支付|已付|付款|一共|总共|合计|请|自提|自取|今天|明天|后天|周[一二三四五六日]|不要|信息|收货")


def phone_of(found: re.Match[str]) -> str:
    """A phone as orders keep it: digits, and an extension behind a dash.

    >>> phone_of(PHONE.search("电话 138-1234-1234转5678"))
    '13812341234-5678'
    """
    mobile, extension, line = found.groups()
    if line:
        return re.sub(r"\s", "", line)
    return re.sub(r"\D", "", mobile) + (f"-{extension}" if extension else "")


def name_of(text: str) -> tuple[str, bool] | None:
    """A text that is a name and how sure that is, or None.

    >>> name_of("王小明收"), name_of("古丽娜尔·阿不都热西提"), name_of("谢谢")
    (('王小明', True), ('古丽娜尔·阿不都热西提', True), None)
    """
    plain = _AFTER.sub("", text.strip(" \t,，。.:：;；、()（）")).strip()
    if not plain or any(c.isdigit() for c in plain):
        return None
    polite = next((p for p in _POLITE if plain.endswith(p) and len(plain) > len(p)), "")
    bare = plain.removesuffix(polite)
    if _HAN_NAME.fullmatch(bare) and (polite or not _NO_NAME.search(bare)):
        return plain, bare[0] in _SURNAMES or "·" in bare or bool(polite)
    if _UYGHUR_NAME.fullmatch(plain):
        return plain, True
    if _LATIN_NAME.fullmatch(plain):
        return plain, True
    if latin := re.search(r"(?<![A-Za-z])[A-Z][A-Za-z'’-]+(?:\s[A-Z][A-Za-z'’-]+){1,2}", plain):
        return latin.group(), True
    # A longer name in Chinese letters, as Uyghur names are written: 阿依古丽, 买买提江.
    if re.fullmatch(r"[\u3400-\u9fff]{4,7}", bare) and bare[0] in _SURNAMES and not _NO_NAME.search(bare):
        return plain, len(bare) <= 5
    return None
