"""What must not be run: settings that are harmless one by one and dangerous together.

One sentence each, for the operator.
"""

import os
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from live.addresses import origin_of
from live.settings import Settings

SHORTEST_SECRET = 20
STORE_SCHEMES = ("redis", "rediss", "unix", "redis+sentinel", "redis+cluster")


def problems(settings: Settings) -> list[str]:
    """Return what must not be run, one sentence each."""
    rules = (_proxies, _addresses, _certificate, _store)
    return [problem for rule in rules for problem in rule(settings)]


def doubts(settings: Settings) -> tuple[str, ...]:
    """Return what may be run and is better not, one sentence each."""
    if 0 < len(settings.secret) < SHORTEST_SECRET:
        return ("LIVE_SECRET is short, and may be guessed from a cookie. Leave it unset, or take a random one.",)
    return ()


def _proxies(settings: Settings) -> list[str]:
    if "*" in settings.trusted_proxies:
        return [
            (
                "LIVE_TRUSTED_PROXIES=* would let anyone choose the address they appear to come from."
                " Name your proxies' addresses or networks."
            )
        ]
    return [
        f"LIVE_TRUSTED_PROXIES names {proxy}, which is no address or network."
        for proxy in settings.trusted_proxies
        if not _is_network(proxy)
    ]


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _addresses(settings: Settings) -> list[str]:
    if not settings.public_url:
        return []
    parts = urlsplit(settings.public_url)
    if not _is_address(settings.public_url) or parts.path.strip("/") or parts.query or parts.fragment:
        return [f"LIVE_PUBLIC_URL is {settings.public_url}; it must be like https://live.example.no, without a path."]
    if parts.scheme == "http" and not settings.allow_http and not _is_loopback(parts.hostname or ""):
        return [
            (
                f"{settings.public_url} lets others read cookies and moderators' links on the way."
                " Use https, or LIVE_ALLOW_HTTP=on on a closed network."
            )
        ]
    return []


def _is_address(url: str) -> bool:
    try:
        origin_of(url)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _certificate(settings: Settings) -> list[str]:
    if bool(settings.tls_cert) != bool(settings.tls_key):
        return ["LIVE_TLS_CERT and LIVE_TLS_KEY belong together; only one of them is set."]
    return [
        f"{path} cannot be read."
        for path in (settings.tls_cert, settings.tls_key)
        if path and not os.access(path, os.R_OK)
    ]


def _store(settings: Settings) -> list[str]:
    if settings.redis and settings.redis.partition(":")[0] not in STORE_SCHEMES:
        return [f"REDIS_URL must begin with one of {', '.join(f'{s}:' for s in STORE_SCHEMES)}"]
    if not settings.redis and "DYNO" in os.environ:
        return [
            "The disk here is wiped at every restart: set REDIS_URL to a Redis or Valkey that keeps what it is told."
        ]
    return []
