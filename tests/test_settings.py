"""Settings: flag beats environment beats file; what does not fit is named with its source; what is dangerous is
refused.
"""

from pathlib import Path

import pytest

from live.safety import problems
from live.settings import FIELDS, BadSetting, Settings, facts, load


def test_without_anything_said_the_defaults_hold() -> None:
    assert load({}, {}) == Settings()


def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "live.toml").write_text('host = "file"\nport = 1\nworkers = 2\n')
    environment = {"LIVE_DATA": str(tmp_path), "LIVE_HOST": "environment", "PORT": "3"}
    found = load({"host": "flag", "port": None}, environment)
    assert (found.host, found.port, found.workers, found.data) == ("flag", 3, 2, tmp_path)


def test_the_file_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('trusted_proxies = ["10.0.0.1"]\nlimits = false\n')
    found = load({}, {"LIVE_CONFIG": str(tmp_path / "mine.toml")})
    assert found.trusted_proxies == ("10.0.0.1",)
    assert not found.limits


def test_our_own_variable_beats_the_platforms() -> None:
    assert load({}, {"LIVE_PORT": "1", "PORT": "2"}).port == 1
    assert load({}, {"LIVE_PORT": "", "PORT": "2"}).port == 2


@pytest.mark.parametrize(
    ("said", "meant"), [("on", True), ("OFF", False), ("yes", True), ("no", False), ("1", True), ("false", False)]
)
def test_switches_are_said_in_many_ways(said: str, meant: bool) -> None:
    assert load({}, {"LIVE_LIMITS": said}).limits is meant


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"PORT": "eighty"}, "PORT is 'eighty', which does not fit"),
        ({"PORT": "70000"}, "PORT is '70000', which does not fit"),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY is '0', which does not fit"),
        ({"LIVE_LIMITS": "perhaps"}, "LIVE_LIMITS is 'perhaps', which does not fit"),
        ({"LIVE_LOG": "xml"}, "LIVE_LOG is 'xml', which does not fit"),
        ({"LIVE_STORE_MEMORY": "much"}, "LIVE_STORE_MEMORY is 'much', which does not fit"),
    ],
)
def test_what_does_not_fit_is_named_with_its_source(environment: dict[str, str], message: str) -> None:
    with pytest.raises(BadSetting, match=message):
        load({}, environment)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prot = 1", "sets prot, which is no setting"),
        ("port = ", "cannot be read"),
        ('port = "x"', "port in .*live.toml is 'x'"),
    ],
)
def test_a_file_with_a_mistake_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "live.toml").write_text(text)
    with pytest.raises(BadSetting, match=message):
        load({"data": str(tmp_path)}, {})


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(trusted_proxies=("*",)), "let anyone choose"),
        (Settings(trusted_proxies=("proxy.local",)), "no address or network"),
        (Settings(public_url="http://live.example.no"), "Use https"),
        (Settings(public_url="live.example.no"), "must be like"),
        (Settings(public_url="https://example.no/live"), "without a path"),
        (Settings(tls_cert="/nowhere"), "belong together"),
        (Settings(tls_cert="/nowhere", tls_key="/nowhere"), "cannot be read"),
        (Settings(redis="localhost:6379"), "must begin with"),
    ],
)
def test_what_is_unsafe_is_refused(settings: Settings, message: str) -> None:
    assert any(message in problem for problem in problems(settings))


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(trusted_proxies=("10.0.0.0/8", "::1")),
        Settings(public_url="https://live.example.no/"),
        Settings(public_url="http://127.0.0.1:8000"),
        Settings(public_url="http://[::1]:8000"),
        Settings(public_url="http://live.localhost"),
        Settings(public_url="http://10.0.0.5:8000", allow_http=True),
        Settings(redis="rediss://:secret@example.no/0"),
    ],
)
def test_what_is_safe_is_not(settings: Settings) -> None:
    assert problems(settings) == []


def test_the_embedded_store_is_refused_where_the_disk_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYNO", "web.1")
    assert problems(Settings())
    assert not problems(Settings(redis="redis://example.no"))


@pytest.mark.parametrize(
    ("settings", "base"),
    [
        (Settings(), "http://127.0.0.1:8000"),
        (Settings(host="0.0.0.0", port=9), "http://127.0.0.1:9"),
        (Settings(host="::1"), "http://[::1]:8000"),
        (Settings(tls_cert="x"), "https://127.0.0.1:8000"),
        (Settings(public_url="https://live.example.no/"), "https://live.example.no"),
    ],
)
def test_the_address_people_use(settings: Settings, base: str) -> None:
    assert settings.base == base


def test_every_setting_has_a_meaning_and_a_variable_of_its_own() -> None:
    variables = [variable for name in FIELDS for variable in facts(name).variables]
    assert len(variables) == len(set(variables))
    assert all(facts(name).meaning and facts(name).variables[0].startswith("LIVE_") for name in FIELDS)
