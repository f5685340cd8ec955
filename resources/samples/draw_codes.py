"""Draws the practice shop's two screenshots of receiving codes, as a phone would save them. The codes are made up.

    python draw_codes.py
"""

from __future__ import annotations

from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
CODES = {
    "wechat": ("wxp://f2f0Practice0RoseJam0Gulnar0Shop00-_", "#1AA260", "微信收款", "推荐使用微信支付"),
    "alipay": ("HTTPS://QR.ALIPAY.COM/FKX00000PRACTICEROSEJAM01", "#1677D2", "支付宝收款", "支付就用支付宝"),
}
WIDTH, HEIGHT = 720, 1280


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = f"NotoSansCJKsc-{'Bold' if bold else 'Regular'}-GB2312.otf"
    return ImageFont.truetype(str(HERE.parent / "fonts" / name), size)


def screenshot(payload: str, ground: str, title: str, line: str) -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), ground)
    draw = ImageDraw.Draw(picture)
    draw.text((40, 30), "10:24", "white", font(28))
    draw.rounded_rectangle((WIDTH - 110, 36, WIDTH - 50, 60), 6, outline="white", width=3)
    draw.rectangle((WIDTH - 105, 41, WIDTH - 70, 55), "white")
    draw.text((WIDTH / 2, 130), title, "white", font(44, bold=True), anchor="mm")
    draw.rounded_rectangle((60, 220, WIDTH - 60, 1060), 28, "white")
    draw.text((WIDTH / 2, 300), line, ground, font(32), anchor="mm")
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, box_size=12, border=2)
    code.add_data(payload)
    made = code.make_image().convert("RGB").resize((480, 480), Image.Resampling.NEAREST)
    picture.paste(made, ((WIDTH - 480) // 2, 370))
    draw.text((WIDTH / 2, 920), "古丽娜尔（**尔）", "#1F2430", font(40, bold=True), anchor="mm")
    draw.text((WIDTH / 2, 985), "练习用，不能付款", "#4A5060", font(28), anchor="mm")
    return picture


def main() -> None:
    folder = HERE / "codes"
    folder.mkdir(exist_ok=True)
    for name, (payload, ground, title, line) in CODES.items():
        screenshot(payload, ground, title, line).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
