"""Shops' own servers, one file each with ``SERVER = Server(...)``: what to ask, and what the answer says.

Beside it ``tell_*.py`` with ``TELLER = Teller(...)``: how that kind is told that a parcel left (news.py).

Values only: no shop, no disk, no network; ``wire.py`` sends and ``fetching.py`` keeps. So each one is tried with saved answers.
"""
