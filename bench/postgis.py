# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL cluster of the bench's own, with the map loaded, indexed and analysed before anything is timed.

The cluster lies in the cache folder and listens on a socket there and nowhere else. PostgreSQL refuses to run as root;
for root it runs as the user that its package made. What the queries ask stands in postgis_queries.py.
"""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from clock import Cost
from work import LAYERS

CLUSTER_USER = "postgres"

# Two cores: the leader and two workers keep both busy. A small table is otherwise never shared out to workers.
SETTINGS = {
    "shared_buffers": "2GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "8GB",
    "max_parallel_workers_per_gather": "2",
    "max_parallel_workers": "2",
    "min_parallel_table_scan_size": "0",
    "parallel_setup_cost": "10",
    "jit": "off",
    "random_page_cost": "1.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "max_wal_size": "4GB",
    "listen_addresses": "''",
}


class Unavailable(Exception):
    """PostGIS cannot be run here, and why."""


def programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise Unavailable("PostgreSQL is not installed")
    return found[-1].parent


class Cluster:
    def __init__(self, folder: Path) -> None:
        # A cluster of root's must lie where the other user can come.
        root = os.geteuid() == 0
        self.folder = Path("/var/tmp/kavel-bench-postgres") if root else folder / "postgres"
        self.user = CLUSTER_USER if root else pwd.getpwuid(os.geteuid()).pw_name
        self.bin = programs()

    def __enter__(self) -> Cluster:
        if not (self.folder / "data" / "PG_VERSION").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            shutil.chown(self.folder, self.user)
            self.as_user(f"{self.bin}/initdb -D {self.folder}/data -U {self.user} -A trust -E UTF8 --locale=C")
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories={self.folder}"
        start = f"{self.bin}/pg_ctl -w -D {self.folder}/data -l {self.folder}/log -o {shlex.quote(options)} start"
        self.as_user(start)
        self.postmaster = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        return self

    def __exit__(self, *_: object) -> None:
        self.as_user(f"{self.bin}/pg_ctl -w -D {self.folder}/data -m fast stop")

    def as_user(self, line: str) -> None:
        command = ["su", self.user, "-s", "/bin/sh", "-c", line] if os.geteuid() == 0 else ["sh", "-c", line]
        answer = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", text=True, check=False
        )
        if answer.returncode != 0:
            raise Unavailable(f"{line.split()[0]} ends with {answer.returncode}: {answer.stderr.strip()}")

    def psql(self, database: str, *arguments: str) -> list[str]:
        return ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-U", self.user, "-d", database,
                *arguments]  # fmt: skip

    def sql(self, database: str, text: str) -> str:
        answer = subprocess.run(self.psql(database, "-At", "-c", text), capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise Unavailable(answer.stderr.strip())
        return answer.stdout.strip()

    def load(self, size: str, gpkg: Path) -> str:
        """The database of a size: a table a role, mended, indexed, analysed; left as it is when it is there."""
        database = f"kampen_{size}"
        if self.sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{database}_done'"):
            return f"{database}_done"
        print(f"loading {gpkg.name} into PostGIS", file=sys.stderr)
        self.sql("postgres", f"DROP DATABASE IF EXISTS {database}")
        self.sql("postgres", f"CREATE DATABASE {database}")
        self.sql(database, "CREATE EXTENSION postgis")
        for role, (layer, where) in {"plots": ("candidate_plots", ""), **LAYERS}.items():
            table = role.replace("-", "_")
            subprocess.run(
                ["ogr2ogr", "-f", "PostgreSQL", f"PG:dbname={database} host={self.folder} user={self.user}", str(gpkg),
                 layer, "-nln", table, "-lco", "GEOMETRY_NAME=geom", "-lco", "FID=fid", "-preserve_fid",
                 "-nlt", "PROMOTE_TO_MULTI", "-lco", "SPATIAL_INDEX=NONE", "-gt", "200000",
                 *(["-where", where] if where else [])],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PG_USE_COPY": "YES"},
            )  # fmt: skip
            self.sql(
                database, f"ALTER TABLE {table} ALTER geom TYPE geometry(Geometry, 28992) USING ST_SetSRID(geom, 28992)"
            )
            self.sql(
                database,
                f"UPDATE {table} SET geom = ST_CollectionExtract(ST_MakeValid(geom), 3) "
                f"WHERE ST_Dimension(geom) = 2 AND NOT ST_IsValid(geom)",
            )
            self.sql(database, f"DELETE FROM {table} WHERE geom IS NULL OR ST_IsEmpty(geom)")
        # Large sites in small pieces, as PostGIS's own workshop advises: their union is the same.
        self.sql(
            database,
            "CREATE TABLE natura2000_pieces AS SELECT fid, ST_Subdivide(geom, 128) AS geom FROM natura2000; "
            "DROP TABLE natura2000; ALTER TABLE natura2000_pieces RENAME TO natura2000",
        )
        for role in ("plots", *LAYERS):
            table = role.replace("-", "_")
            self.sql(database, f"CREATE INDEX ON {table} USING gist (geom)")
            if role not in ("plots", "natura2000"):
                self.sql(database, f"CREATE UNIQUE INDEX ON {table} (fid)")
            self.sql(database, f"VACUUM ANALYZE {table}")
        self.sql(database, "ALTER TABLE plots SET (parallel_workers = 2)")
        self.sql("postgres", f"ALTER DATABASE {database} RENAME TO {database}_done")
        return f"{database}_done"

    def cpu_s(self) -> float:
        """Of the postmaster and of every process of it that has ended."""
        fields = Path(f"/proc/{self.postmaster}/stat").read_text().rsplit(") ", 1)[1].split()
        return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def memory_mib(self) -> float:
        """All processes together, a shared page once: the sum of their proportional set sizes."""
        total = 0
        for pid in [self.postmaster, *self.children()]:
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue  # it has ended
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def timed(self, database: str, script: Path, limit_s: float) -> Cost:
        """Runs a script in a session of its own; code 124 after the limit. CPU is that of the session and its workers."""
        before_cpu = self.cpu_s()
        before = set(self.children())
        peak = 0.0
        ended = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not ended.wait(0.1):
                peak = max(peak, self.memory_mib())

        watcher = threading.Thread(target=watch)
        began = time.monotonic()
        watcher.start()
        command = self.psql(database, "-f", str(script))
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit_s)
            code, told = answer.returncode, answer.stderr
        except subprocess.TimeoutExpired:
            self.sql("postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
            code, told = 124, ""
        wall = time.monotonic() - began
        ended.set()
        watcher.join()
        # Its own children are counted when they have ended; autovacuum's workers are few and short.
        for _ in range(100):
            if not [pid for pid in set(self.children()) - before if is_session(pid)]:
                break
            time.sleep(0.02)
        return Cost(wall, self.cpu_s() - before_cpu, peak, code, err=told)


def is_session(pid: int) -> bool:
    """Or one that has ended and whose time the postmaster has not taken yet: such a process has no command line."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return not words or b"[local]" in words or b"parallel worker" in words
