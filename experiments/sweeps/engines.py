"""Engines: who runs the batches of a sweep, by what a command line asks for."""

from pathlib import Path

from experiments.sweeps.plan import Plan
from experiments.sweeps.sweep import Engine
from scenarios.problems import InputError, Problem


def engine(plan: Plan, parts: Path, cluster: str | None, workers: int, timeout: float | None = None) -> Engine:
    """Return the workers of a Dask scheduler at an address, or else so many processes of this machine.

    Raises InputError without Dask, and where a time-out (seconds a row) is asked of a cluster.
    """
    if cluster is not None and timeout:
        raise InputError([Problem(Path("command line"), None, None, "--timeout", "cannot be kept on a --cluster")])
    if cluster is not None:
        from experiments.sweeps.cluster import Cluster

        return Cluster(plan, parts, cluster)
    from experiments.sweeps.crew import Crew

    return Crew(plan, parts, workers, timeout)
