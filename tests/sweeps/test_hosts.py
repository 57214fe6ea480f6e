"""Sweeps on Dask whose workers are on other hosts of a network: two network namespaces with names of their own.

They share this machine's file system, as the hosts of a cluster share a folder. Needs the rights to make them.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from sweep_toys import expected, kept, stored, swept, toy

from benchmarks.local_dask import LocalDask
from benchmarks.runners import Killing, wait_for
from experiments.sweeps.cluster import Cluster
from experiments.sweeps.digest import digest
from experiments.sweeps.folder import PARTS, Folder
from experiments.sweeps.plan import Plan
from experiments.sweeps.views import opened

pytestmark = pytest.mark.slow
HOSTS = ("archive", "registry")


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


@pytest.fixture
def hosts() -> Iterator[dict[str, tuple[str, str]]]:
    """By name of a host: its namespace, and the address of this machine as seen from there."""
    pytest.importorskip("distributed")
    key = token_hex(2)
    found = {}
    try:
        for number, name in enumerate(HOSTS, start=1):
            space, here, there = f"sj{key}{number}", f"sj{key}{number}h", f"sj{key}{number}t"
            net = f"10.{int(key[:2], 16)}.{int(key[2:], 16)}"
            ip("netns", "add", space)
            found[name] = (space, f"{net}.{4 * number + 1}")
            ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", space)
            ip("address", "add", f"{net}.{4 * number + 1}/30", "dev", here)
            ip("link", "set", here, "up")
            ip("-n", space, "address", "add", f"{net}.{4 * number + 2}/30", "dev", there)
            ip("-n", space, "link", "set", there, "up")
            ip("-n", space, "link", "set", "lo", "up")
        subprocess.run(["unshare", "--uts", "true"], check=True, capture_output=True)
        yield found
    except FileNotFoundError as error:
        pytest.skip(f"{error.filename} is not installed")
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no hosts of a network can be made here: {error.stderr.strip()}")
    finally:
        for space, _ in found.values():
            subprocess.run(["ip", "netns", "delete", space], check=False, capture_output=True)


@pytest.fixture
def network(hosts: dict[str, tuple[str, str]], tmp_path: Path) -> Iterator[LocalDask]:
    """A scheduler on this host and a worker on each of the others."""
    with LocalDask(tmp_path, workers=0, also=[Path(__file__).parent]) as dask:
        port = dask.address.rpartition(":")[2]
        for name, (space, address) in hosts.items():
            inside = ["ip", "netns", "exec", space, "unshare", "--uts", "sh", "-c", f'hostname {name}; exec "$@"', "sh"]
            dask.workers.append(dask.worker(f"tcp://{address}:{port}", inside))
        wait_for(dask)
        yield dask


def hosts_of(path: Path, plan: Plan) -> dict[str, int]:
    """Return how many rows each host has run."""
    with opened(Folder(path), kept(path), plan.outcomes) as database:
        return dict(database.execute("SELECT host, count(*) FROM runs GROUP BY host").fetchall())


def test_workers_on_two_hosts_give_the_bits_of_this_process(network: LocalDask, tmp_path: Path) -> None:
    plan = toy(draws=200, raises=[5], seconds=0.05)
    one, two = tmp_path / "one", tmp_path / "two"
    swept(toy(draws=200, raises=[5]), one)
    found = swept(plan, two, Cluster(plan, two / PARTS, network.address))
    assert (found.ok, found.failed, found.pending) == (398, 2, 0)
    assert hosts_of(two, plan).keys() == set(HOSTS)
    assert stored(two, plan) == expected(plan, without=(5,))
    assert digest(one) == digest(two)


def test_a_host_that_is_gone_half_way_costs_no_row(network: LocalDask, tmp_path: Path) -> None:
    plan = toy(draws=200, seconds=0.05)
    path = tmp_path / "sweep"
    found = swept(plan, path, Killing(Cluster(plan, path / PARTS, network.address), network, plan.rows // 2))
    assert network.workers[0].poll() == -signal.SIGKILL
    assert (found.ok, found.pending) == (400, 0)
    assert stored(path, plan) == expected(plan)
    assert os.uname().nodename not in hosts_of(path, plan)
