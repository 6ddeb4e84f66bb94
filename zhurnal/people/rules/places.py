"""Where a session is, in words; of an address only its network is kept. Pure."""

from ipaddress import ip_address, ip_network

UNKNOWN = "место неизвестно"


def network_of(address: str) -> str:
    """«95.24.10.0/24», «2a02:6b8::/48»; "" for what is no address."""
    try:
        found = ip_address(address.strip().strip("[]"))
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network(f"{mapped}/{24 if mapped.version == 4 else 48}", strict=False))


def place_words(network: str, here: str) -> str:
    """The place as its owner reads it; ``here``: the network of the request that asks."""
    if not network:
        return UNKNOWN
    if network == here:
        return "там же, где вы сейчас"
    known = ip_network(network)
    if known.is_private or known.is_loopback:
        return "сеть колледжа"
    return f"интернет, адреса {_short(network)}"


def _short(network: str) -> str:
    """«95.24.10.…»."""
    start = network.partition("/")[0]
    return f"{start.rpartition('.')[0]}.…" if "." in start else f"{start.rstrip(':')}:…"
