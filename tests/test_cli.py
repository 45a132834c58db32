"""The command line as people and scripts use it: real commands, what they print, and how they end."""

import base64
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from live.cli import COMMANDS
from live.store.database import inspection
from live.store.embedded import Embedded
from live.store.embedded.sockets import answer
from tests.test_pictures import mark, saved

PROGRAMME = """Fagdag om lesing
Dato: 12. mai 2027

09.00–09.15 Velkommen
09.15–10.00 Lesing i alle fag v/ Kari Nordmann
10.00–10.15 Pause
10.15–11.00 Oppsummering
"""


def live(*arguments: object, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("LIVE_", "REDIS_", "PORT", "WEB_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "live", *map(str, arguments)],
        input=said,
        capture_output=True,
        text=True,
        env=clean | environment,
        timeout=60,
        check=False,
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_help_names_every_command() -> None:
    ended = live("--help")
    assert ended.returncode == 0
    assert all(f"  {name} " in ended.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("demo", "bench")])
def test_every_command_explains_itself(name: str) -> None:
    ended = live(name, "--help")
    assert ended.returncode == 0, ended.stderr
    assert "Usage:" in ended.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["serve", "--port", "x"],
        ["serve", "--nope"],
        ["serve", "--trusted-proxies", "*"],
        ["import"],
        ["import", "/nowhere"],
        ["import", "/dev/null"],
        ["import", "-", "--date", "8. mars"],
        ["import", "-", "--timezone", "Mars/Olympus"],
        ["links", "x", "--renew", "organiser"],
        ["links", "--renew", "speaker"],
        ["export", "x", "--format", "pdf"],
        ["tokens"],
        ["tokens", "x", "--role", "reader"],
        ["tokens", "x", "--make", "a", "--revoke", "a"],
    ],
)
def test_what_makes_no_sense_ends_with_2_and_one_line(arguments: list[str]) -> None:
    ended = live(*arguments, said=PROGRAMME)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("Error: ")
    assert ended.stderr.count("\n") == 1


def test_a_dry_run_shows_what_was_understood_and_needs_no_store(data: Path) -> None:
    ended = live("import", "-", "--dry-run", "--data", data, said=PROGRAMME)
    assert ended.returncode == 0
    assert "  10:00–10:15  Pause  (break)" in ended.stdout
    assert "Kari Nordmann" in ended.stdout
    assert "Nothing was kept." in ended.stdout
    assert not data.exists()


def test_a_dry_run_for_programs_is_one_object(data: Path) -> None:
    found = json.loads(live("import", "-", "--dry-run", "--json", "--data", data, said=PROGRAMME).stdout)
    assert {
        "slug",
        "title",
        "language",
        "timezone",
        "starts",
        "ends",
        "contact",
        "sections",
        "sessions",
        "warnings",
        "links",
    } <= found.keys()
    assert (found["title"], found["language"], found["timezone"], found["links"]) == (
        "Fagdag om lesing",
        "nb",
        "Europe/Oslo",
        None,
    )
    assert (found["starts"], found["ends"]) == ("2027-05-12T09:00:00+02:00", "2027-05-12T11:00:00+02:00")
    assert [s["kind"] for s in found["sessions"]] == ["talk", "talk", "break", "talk"]


def test_a_date_moves_the_programme(data: Path) -> None:
    found = json.loads(
        live("import", "-", "--dry-run", "--json", "--date", "2030-01-15", "--data", data, said=PROGRAMME).stdout
    )
    assert found["starts"] == "2030-01-15T09:00:00+01:00"


def test_import_links_and_export_work_without_a_running_service(data: Path) -> None:
    kept = json.loads(live("import", "-", "--slug", "fagdag", "--json", "--data", data, said=PROGRAMME).stdout)
    assert kept["links"].keys() == {"attendee", "moderator", "stage"}
    links = json.loads(live("links", "fagdag", "--json", "--data", data).stdout)
    assert links.keys() == {"attendee", "moderator", "stage", "speaker"}
    assert links["moderator"] == kept["links"]["moderator"]
    assert links["attendee"] == "http://127.0.0.1:8000/fagdag"
    assert "Lesing i alle fag" in live("export", "fagdag", "--format", "txt", "--data", data).stdout


def test_beside_a_running_service_they_use_its_store_and_its_address(data: Path) -> None:
    with Embedded(data, base="http://127.0.0.1:4321"):
        kept = live("import", "-", "--slug", "fagdag", "--data", data, said=PROGRAMME)
        assert kept.returncode == 0, kept.stderr
        assert "http://127.0.0.1:4321/fagdag/desk#" in kept.stdout
        assert (
            json.loads(live("links", "fagdag", "--json", "--data", data).stdout)["attendee"]
            == "http://127.0.0.1:4321/fagdag"
        )


def test_an_event_is_only_replaced_on_request(data: Path) -> None:
    assert live("import", "-", "--slug", "fagdag", "--data", data, said=PROGRAMME).returncode == 0
    again = live("import", "-", "--slug", "fagdag", "--data", data, said=PROGRAMME)
    assert again.returncode == 2
    assert "--replace" in again.stderr or "Replace it" in again.stderr
    assert live("import", "-", "--slug", "fagdag", "--replace", "--data", data, said=PROGRAMME).returncode == 0


def test_a_renewed_link_is_another_one(data: Path) -> None:
    live("import", "-", "--slug", "fagdag", "--data", data, said=PROGRAMME)
    before = json.loads(live("links", "fagdag", "--json", "--data", data).stdout)
    after = json.loads(live("links", "fagdag", "--renew", "moderator", "--json", "--data", data).stdout)
    assert before["moderator"] != after["moderator"]
    assert before["speaker"] == after["speaker"]


def test_a_programs_token_is_made_printed_again_listed_and_revoked(data: Path) -> None:
    live("import", "-", "--slug", "fagdag", "--data", data, said=PROGRAMME)
    first, again = (live("tokens", "fagdag", "--make", "Skjermen", "--data", data).stdout for _ in range(2))
    assert first == again
    assert len(first.strip()) == 32
    other = live("tokens", "fagdag", "--make", "Skjermen", "--role", "moderator", "--data", data)
    assert (other.returncode, other.stdout) == (2, "")
    listed = json.loads(live("tokens", "fagdag", "--json", "--data", data).stdout)["tokens"]
    assert [(token["name"], token["role"]) for token in listed] == [("Skjermen", "reader")]
    assert live("tokens", "fagdag", "--revoke", "skjermen", "--data", data).stdout == ""
    assert live("tokens", "fagdag", "--revoke", "Skjermen", "--data", data).returncode == 2
    assert live("tokens", "fagdag", "--make", "Skjermen", "--data", data).stdout not in (first, "")


def test_the_organisers_link_stays_until_it_is_renewed(data: Path) -> None:
    first, second = (live("links", "--data", data).stdout for _ in range(2))
    assert first == second
    assert "/new#" in first
    assert live("links", "--renew", "organiser", "--data", data).stdout not in (first, "")


def test_an_event_that_is_not_there(data: Path) -> None:
    ended = live("links", "nothing", "--data", data)
    assert ended.returncode == 2
    assert ended.stderr == "Error: There is no event at this address.\n"


def test_a_store_that_is_not_there_is_said_in_one_line() -> None:
    ended = live("links", "--redis", "redis://127.0.0.1:1/0")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: ")
    assert ended.stderr.count("\n") == 1


def test_check_warns_of_a_secret_that_may_be_guessed() -> None:
    assert "LIVE_SECRET is short" in live("check", LIVE_SECRET="hemmelig").stderr
    assert "LIVE_SECRET" not in live("check", LIVE_SECRET="x" * 20).stderr


def test_check_prints_everything_and_no_secret() -> None:
    ended = live(
        "check",
        LIVE_SECRET="hush-hush",
        REDIS_URL="redis://me:pass-word@127.0.0.1:1/0",
        LIVE_TRUSTED_PROXIES="10.0.0.1",
    )
    assert ended.returncode == 1
    assert "UNSAFE: The store does not answer" in ended.stderr
    assert "Looked at: the settings above; the store at redis://me:***@127.0.0.1:1/0" in ended.stdout
    assert "hush-hush" not in ended.stdout
    assert "pass-word" not in ended.stdout


def test_check_fails_on_what_is_unsafe() -> None:
    ended = live("check", LIVE_PUBLIC_URL="http://live.example.no")
    assert ended.returncode == 1
    assert "UNSAFE: " in ended.stderr


@pytest.mark.parametrize("flags", [["--port", "1"], ["--host", "192.0.2.1"], ["--host", "no.such.host.invalid"]])
def test_an_address_that_cannot_be_had_is_said_in_one_line(data: Path, flags: list[str]) -> None:
    ended = (
        live("serve", "--data", data, *flags)
        if os.geteuid() or flags[0] != "--port"
        else live("serve", "--data", data, "--host", "192.0.2.9")
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: ")
    assert ended.stderr.count("\n") == 1


def test_an_import_over_an_event_shows_the_difference_first(data: Path, tmp_path: Path) -> None:
    later = PROGRAMME.replace("09.15–10.00 Lesing", "09.15–10.05 Lesing").replace(
        "10.00–10.15 Pause", "10.05–10.15 Pause"
    )
    arguments = ("import", "-", "--replace", "--dry-run", "--data", data)
    assert json.loads(live(*arguments, "--json", said=later).stdout)["difference"] is None, "there is no store here"
    assert not data.exists()
    with Embedded(data):
        assert live("import", "-", "--slug", "lesing", "--data", data, said=PROGRAMME).returncode == 0
        seen = live(*arguments, "--slug", "lesing", said=later)
        told = json.loads(live(*arguments, "--slug", "lesing", "--json", said=later).stdout)["difference"]
        assert live("export", "lesing", "--format", "chapters", "--start", "08:50", "--data", data).stdout.splitlines()[
            :2
        ] == ["0:00 Fagdag om lesing", "10:00 Velkommen"]
    assert {kind: [d["title"] for d in those] for kind, those in told.items() if those} == {
        "moved": ["Lesing i alle fag", "Pause"],
        "unchanged": ["Velkommen", "Oppsummering"],
    }
    assert "2027-05-12 09:15–10:00 → 2027-05-12 09:15–10:05  Lesing i alle fag" in seen.stdout
    assert "Nothing was kept." in seen.stdout


def test_check_fails_for_a_store_that_can_lose_what_it_acknowledges(redis_url: str, valkey: Embedded) -> None:
    assert live("check", "--redis", redis_url).returncode == 0
    try:
        answer(valkey.socket, "CONFIG SET maxmemory-policy allkeys-lru")
        answer(valkey.socket, "CONFIG SET appendonly no")
        ended = live("check", "--redis", redis_url)
    finally:
        answer(valkey.socket, "CONFIG SET maxmemory-policy noeviction")
        answer(valkey.socket, "CONFIG SET appendonly yes")
    assert ended.returncode == 1
    assert "UNSAFE: The store keeps no append-only file" in ended.stderr
    assert "UNSAFE: The store throws data away when it is full (allkeys-lru)" in ended.stderr


def test_check_warns_of_a_store_that_may_bring_back_half_a_write() -> None:
    sound = {"redis_version": "7.0.15", "aof_enabled": 1, "maxmemory_policy": "noeviction"}
    assert "half of a write" in inspection._warnings(sound)[0]
    assert not inspection._warnings(sound | {"redis_version": "7.2.4"})
    assert not inspection._warnings(sound | {"valkey_version": "8.1.1"})


def test_check_names_the_program_of_the_embedded_store() -> None:
    assert "Looked at: the settings above; the embedded store's program, /" in live("check").stdout


@pytest.mark.parametrize("shape", ["text", "json"])
def test_the_organisers_link_is_in_no_log_that_is_collected(data: Path, shape: str) -> None:
    command = [sys.executable, "-m", "live", "serve", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, env=os.environ | {"LIVE_LOG": shape}, stdout=subprocess.PIPE, text=True) as serve:
        assert serve.stdout
        lines = [serve.stdout.readline() for _ in range(3)]
        serve.terminate()
        lines += serve.stdout.readlines()
    assert "Live listens on" in "".join(lines)
    assert "/new#" not in "".join(lines)
    if shape == "json":
        assert all(json.loads(line)["message"] for line in lines)


def test_a_locale_of_ascii_has_no_code_to_scan_and_ends_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    from live import demo

    links = dict.fromkeys(("attendee", "moderator", "stage", "speaker"), "http://127.0.0.1:8000/seminar")
    for encoding, codes in (("ascii", False), ("utf-8", True)):
        said = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", said)
        demo._print(links, 40)
        said.flush()
        assert ("█".encode() in said.buffer.getvalue()) is codes


def test_an_event_is_listed_until_it_is_deleted_by_typing_its_address_again(data: Path) -> None:
    with Embedded(data):
        assert live("import", "-", "--slug", "lesing", "--data", data, said=PROGRAMME).returncode == 0
        assert live("list", "--data", data).stdout == "lesing  2027-05-12  Fagdag om lesing\n"
        assert json.loads(live("list", "--json", "--data", data).stdout)[0]["slug"] == "lesing"
        kept = live("delete", "lesing", "--data", data, said="skriving\n")
        assert (kept.returncode, kept.stderr) == (1, "Error: Nothing was deleted.\n")
        unkept = live("delete", "lesing", "--yes", "--archive", data / "no" / "a.zip", "--data", data)
        assert (unkept.returncode, "cannot be written" in unkept.stderr) == (1, True), "so it is not deleted"
        archive = data.parent / "lesing.zip"
        said = live("archive", "lesing", "--output", archive, "--data", data).stdout
        assert said == f"lesing is kept in {archive}.\n"
        assert "index.html" in zipfile.ZipFile(archive).namelist()
        archive.unlink()
        assert live("delete", "lesing", "--archive", archive, "--data", data, said="lesing\n").returncode == 0
        assert "lesing.json" in zipfile.ZipFile(archive).namelist()
        assert live("list", "--data", data).stdout == ""
        again = live("delete", "lesing", "--yes", "--data", data)
        assert (again.returncode, again.stderr) == (2, "Error: There is no event at this address.\n")
    assert b"Oppsummering" not in b"".join(path.read_bytes() for path in data.rglob("*.aof"))


def test_a_backup_brings_an_installation_back_with_its_links(data: Path, tmp_path: Path) -> None:
    other, file = tmp_path / "other", tmp_path / "all.backup"
    with Embedded(data):
        assert live("import", "-", "--slug", "lesing", "--data", data, said=PROGRAMME).returncode == 0
        links = live("links", "lesing", "--json", "--data", data).stdout
        assert live("backup", file, "--data", data).stdout.startswith(f"{file}: 1 events, ")
    assert file.stat().st_mode & 0o077 == 0
    with Embedded(other):
        ended = live("restore", file, "--data", other)
        assert (ended.returncode, ended.stdout) == (0, "1 events are back.\n")
        assert "restart `live serve`" in ended.stderr
        assert live("links", "lesing", "--json", "--data", other).stdout == links
        assert live("list", "--data", other).stdout == "lesing  2027-05-12  Fagdag om lesing\n"
        taken = live("restore", file, "--data", other)
        assert taken.returncode == 2
        assert "There are events at lesing already" in taken.stderr
        assert live("restore", file, "--replace", "--event", "lesing", "--data", other).returncode == 0
        assert live("restore", data / "store" / "lock", "--data", other).returncode == 2


def test_a_logo_goes_through_a_backup_an_archive_and_an_import_on_other_installations(
    data: Path, tmp_path: Path
) -> None:
    made, drawn = saved(mark((20, 40, 90, 255))), tmp_path / "made.json"
    with Embedded(data):
        told = live("import", "-", "--slug", "lesing", "--json", "--data", data, said=PROGRAMME).stdout
        logo = base64.b64encode(made).decode()
        drawn.write_text(json.dumps(json.loads(told) | {"settings": {"logo_text": "Oss"}, "logo": logo}))
        assert live("import", drawn, "--replace", "--data", data).returncode == 0
        kept = exported(data)
        assert base64.b64decode(kept["logo"]).startswith(b"\x89PNG")
        assert live("backup", tmp_path / "all.backup", "--data", data).returncode == 0
        assert live("archive", "lesing", "--output", tmp_path / "lesing.zip", "--data", data).returncode == 0
    for number, brought in enumerate((["restore", tmp_path / "all.backup"], ["import", tmp_path / "lesing.zip"])):
        with Embedded(tmp_path / str(number)):
            ended = live(*brought, "--data", tmp_path / str(number))
            assert ended.returncode == 0, ended.stderr
            there = exported(tmp_path / str(number))
            assert (there["logo"], there["settings"]) == (kept["logo"], kept["settings"])


def exported(data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(live("export", "lesing", "--format", "json", "--data", data).stdout)
    return found
