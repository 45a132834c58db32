"""Files made to hurt: a refusal (or a programme) within two seconds, and nothing else."""

import datetime as dt
import os
import time

import pytest

from live.programme import NotUnderstood, read, safely
from live.programme.shapes import Notice
from tests.waiting import slower

TODAY = dt.date(2026, 1, 1)
SECONDS = 2.0  # of processor time: the machine may be busy with other tests

HOSTILE = {
    "a wall of text": b"a" * 5_000_000,
    "five megabytes of lines": b"Dette er en linje uten noe tidspunkt i seg.\n" * 110_000,
    "nothing but times": b"09:00 - 10:00 Foredrag om noe med Kari Nordmann, Udir\n" * 11_900,
    "times on one line": b"12:00 - 13:00 " * 350_000,
    "nothing but digits": b"1" * 5_000_000,
    "nothing but spaces": b" " * 5_000_000,
    "nothing but newlines": b"\n" * 4_900_000,
    "nothing but pipes": b"|" * 4_900_000,
    "open brackets": b"(" * 5_000_000,
    "half links": b"[a](" * 1_200_000,
    "addresses": b"a@b.c " * 300_000,
    "labels": b"a:\n\n" * 9_000 + b"09:00 x\n",
    "dates": b"8. mars 2022\n" * 11_900,
    "dates that all differ": "\n".join(f"{n % 28 + 1}. mars {2000 + n % 90} tekst {n}" for n in range(11_900)).encode(),
    "times that all differ": "\n".join(
        f"Møt {n} kl. {n % 24:02}:{n % 60:02} ved porten" for n in range(11_900)
    ).encode(),
    "as many dates as are read": "\n".join(f"{n % 28 + 1}. mars {2000 + n % 90} {n}" for n in range(5_900)).encode()
    + b"\n09:00 A\n10:00 B",
    "names": b"09:00 A\n" + b"Abc Def Ghi Jkl\n" * 11_900,
    "noise": os.urandom(1_500_000),
    "deep json": b"[" * 9_000_000,
    "deep json objects": b'{"a":' * 1_800_000,
    "an xml bomb": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    b"<schedule>&b;</schedule>",
    "wide xml": b"<schedule>" + b"<a/>" * 2_400_000 + b"</schedule>",
    "deep html": b"<html>" + b"<div>" * 1_900_000,
    "html rows": b"<html><table>" + b"<tr><td>09:00<td>x</tr>" * 400_000,
    "html attributes": b"<html><div " + b"a=b " * 2_000_000,
    "a long calendar": b"BEGIN:VCALENDAR\n"
    + b"BEGIN:VEVENT\nDTSTART:20220101T100000Z\nSUMMARY:x\nEND:VEVENT\n" * 150_000,
    "deep toml": b"[[sessions]]\na=" + b"[" * 1_000_000,
    "a csv with an open quote": b'start,title\n"' + b"09:00,x\n" * 600_000,
    "fifty megabytes": b"x" * 50_000_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_over_in_two_seconds(what: str) -> None:
    began = time.process_time()
    try:
        read(HOSTILE[what], today=TODAY)
    except NotUnderstood as refused:
        assert refused.notice.text()
    assert time.process_time() - began < SECONDS * slower()


async def test_read_safely_reads() -> None:
    programme = await safely.read_safely(b"09:00 A\n10:00 B", today=TODAY)
    assert [entry.title for entry in programme.entries] == ["A", "B"]


async def test_read_safely_refuses_as_read_does() -> None:
    with pytest.raises(NotUnderstood, match="looked for"):
        await safely.read_safely(b"nothing", today=TODAY)


async def test_a_parser_that_hangs_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safely, "_answer", _hang)
    with pytest.raises(NotUnderstood, match="too long"):
        await safely.read_safely(b"09:00 A", today=TODAY)


async def test_a_parser_that_crashes_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safely, "_answer", _crash)
    with pytest.raises(NotUnderstood, match="failed"):
        await safely.read_safely(b"09:00 A", today=TODAY)


def _hang(*_: object) -> Notice:
    safely._alarm(0.1, 0.1)
    time.sleep(60)
    return Notice("")


def _crash(*_: object) -> Notice:
    os._exit(1)
