"""Writes the practice shop's order files: a Shopify export and the two files of a Taobao export.

All people, numbers and shops in them are made up. Run in this folder after changing products.csv:

    python make_orders.py
"""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
BUYERS = [
    ("林晓晴", "13812340011", "浙江省", "杭州市", "余杭区", "良渚街道桂花路18号2幢601", "请包结实一点，谢谢"),
    ("ئالىم جان", "13999880022", "新疆维吾尔自治区", "乌鲁木齐市", "天山区", "团结路66号3单元402", "ئاۋۋال تېلېفون قىلىڭ"),
    ("周建国", "13700770033", "四川省", "成都市", "武侯区", "红牌楼街9号", ""),
    ("阿依努尔·库尔班", "17799660044", "新疆维吾尔自治区", "和田地区", "和田市", "古江巴格街道 5 组", "送人用, 请别放价签"),
    ("何思远", "15000550055", "广东省", "广州市", "天河区", "体育西路120号A座1203", "=这不是公式"),
    ("陈雨桐", "18600440066", "上海市", "上海市", "静安区", "愚园路300弄12号", "要\"新货\"\n周末收"),
]
SHOPIFY_HEADER = """
Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,
Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,
Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,
Billing Name,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Province,Shipping Country,
Shipping Phone,Notes,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,Source,Shipping Province Name
"""
SHOPIFY = SHOPIFY_HEADER.strip().replace("\n", "").split(",")
STATES = [("paid", "unfulfilled", ""), ("paid", "fulfilled", ""), ("pending", "unfulfilled", ""), ("paid", "unfulfilled", ""),
          ("refunded", "unfulfilled", "all"), ("paid", "partial", ""), ("partially_refunded", "fulfilled", "10.00"),
          ("paid", "unfulfilled", "")]
TAOBAO = ["买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "交易成功", "等待买家付款",
          "买家已付款，等待卖家发货", "交易关闭",
          "卖家已发货，等待买家确认", "买家已付款，等待卖家发货"]

# Some of Taobao's headers end in a blank.
TAOBAO_HEADER = """
订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,
联系手机,
订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺名称,订单关闭原因,退款金额
"""


def goods() -> list[dict[str, str]]:
    """The practice products that have a picture: these are what buyers order."""
    with open(HERE / "products.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["picture"]]


def fen(text: str) -> int:
    whole, _dot, part = text.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def yuan(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


def basket(number: int, offered: list[dict[str, str]]) -> list[tuple[dict[str, str], int]]:
    """One to three goods with their quantities; the same for the same number."""
    return [(offered[(number * 5 + step * 3) % len(offered)], 1 + (number + step) % 3) for step in range(1 + number % 3)]


def shopify(offered: list[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, SHOPIFY, lineterminator="\n")
    writer.writeheader()
    moment = datetime(2026, 9, 14, 9, 20, 5)
    for number, (paid, sent, refund) in enumerate(STATES):
        name, phone, province, city, county, street, note = BUYERS[number % len(BUYERS)]
        lines = basket(number, offered)
        subtotal = sum(fen(row["price_cny"]) * many for row, many in lines)
        postage = 800 if number % 2 else 0
        placed = (moment + timedelta(hours=5 * number)).strftime("%Y-%m-%d %H:%M:%S +0800")
        for place, (row, many) in enumerate(lines):
            cells = {"Name": f"#R{2001 + number}", "Email": f"buyer{number}@example.test", "Created at": placed,
                     "Lineitem quantity": str(many), "Lineitem name": row["name_zh"], "Lineitem price": row["price_cny"],
                     "Lineitem sku": row["sku"], "Lineitem requires shipping": "true", "Lineitem taxable": "true",
                     "Lineitem fulfillment status": "fulfilled" if sent == "fulfilled" else "pending", "Vendor": "Practice"}
            if place == 0:
                total = subtotal + postage
                cells |= {"Financial Status": paid, "Paid at": "" if paid == "pending" else placed, "Fulfillment Status": sent,
                          "Accepts Marketing": "no", "Currency": "CNY", "Subtotal": yuan(subtotal), "Shipping": yuan(postage),
                          "Taxes": "0.00", "Total": yuan(total), "Discount Amount": "0.00", "Shipping Method": "Courier",
                          "Billing Name": name, "Shipping Name": name, "Shipping Address1": f"{county}{street}",
                          "Shipping City": city, "Shipping Zip": f"'{848000 + number}", "Shipping Province": province,
                          "Shipping Country": "CN", "Shipping Phone": f"'{phone}", "Notes": note, "Payment Method": "Manual",
                          "Refunded Amount": yuan(total) if refund == "all" else refund or "0.00",
                          "Id": str(7770000000001 + number), "Source": "web", "Shipping Province Name": province}
            writer.writerow(cells)
    return out.getvalue()


def taobao(offered: list[dict[str, str]]) -> tuple[str, str]:
    orders, items = io.StringIO(newline=""), io.StringIO(newline="")
    head = TAOBAO_HEADER.strip("\n").replace("\n", "").split(",")
    one = csv.DictWriter(orders, head, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    two = csv.DictWriter(items, ["订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "备注", "订单状态",
                                 "商家编码"], quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    one.writeheader()
    two.writeheader()
    moment = datetime(2026, 9, 15, 10, 2, 41)
    for number, state in enumerate(TAOBAO):
        name, phone, province, city, county, street, note = BUYERS[(number + 2) % len(BUYERS)]
        lines = basket(number + 3, offered)
        subtotal = sum(fen(row["price_cny"]) * many for row, many in lines)
        guarded = f'="{4402110077331500100 + 37 * number}"'
        placed = (moment + timedelta(hours=3 * number)).strftime("%Y-%m-%d %H:%M:%S")
        unpaid, closed = state == "等待买家付款", state == "交易关闭"
        sent = ("发货，等待买家确认" in state and state.startswith("卖家")) or state == "交易成功"
        one.writerow({
            "订单编号": guarded, "买家会员名": f"buyer_{number}", "买家应付货款": yuan(subtotal), "买家应付邮费": "0.00",
            "总金额": yuan(subtotal), "买家实际支付金额": "0.00" if unpaid or closed else yuan(subtotal), "订单状态": state,
            "买家留言": note, "收货人姓名": name, "收货地址 ": f"{province} {city} {county} {street}(848000)", "运送方式": "快递",
            "联系电话 ": "", "联系手机": f"'{phone}", "订单创建时间": placed, "订单付款时间 ": "" if unpaid or closed else placed,
            "宝贝标题 ": "，".join(row["name_zh"] for row, _many in lines), "宝贝种类 ": str(len(lines)),
            "物流单号 ": f"No:YT{5500660077001 + number}" if sent else "", "物流公司": "圆通速递" if sent else "", "订单备注": "",
            "宝贝总数量": str(sum(many for _row, many in lines)), "店铺名称": "练习店铺",
            "订单关闭原因": "买家未付款" if closed else "订单未关闭", "退款金额": "0.00"})
        for row, many in lines:
            two.writerow({"订单编号": guarded, "标题": row["name_zh"], "价格": row["price_cny"], "购买数量": str(many),
                          "外部系统编号": row["sku"], "商品属性": "", "套餐信息": "", "备注": "null", "订单状态": state,
                          "商家编码": row["sku"]})
    return orders.getvalue(), items.getvalue()


def main() -> None:
    offered = goods()
    folder = HERE / "orders"
    folder.mkdir(exist_ok=True)
    (folder / "shopify-orders.csv").write_text(shopify(offered), encoding="utf-8", newline="")
    for name, text in zip(("taobao-orders.csv", "taobao-items.csv"), taobao(offered), strict=True):
        (folder / name).write_bytes(text.encode("gb18030"))


if __name__ == "__main__":
    main()
