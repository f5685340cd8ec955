"""Shops for tests: real folders, real files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from producer_app.app import joiner
from producer_app.base import i18n
from producer_app.store.shop import Shop

# Real photographs and order files for trying, beside the project where somebody laid them; tests skip without them.
SAMPLES = Path(os.environ.get("PRODUCER_APP_SAMPLES", Path(__file__).resolve().parents[2] / "shared" / "samples"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a shop will be."""
    return tmp_path / "shop"


@pytest.fixture
def shop(folder: Path) -> Iterator[Shop]:
    """A new, empty shop with every area's tables."""
    with joiner.open_shop(folder, create=True) as opened:
        yield opened


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test starts in the source language."""
    i18n.use("en")
    yield
    i18n.use("en")
