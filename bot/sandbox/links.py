"""Which links the server takes, and how it writes them (td: LinkManager, parse_url)."""

import ipaddress
import re

MAX_USER_ID = (1 << 40) - 1
PLAIN_URL_PART = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])*")
APP_LINK = re.compile(r"(?:tg|TG|tG|Tg):(?://)?([a-zA-Z]+)/?\?([^#]*)")


def linked_user(url: str) -> int:
    """The person that `tg://user?id=5` names, 0 for any other link."""
    value = app_link_values(url.lower(), "user").get("id", "")
    return int(value) if re.fullmatch("[1-9][0-9]*", value) and int(value) <= MAX_USER_ID else 0


def app_link_values(url: str, host: str) -> dict[str, str]:
    """The values behind `tg://<host>?`, the first of each name; nothing for another link."""
    match = APP_LINK.match(url)
    if match is None or match.group(1).lower() != host:
        return {}
    values: dict[str, str] = {}
    for pair in match.group(2).split("&"):
        key, _, value = pair.partition("=")
        values.setdefault(key, value)
    return values


def checked_link(url: str) -> str:
    """The link as the server stores it, or an empty text for one that it drops."""
    lower = url.lower()
    for scheme in ("tg:", "ton:", "tonsite:"):
        if lower.startswith(scheme):
            return _app_link(scheme[:-1], url[len(scheme) :])
    parts = _split(url)
    if parts is None:
        return ""
    protocol, userinfo, host, port, query = parts
    if "." not in host and not host.startswith("["):
        return ""
    return f"{protocol}://{userinfo + '@' if userinfo else ''}{host}{f':{port}' if port else ''}{query}"


def _app_link(scheme: str, rest: str) -> str:
    rest = rest.removeprefix("//")
    parts = _split(rest)
    if parts is None or rest.lower().startswith("http://"):
        return ""
    protocol, userinfo, host, port, query = parts
    allowed = r"[A-Za-z0-9_.-]+" if scheme == "tonsite" else r"[A-Za-z0-9_-]+"
    if protocol == "https" or userinfo or port or not re.fullmatch(allowed, host):
        return ""
    return f"{scheme}://{host}{query[1:] if query.startswith('/?') else query}"


def _split(url: str) -> tuple[str, str, str, int, str] | None:
    """Protocol, user part, host in lower case, port (0: not given) and path with query; None for a bad link."""
    head = re.match(r"([^:/?#@\[\]]*)://", url)
    protocol = head.group(1).lower() if head else "http"
    if protocol not in {"http", "https"}:
        return None
    rest = url[head.end() :] if head else url
    place = re.match(r"[^/?#]*", rest)
    address = place.group() if place else ""
    query = rest[len(address) :]
    port = 0
    match = re.search(r"(?<=.):([^:\]@]*)$", address, re.DOTALL)
    if match:
        port = _port(match.group(1))
        address = address[: match.start()]
    userinfo, _, host = address.rpartition("@")
    host = _lowered(host)
    if port < 0 or host in {"", "."} or not _is_host(host):
        return None
    if not PLAIN_URL_PART.fullmatch(userinfo.replace(":", "")):
        return None
    return protocol, userinfo, host, port, _path(query)


def _port(text: str) -> int:
    digits = text.lstrip("0") if len(text) > 1 else text
    if not digits.isascii() or not digits.isdigit() or not 0 < int(digits) <= 65535:
        return -1
    return int(digits)


def _is_host(host: str) -> bool:
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            return False
        return True
    return PLAIN_URL_PART.fullmatch(host) is not None


def _path(query: str) -> str:
    query = query.rstrip(" \t\r\n\0\v") or "/"
    query = query if query.startswith("/") else "/" + query
    return "".join(f"%{ord(c):02X}" if c <= " " else c for c in query)


def _lowered(text: str) -> str:
    """ASCII letters in lower case, everything else as it is."""
    return "".join(c.lower() if c.isascii() else c for c in text)
