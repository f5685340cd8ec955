"""The page a phone opens on the local network: off until asked for, one phone, a little while.

  door.py     who may come in and with what, decided from the head of a request alone
  page.py     the page itself: one file of our own, in every language of the program
  server.py   the thread that serves it; loaded when the page is opened, since an event loop is heavy
  told.py     what it tells the window
"""

from __future__ import annotations

from producer_app.areas.tray.phone.door import Limits
from producer_app.areas.tray.phone.told import Told

__all__ = ["Limits", "Told"]
