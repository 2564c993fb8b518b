"""Which IP addresses a fetch may connect to. Whatever is not plainly allowed is refused.

The networks are listed here and not left to `ipaddress` alone: what it calls global differs
between versions of Python, and it looks into few of the IPv6 forms that carry an IPv4 address.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_Network = IPv4Network | IPv6Network


def _networks(*names: str) -> tuple[_Network, ...]:
    return tuple(ip_network(name) for name in names)


# All of IPv4, and what is unicast in IPv6: global, unique local and loopback. Left out are the
# forms with an IPv4 address inside (mapped, compatible, translated, NAT64), link-local,
# site-local and multicast addresses, and what is not given out yet.
_UNICAST = _networks("0.0.0.0/0", "2000::/3", "fc00::/7", "::1/128")
_NEVER = _networks(
    "0.0.0.0/8",
    "100.100.100.200/32",  # metadata (Alibaba)
    "168.63.129.16/32",  # metadata (Azure); looks public
    "169.254.0.0/16",  # link-local, and metadata of most clouds
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",  # relays of 6to4
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",  # multicast, reserved, broadcast
    "2001::/23",  # Teredo, ORCHID and others
    "2001:db8::/32",
    "2002::/16",  # 6to4
    "3fff::/20",
    "fd00:ec2::/32",  # metadata (AWS)
    "fd20:ce::/32",  # metadata (Google)
)
_PRIVATE = _networks(
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "fc00::/7",
    "::1/128",
)


def is_public_host(address: str) -> bool:
    """Whether an address, as a resolver gives it, is a host of the public internet."""
    ip = _parsed(address)
    return ip is not None and ip.is_global and not _within(ip, _PRIVATE)


def is_intranet_or_public(address: str) -> bool:
    """Whether a host that the site allows may have the address: it may be private, or loopback.

    Link-local, metadata, multicast and reserved addresses stay forbidden.
    """
    return _parsed(address) is not None


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """The address if it is an ordinary one of a single host."""
    try:
        ip = ip_address(address)
    except ValueError:
        return None
    scoped = isinstance(ip, IPv6Address) and ip.scope_id is not None
    return ip if not scoped and _within(ip, _UNICAST) and not _within(ip, _NEVER) else None


def _within(ip: IPv4Address | IPv6Address, networks: tuple[_Network, ...]) -> bool:
    return any(ip in network for network in networks)
