"""Everything an operator can set: one table, read once at start. A flag beats the environment, which beats the file
`live.toml`.

The class is the table: name, default, environment variables, flag and meaning of each setting stand in one place, and
the documentation in `docs/operating.md` is tested against it. What is dangerous together is in `safety.py`.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta


class BadSetting(Exception):
    """A setting cannot be understood; the message is one line naming it and where it came from."""


def _set(meaning: str, *variables: str, flag: str = "", **limits: Any) -> Meta:
    """The environment variables are tried in this order. Settings without a flag are secrets or rarely changed."""
    return Meta(description=meaning, extra={"variables": variables, "flag": flag}, **limits)


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    host: Annotated[str, _set("address to listen on", "LIVE_HOST", flag="--host")] = "127.0.0.1"
    port: Annotated[
        int, _set("port to listen on; 0 takes a free one", "LIVE_PORT", "PORT", flag="--port", ge=0, le=65535)
    ] = 8000
    workers: Annotated[
        int, _set("web processes", "LIVE_WORKERS", "WEB_CONCURRENCY", flag="--workers", ge=1, le=256)
    ] = 1
    data: Annotated[Path, _set("directory of the embedded store", "LIVE_DATA", flag="--data")] = Path("live-data")
    redis: Annotated[
        str,
        _set("an external Redis or Valkey instead of the embedded store", "LIVE_REDIS", "REDIS_URL", flag="--redis"),
    ] = ""
    public_url: Annotated[
        str, _set("the address people use, such as https://live.example.no", "LIVE_PUBLIC_URL", flag="--public-url")
    ] = ""
    trusted_proxies: Annotated[
        tuple[str, ...],
        _set(
            "addresses or networks whose X-Forwarded-For and -Proto are believed",
            "LIVE_TRUSTED_PROXIES",
            flag="--trusted-proxies",
        ),
    ] = ()
    secret: Annotated[str, _set("signs cookies; made and kept in the store when it is not set", "LIVE_SECRET")] = ""
    tls_cert: Annotated[
        str, _set("certificate chain, PEM; with it Live speaks https itself", "LIVE_TLS_CERT", flag="--tls-cert")
    ] = ""
    tls_key: Annotated[str, _set("its private key, PEM", "LIVE_TLS_KEY", flag="--tls-key")] = ""
    limits: Annotated[bool, _set("rate limits per person; off for benchmarks and rehearsals", "LIVE_LIMITS")] = True
    allow_http: Annotated[
        bool, _set("permit a public address without https, on a closed network", "LIVE_ALLOW_HTTP")
    ] = False
    hsts: Annotated[
        bool,
        _set("have browsers take https for a year (HSTS); always on where Live speaks https itself", "LIVE_HSTS"),
    ] = False
    retention_days: Annotated[
        int, _set("an event is deleted this many days after its end", "LIVE_RETENTION_DAYS", ge=1, le=3650)
    ] = 30
    rehearsal_people: Annotated[
        int,
        _set(
            "people simulated in rehearsals, in all of them together; 0 turns that off",
            "LIVE_REHEARSAL_PEOPLE",
            ge=0,
            le=500,
        ),
    ] = 500
    accessibility_statement: Annotated[
        str,
        _set(
            "address of the accessibility statement, for events without their own",
            "LIVE_ACCESSIBILITY_STATEMENT",
            pattern=r"^(https://[^\s\"<>\\]+)?$",
        ),
    ] = ""
    privacy_notice: Annotated[
        str,
        _set(
            "address of the privacy notice, for events without their own",
            "LIVE_PRIVACY_NOTICE",
            pattern=r"^(https://[^\s\"<>\\]+)?$",
        ),
    ] = ""
    drain_seconds: Annotated[
        float, _set("over how long connections are sent away when stopping", "LIVE_DRAIN_SECONDS", ge=0, le=20)
    ] = 20.0
    store_memory: Annotated[
        str, _set("the most the embedded store may hold", "LIVE_STORE_MEMORY", pattern=r"^\d+(mb|gb)$")
    ] = "512mb"
    disk_floor: Annotated[
        str,
        _set(
            "below this much free disk nothing more is kept in the embedded store",
            "LIVE_DISK_FLOOR",
            pattern=r"^\d+(mb|gb)$",
        ),
    ] = "64mb"
    store_server: Annotated[str, _set("the Valkey or Redis program of the embedded store", "LIVE_STORE_SERVER")] = ""
    metrics_port: Annotated[
        int, _set("serve /metrics on this port of 127.0.0.1; 0 is off", "LIVE_METRICS_PORT", ge=0, le=65535)
    ] = 0
    log: Annotated[Literal["text", "json"], _set("shape of the log lines on standard output", "LIVE_LOG")] = "text"
    log_level: Annotated[Literal["debug", "info", "warning", "error"], _set("how much is logged", "LIVE_LOG_LEVEL")] = (
        "info"
    )

    @property
    def scheme(self) -> str:
        return "https" if self.tls_cert else "http"

    @property
    def base(self) -> str:
        """The address people use, without a slash at the end."""
        shown = "127.0.0.1" if self.host in ("", "0.0.0.0", "::") else self.host  # noqa: S104 - the address of everything is nobody's
        return self.public_url.rstrip("/") or f"{self.scheme}://{f'[{shown}]' if ':' in shown else shown}:{self.port}"


FIELDS: Mapping[str, Any] = get_type_hints(Settings, include_extras=True)


class Fact(msgspec.Struct, frozen=True):
    """What the table says about a setting beside its type and default."""

    meaning: str
    variables: tuple[str, ...]
    flag: str


def facts(name: str) -> Fact:
    meta: Meta = FIELDS[name].__metadata__[0]
    return msgspec.convert({"meaning": meta.description, **(meta.extra or {})}, Fact)


def load(flags: Mapping[str, object] | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in force. Flags that are None were not given. Raises `BadSetting`."""
    given = {name: (facts(name).flag, value) for name, value in (flags or {}).items() if value is not None}
    found = _from_environment(environment) | given
    found = (
        _from_file(
            Path(environment["LIVE_CONFIG"])
            if environment.get("LIVE_CONFIG")
            else _read("data", found).joinpath("live.toml")
        )
        | found
    )
    return Settings(**{name: _read(name, found) for name in found})


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    return {
        name: (variable, environment[variable])
        for name in FIELDS
        for variable in reversed(facts(name).variables)  # the last one found stays: the first in the table
        if environment.get(variable)
    }


def _from_file(path: Path) -> dict[str, tuple[str, object]]:
    if not path.exists():
        return {}
    try:
        kept = tomllib.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise BadSetting(f"{path} cannot be read: {error}.") from error
    if unknown := sorted(kept.keys() - FIELDS.keys()):
        raise BadSetting(f"{path} sets {unknown[0]}, which is no setting of Live.")
    return {name: (f"{name} in {path}", value) for name, value in kept.items()}


def _read(name: str, found: Mapping[str, tuple[str, object]]) -> Any:
    """The value of one setting as its type, or its default."""
    if name not in found:
        return getattr(Settings(), name)
    where, value = found[name]
    try:
        return msgspec.convert(_plain(name, value), FIELDS[name], strict=False, dec_hook=lambda kind, raw: kind(raw))
    except (msgspec.ValidationError, TypeError) as error:
        raise BadSetting(f"{where} is {value!r}, which does not fit: {error}.") from error


def _plain(name: str, value: object) -> Any:
    """What people write for a switch or a list, as TOML would have it."""
    kind = Settings.__annotations__[name].__origin__
    if kind is bool and isinstance(value, str):
        return {"on": True, "yes": True, "off": False, "no": False}.get(value.lower(), value.lower())
    if kind == tuple[str, ...] and isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value
