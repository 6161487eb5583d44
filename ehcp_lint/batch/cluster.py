"""The executor of a Dask cluster: the same function and the same jobs on many machines.

Its scheduler hands a job to another worker when one dies; TLS options go to Dask as they are."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ehcp_lint.batch.fenced import edition_here
from ehcp_lint.errors import BadConfig, CannotRead

_WAIT = "30s"


@dataclass(frozen=True, slots=True)
class Tls:
    """The files of a TLS connection: who is trusted, and who this machine is."""

    ca: str | None = None
    cert: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A connected cluster: its executor, how many jobs it can work on at a time, and how many of them in one process."""

    executor: Executor
    threads: int
    most_in_one: int


@contextmanager
def connected(address: str, tls: Tls) -> Iterator[Cluster]:
    """The cluster at `address`. Raises `BadConfig` where Dask is missing, nobody answers, or a worker has another version."""
    try:
        from distributed import Client
    except ImportError:
        raise BadConfig("--cluster needs the cluster extra: pip install 'ehcp-lint[cluster]'.") from None
    try:
        client: Any = Client(address, security=security(tls), timeout=_WAIT, name="ehcp-lint")
        client.wait_for_workers(1, timeout=_WAIT)
    except (OSError, TimeoutError, ValueError) as error:
        raise BadConfig(
            f"--cluster {address}: no scheduler with workers answers there ({type(error).__name__}). "
            "Start `dask scheduler` and `dask worker`, and check the address and the TLS files."
        ) from None
    try:
        _agree(client)
        threads = client.nthreads().values()
        yield Cluster(client.get_executor(pure=False), sum(threads), max(threads))
    finally:
        client.close(timeout=5)


def security(tls: Tls) -> Any:
    """Dask's own object for the TLS files; None where none is named."""
    if not (tls.ca or tls.cert or tls.key):
        return None
    from distributed.security import Security

    return Security(tls_ca_file=tls.ca, tls_client_cert=tls.cert, tls_client_key=tls.key, require_encryption=True)


def _agree(client: Any) -> None:
    """Results must not depend on which worker made them."""
    here = edition_here()
    try:
        others = set(client.run(edition_here).values())
    except Exception as error:  # noqa: BLE001 - most often the package is not installed there
        raise BadConfig(
            f"--cluster: the workers cannot run ehcp_lint ({type(error).__name__}). Install the same version on each of them."
        ) from None
    if others != {here}:
        raise CannotRead(
            f"--cluster: the workers have another version of ehcp_lint, of its data or of other packages' checks than this "
            f"machine ({here.split()[0]}). Install the same on each of them."
        )
