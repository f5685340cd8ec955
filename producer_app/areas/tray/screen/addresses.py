"""Under which addresses the phones of the house can reach this computer."""

from __future__ import annotations

import ipaddress

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

_UP = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning
# What phones are in first, then cables; a tunnel or a virtual machine's network last.
_ORDER = (QNetworkInterface.InterfaceType.Wifi, QNetworkInterface.InterfaceType.Ethernet)


def of_the_house() -> list[str]:
    """IPv4 addresses of private networks, the likeliest first; none of the internet, not the computer's own loop."""
    found: list[tuple[int, str]] = []
    for one in QNetworkInterface.allInterfaces():
        if one.flags() & _UP != _UP or one.flags() & QNetworkInterface.InterfaceFlag.IsLoopBack:
            continue
        place = _ORDER.index(one.type()) if one.type() in _ORDER else len(_ORDER)
        for entry in one.addressEntries():
            address = entry.ip()
            if address.protocol() == QAbstractSocket.NetworkLayerProtocol.IPv4Protocol and \
                    ipaddress.ip_address(address.toString()).is_private:
                found.append((place, address.toString()))
    return [address for _place, address in sorted(found)]
