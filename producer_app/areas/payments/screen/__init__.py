"""My payment codes: the shelf of cards, one code large, the way to add another.

  shelf.py    the cards, and what stands there while there are none
  one.py      one code: drawn large, what it is, where it hangs, taking it out of use
  adding.py   a picture, a pasted text or a filled form becomes an own code
  guarding.py the passphrase; approval.py a code is proven on paper; record.py sheets, protection, the record of changes;
              second.py the second person of a cooperative
  scenes.py   steps of the page for the drawn pictures
  stop.py     red: another program changed the codes
  patrolling.py a photo of the stall: is every code on it still hers; stall_view.py draws it;
              watching.py the same by camera, live; live.py is the camera over codes
"""

from __future__ import annotations

from producer_app.areas.payments import queries
from producer_app.areas.payments.tile import TILE
from producer_app.areas.payments.trail import proving
from producer_app.areas.payments.trail.findings import MOST_TOLD
from producer_app.base import clock
from producer_app.base.i18n import _, ngettext
from producer_app.store.shop import Shop
from producer_app.ui.screen import Banner, Page, Scenes, Screen, Stage

WATCHES = frozenset({"receiving_codes", "code_places", "patrols", "code_trail", "code_copies"})


def _page(stage: Stage) -> Page:
    from producer_app.areas.payments.screen.page import CodesPage

    return CodesPage(stage)


def _scenes() -> Scenes:
    from producer_app.areas.payments.screen.scenes import SCENES

    return SCENES


def _said(shop: Shop) -> str:
    count = len(queries.codes(shop))
    if not count:
        return _("None yet")
    codes = ngettext("{count} code", "{count} codes", count).format(count=count)
    last = queries.last_patrol(shop)
    if last is None or clock.local(last.at).date() != clock.today():
        return f"{codes} · {_('Not checked today')}"
    return f"{codes} · {_('Checked this morning') if clock.local(last.at).hour < 12 else _('Checked today')}"


def _banner(shop: Shop) -> Banner | None:
    """Red until a later check of the stall shows no foreign code."""
    if proving.look(shop).findings:
        told = _("Another program changed your payment codes. Nothing is shown or printed from them.")
        return Banner("hand-palm-fill", "red", told)
    last = queries.last_patrol(shop)
    if last is None or last.result != "stop":
        return None
    return Banner("hand-palm-fill", "red", _("A code on your stall is not yours. Take it down and check again."))


def _stop(shop: Shop) -> str | None:
    """What is spoken when the shop is opened and its codes were touched."""
    proof = proving.look_again(shop)
    if not proof.findings:
        return None
    return " ".join([_("Stop!"), *(one.told() for one in proof.findings[:MOST_TOLD])])


SCREEN = Screen(TILE, _page, WATCHES, said=_said, banner=_banner, scenes=_scenes, stop=_stop)
