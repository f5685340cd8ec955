"""Small rules shared by the schemes: texts, amounts, account numbers; each refusal in plain words."""

from __future__ import annotations

import re
import unicodedata

from producer_app.areas.payments.rows import Inputs
from producer_app.base.errors import BadPayment
from producer_app.base.i18n import _

# Minor digits that the schemes carry where they differ from ISO 4217's two. KHR and IDR have two on paper and none in use.
DECIMALS = {"JPY": 0, "KRW": 0, "VND": 0, "KHR": 0, "IDR": 0, "CLP": 0, "ISK": 0, "UGX": 0, "PYG": 0, "RWF": 0, "XOF": 0,
            "XAF": 0, "XPF": 0, "KMF": 0, "DJF": 0, "GNF": 0, "BIF": 0, "VUV": 0,
            "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3, "JOD": 3, "IQD": 3, "LYD": 3}
_PLAIN_AMOUNT = re.compile(r"[0-9]+(\.[0-9]*)?")


def decimals(currency: str) -> int:
    """How many decimals an amount of this currency may carry in a code."""
    return DECIMALS.get(currency, 2)


def word(inputs: Inputs, name: str, default: str = "") -> str:
    """A text among the parts. Raises BadPayment: it is no text."""
    value = inputs.get(name, default)
    if not isinstance(value, str):
        raise BadPayment(_("“{name}” must be text.").format(name=name), _("Write it in quotation marks."), "BAD_VALUE")
    return value


def needed(inputs: Inputs, name: str, words: str) -> str:
    """A text that must be there. ``words``: what it is, for people."""
    value = word(inputs, name)
    if not value:
        raise missing(words)
    return value


def missing(words: str) -> BadPayment:
    """The refusal for a part that is not there."""
    return BadPayment(_("The {part} is missing.").format(part=words), _("Write it and try again."), "MISSING_FIELD")


def bad(message: str, code: str, hint: str = "") -> BadPayment:
    """A refusal with the usual advice for a code that came from outside."""
    return BadPayment(message, hint or _("Take a new picture of the code, or ask its provider for a new one."), code)


def wrong_scheme(title: str) -> BadPayment:
    """The refusal for a code that is of another scheme than the one named."""
    return bad(_("This is no code of {scheme}.").format(scheme=title), "NOT_THIS_SCHEME")


def issued_elsewhere(title: str) -> BadPayment:
    """The refusal to make up a code that only a provider gives out."""
    return BadPayment(_("Codes of {scheme} cannot be made here.").format(scheme=title),
                      _("Get it from its provider and add its picture."), "NOT_SELF_ISSUED")


def amount(text: str, *, places: int, most: int = 13) -> str:
    """The amount as written, when it is one: digits with at most one point, not zero, no more decimals than the currency has."""
    if not _PLAIN_AMOUNT.fullmatch(text) or len(text) > most:
        raise BadPayment(_("“{text}” is not an amount.").format(text=text[:20]), _("Write a number like 38.00."), "BAD_AMOUNT")
    if not text.strip("0."):
        raise BadPayment(_("The amount is zero."), _("Leave it out, or write how much is to be paid."), "BAD_AMOUNT")
    if len(text.partition(".")[2]) > places:
        raise BadPayment(_("“{text}” has too many decimals.").format(text=text[:20]), _("Write a number like 38.00."), "BAD_AMOUNT")
    return text


def unescaped(value: str) -> str:
    """A percent-encoded value as text; ``+`` stays a plus sign. Raises BadPayment: BAD_ESCAPE, BAD_LETTERS.

    Source: RFC 3986, section 2.1.
    """
    from urllib.parse import unquote_to_bytes

    if re.search("%(?![0-9A-Fa-f]{2})", value):
        raise bad(_("The link holds signs that must be escaped."), "BAD_ESCAPE")
    try:
        text = unquote_to_bytes(value).decode("utf-8")
    except UnicodeDecodeError:
        raise bad(_("The link holds signs that must be escaped."), "BAD_ESCAPE") from None
    if any(c < " " or c == "\x7f" for c in text):
        raise bad(_("The code holds signs that no payment code has."), "BAD_LETTERS")
    return text


def two_decimals(text: str) -> str:
    """``50`` and ``50.5`` as ``50.00`` and ``50.50``: some wallets take no other form."""
    head, _dot, tail = text.partition(".")
    return f"{head}.{tail.ljust(2, '0')}"


def within(text: str, most: int, words: str, code: str = "TOO_LONG") -> str:
    """The text, when it is not longer than so many characters."""
    if len(text) > most:
        raise BadPayment(_("The {part} is longer than {most} letters.").format(part=words, most=most), _("Shorten it."), code)
    return text


def plain(text: str, words: str) -> str:
    """The text, when all of it is plain Latin letters, digits and signs (ASCII 20 to 7E)."""
    if not all(" " <= c <= "~" for c in text):
        raise BadPayment(_("The {part} has letters that banks' programs do not read.").format(part=words),
                         _("Write it in plain Latin letters without marks."), "BAD_LETTERS")
    return text


def matching(text: str, pattern: str, words: str, code: str, hint: str = "") -> str:
    """The text, when it has this shape."""
    if not re.fullmatch(pattern, text):
        raise BadPayment(_("The {part} is not written as it should be.").format(part=words),
                         hint or _("Check it letter by letter."), code)
    return text


def digits_only(text: str) -> str:
    """The digits of what a person typed, without spaces, dashes, points, slashes and brackets.

    Raises BadPayment: anything else stands among them.
    """
    narrow = unicodedata.normalize("NFKC", text).strip()
    bare = re.sub(r"[\s().\-/–‑]", "", narrow)
    if not bare.isascii() or not bare.lstrip("+").isdigit():
        raise BadPayment(_("“{text}” is not a number.").format(text=text[:30]), _("Write digits only."), "BAD_NUMBER")
    return bare


def iban(text: str) -> str:
    """An IBAN as typed, without its blanks, its check digits and its country's shape proven. Source: ISO 13616, mod 97-10."""
    return proven_iban(re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper())


def proven_iban(text: str) -> str:
    """The IBAN as carried, when it is one."""
    from stdnum import iban as library

    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}", text) or not library.is_valid(text, check_country=False):
        raise BadPayment(_("The account number (IBAN) has a wrong digit."),
                         _("Compare it with the bank card or the bank's letter."), "BAD_IBAN")
    return text


def proven_bic(text: str) -> str:
    """The bank's code (BIC), 8 or 11 letters and digits. Source: ISO 9362."""
    return matching(text, r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", _("bank code (BIC)"), "BAD_BIC")


def proven_creditor_reference(text: str) -> str:
    """A creditor reference ``RF`` + 2 check digits + up to 21. Source: ISO 11649, mod 97-10."""
    from stdnum import iso11649

    if not re.fullmatch(r"RF[0-9]{2}[A-Za-z0-9]{1,21}", text) or not iso11649.is_valid(text):
        raise BadPayment(_("The payment reference has a wrong digit."), _("Copy it again from the bill."), "BAD_REFERENCE")
    return text


# Letters that Unicode does not take apart into a plain letter and a mark.
_BY_HAND = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
                          "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "’": "'", "‘": "'", "“": '"', "”": '"',
                          "–": "-", "—": "-", "…": "..."})


def folded(text: str) -> str:
    """Plain Latin letters for a text with marks, for banks that read no others: ``Příliš`` is ``Prilis``, ``đơn`` is ``don``."""
    apart = unicodedata.normalize("NFD", text.translate(_BY_HAND))
    return plain(" ".join("".join(c for c in apart if not unicodedata.combining(c)).split()), _("text"))
