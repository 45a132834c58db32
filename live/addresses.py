"""Web addresses as browsers write them: in lower case, without the port that goes without saying, names in punycode."""

from urllib.parse import urlsplit

USUAL_PORTS = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """Return the origin of `url` as a browser names it: `https://Blåbær.no.:443` is `https://xn--blbr-roah.no`.

    Raises `ValueError` for what is no address of a web site.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in USUAL_PORTS or not parts.hostname or parts.username is not None:
        raise ValueError(f"{url} is no address of a web site")
    host = _named(parts.hostname)
    port = "" if parts.port in (None, USUAL_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _named(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    name = host.removesuffix(".").lower()
    return name if name.isascii() else name.encode("idna").decode()
