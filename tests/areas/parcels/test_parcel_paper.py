"""Labels carry a bar code that an independent reader reads, the buyer masked; the run fits its sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from producer_app.areas.parcels.kinds import pickup_run, waybill_label
from producer_app.areas.parcels.rows import HouseRow, LabelTask
from producer_app.base.errors import ShopError
from producer_app.base.page import Bars, Page, Rect, Text
from producer_app.ui import paper


@pytest.mark.parametrize("size", list(waybill_label.PAPERS))
@pytest.mark.parametrize("tracking", ["SF1234567890123", "73123456789012", "EA123456789CN"])
def test_a_label_has_its_size_and_its_bar_code_is_read_back(qtbot: Any, tmp_path: Path, size: Any, tracking: str) -> None:
    page = waybill_label.draw(LabelTask("TB20260301001", tracking, "顺丰速运", "王*", "138****1234", "广东省 广州市 天河区 ***",
                                        "玫瑰花酱 × 2", "古丽娜尔 139****0000", size))
    assert (page.width_mm, page.height_mm) == waybill_label.PAPERS[size]
    assert paper.to_pdf([page], tmp_path / "label.pdf") == [tracking]
    assert (tmp_path / "label.pdf").read_bytes().startswith(b"%PDF")
    assert paper.codes_read(paper.picture_of(page, 203), bars=True) == [tracking]


def test_a_phone_stands_alone_so_that_a_name_from_the_right_never_turns_it() -> None:
    page = waybill_label.draw(LabelTask("H0001", "73123456789012", "中通快递", "ئاي***", "138****1234", "新疆 和田 ***",
                                        "玫瑰花酱"))
    phone = next(item for item in page.flat() if isinstance(item, Text) and "138" in item.text)
    assert (phone.text, phone.language) == ("138****1234", "en")


def test_a_bar_code_too_small_to_read_is_not_printed(qtbot: Any, tmp_path: Path) -> None:
    page = Page(76, 130, (Bars(Rect(5, 5, 12, 2), "SF1234567890123"),))
    with pytest.raises(ShopError, match="cannot be read back"):
        paper.to_pdf([page], tmp_path / "label.pdf")
    assert not (tmp_path / "label.pdf").exists()


def test_a_run_turns_its_sheets_and_each_house_gets_its_own(qtbot: Any, tmp_path: Path) -> None:
    rows = [HouseRow(f"第{house}家", f"玫瑰花酱 {kind}", str(kind), 1) for house in range(1, 7) for kind in range(1, 9)]
    run = pickup_run.draw(rows, "2026-03-01")
    assert len(run) == 3
    assert len(pickup_run.draw(rows, "2026-03-01", each_house=True)) == 6
    for page in run:
        assert all(item.box.bottom <= page.height_mm for item in page.flat())
    paper.to_pdf(run, tmp_path / "run.pdf")
