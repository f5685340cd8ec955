"""Money coming in: asked for with a code, found on statements, put to its order. The front door for other areas.

``ask(shop, order_id, code_id=...)`` asks for what is open of an order; ``open_of`` and ``of_order`` tell how it stands with one;
``read`` and ``take`` bring a statement in; ``match`` looks again for what has become certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from producer_app.base.doors import door

if TYPE_CHECKING:
    from producer_app.areas.receiving.actions import ask, ask_anew, evening, give_up, match, settle, take, take_back, take_off
    from producer_app.areas.receiving.importing import formats, read
    from producer_app.areas.receiving.queries import (
        candidates,
        count_nameless,
        counts,
        get,
        imports,
        income,
        nameless,
        of_order,
        open_of,
        requests,
        settled,
        trial,
    )
    from producer_app.areas.receiving.rows import Candidate, Coming, Income, Request, Taken, Trial
else:
    __getattr__ = door(__name__, {
        "actions": "ask ask_anew evening give_up match settle take take_back take_off",
        "importing": "formats read",
        "queries": "candidates count_nameless counts get imports income nameless of_order open_of requests settled trial",
        "rows": "Candidate Coming Income Request Taken Trial",
    })

NEEDS = ("products", "orders", "payments")
__all__ = [
    "Candidate", "Coming", "Income", "NEEDS", "Request", "Taken", "Trial", "ask", "ask_anew", "candidates", "count_nameless",
    "counts", "evening", "formats", "get", "give_up", "imports", "income", "match", "nameless", "of_order", "open_of", "read",
    "requests", "settle", "settled", "take", "take_back", "take_off", "trial",
]
