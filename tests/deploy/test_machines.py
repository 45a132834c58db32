"""Several machines behind the proxies of `deploy/`: one of them is cut off the network, and nobody loses anything."""

import asyncio
from pathlib import Path

import pytest

from tests.deploy.cutting import cut_off, latencies
from tests.deploy.machines import HOSTS, machines
from tests.deploy.namespaces import wanted_namespaces
from tests.deploy.proxies import HAPROXY, NGINX, Proxy
from tests.tools import wanted

PEOPLE = 60
FOLLOWS_AGAIN_SECONDS = 20.0
POST_SECONDS = 8.0  # a kept connection to a machine that is gone tells nothing for 5 s
CHANGE_SECONDS = 0.005


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("proxy", "cluster"), [(HAPROXY, False), (NGINX, False), (HAPROXY, True)], ids=["haproxy", "nginx", "cluster"]
)
def test_who_is_on_a_machine_that_is_cut_off_follows_on_elsewhere(
    proxy: Proxy, cluster: bool, tmp_path: Path, certificate: Path
) -> None:
    wanted_namespaces()
    wanted(proxy.name)
    with machines(proxy, tmp_path, certificate, cluster=cluster) as site:
        within, across = (asyncio.run(latencies(site, host)) for host in HOSTS)
        figures = asyncio.run(cut_off(site, PEOPLE))
    tenth = len(across) // 10  # the best tenth: what the way costs, whatever else this machine has to do
    assert across[tenth] <= within[tenth] + CHANGE_SECONDS
    assert figures.moved >= PEOPLE // 3
    assert max(figures.behind) <= FOLLOWS_AGAIN_SECONDS, str(figures)
    assert max(figures.posts) <= POST_SECONDS, str(figures)
    assert figures.lost == 0
