"""The page a phone is given: one file of the program with its texts in every language, and the headers it travels under."""

from __future__ import annotations

import json

from producer_app.base import i18n
from producer_app.base.i18n import N_
from producer_app.base.travelling import RESOURCES

TEXTS = {
    "title": N_("Photos to the computer"),
    "take": N_("Take a photo"),
    "choose": N_("Choose pictures"),
    "hint": N_("Your pictures go to this computer only, not to the internet."),
    "photo": N_("Picture {number}"),
    "waits": N_("waits"),
    "sending": N_("{percent} % sent"),
    "looking": N_("is looked at"),
    "there": N_("arrived"),
    "again": N_("Try again"),
    "all": N_("{count} arrived on the computer"),
    "NOT_A_PHOTO": N_("This file is not a photo."),
    "TOO_HEAVY": N_("This picture is larger than 25 MB. Take it in a smaller size."),
    "TOO_MANY": N_("That is enough for one time. Press “New code” on the computer to go on."),
    "TOO_MANY_PIXELS": N_("This picture has more than 50 million points. Take it in a smaller size."),
    "BROKEN_PHOTO": N_("This picture is damaged. Take it again."),
    "DISK_FULL": N_("There is no room left on the computer."),
    "OTHER_PHONE": N_("Another phone is in use already. Press “New code” on the computer and scan again."),
    "CLOSED": N_("The computer does not answer. Is the code still on its screen? Are both in the same Wi-Fi?"),
    "REFUSED": N_("The computer did not take this picture."),
}
_CLOSED_DOOR = ("OTHER_PHONE",)


def language_for(accepted: str) -> str:
    """The first language of a phone that the program speaks, else the program's own. Source: RFC 9110, 12.5.4."""
    offered = i18n.languages()
    wanted = []
    for place, part in enumerate(accepted[:400].split(",")):
        code, _semicolon, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), place, code.strip().partition("-")[0].lower()))
        except ValueError:
            continue
    return next((code for _weight, _place, code in sorted(wanted) if code in offered), i18n.current())


def html(language: str, nonce: str, largest: int) -> str:
    """The page, opened in one language and switchable to every other. ``largest``: bytes of a picture."""
    texts = {code: {key: i18n.in_language(text, code) for key, text in TEXTS.items()} for code in i18n.languages()}
    names = {code: i18n.name_of(code) for code in texts}
    right = [code for code in texts if i18n.right_to_left(code)]
    values = json.dumps({"texts": texts, "names": names, "right": right, "language": language,
                         "largest": largest}, ensure_ascii=True)
    page = (RESOURCES / "phone.html").read_text(encoding="utf-8")
    direction = "rtl" if i18n.right_to_left(language) else "ltr"
    for mark, value in (("NONCE", nonce), ("LANG", language), ("DIR", direction),
                        # What could end a script inside it is written as its number.
                        ("VALUES", values.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))):
        page = page.replace(f"%{mark}%", value)
    return page


def sentence(code: str, language: str) -> str:
    """What a refused visitor reads; nothing where it would tell a stranger anything."""
    return i18n.in_language(TEXTS[code], language) if code in _CLOSED_DOOR else ""


def headers(nonce: str = "") -> dict[str, str]:
    """The headers of every answer: nothing from elsewhere, in no frame, kept nowhere, no word to any other page."""
    own = f"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; " if nonce else ""
    return {
        "Content-Security-Policy": f"default-src 'none'; {own}base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(), microphone=()",
        "Connection": "close",
    }
