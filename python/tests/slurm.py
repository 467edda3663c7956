"""Slurm on one machine for tests: Debian's munge, slurmctld and slurmd, without systemd."""

import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import time

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin"
PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "sinfo")

CONFIGURATION = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={home}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
StateSaveLocation={home}/state
SlurmdSpoolDir={home}/spool
SlurmctldPidFile={home}/slurmctld.pid
SlurmdPidFile={home}/slurmd.pid
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
SchedulerParameters=sched_min_interval=0,sched_interval=1,batch_sched_delay=0,bf_interval=1
SlurmdTimeout=5
NodeName={host} NodeAddr=127.0.0.1 Port={node_port} CPUs=2 RealMemory=2048 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def missing():
    """Returns why Slurm cannot be started here, or an empty text."""
    absent = [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]
    if absent:
        return f"there is no {', '.join(absent)}: apt-get install munge slurmctld slurmd"
    return "" if os.geteuid() == 0 else "slurmd must be started by root"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """A cluster of one node with two processors; all its files lie in one folder."""

    def __init__(self, home):
        self.home = pathlib.Path(home)
        self.host = socket.gethostname().partition(".")[0]
        self.environment = {
            **os.environ, "PATH": PATH, "SLURM_CONF": str(self.home / "slurm.conf")}
        self._processes = {}

    def start(self):
        """Starts the daemons and waits until the node is idle."""
        for name in ("state", "spool"):
            (self.home / name).mkdir()
        key = self.home / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o600)
        (self.home / "slurm.conf").write_text(CONFIGURATION.format(
            host=self.host, home=self.home, controller_port=_free_port(),
            node_port=_free_port(), user=pwd.getpwuid(os.geteuid()).pw_name))
        files = [f"--{option}={self.home}/munge.{ending}" for option, ending in (
            ("key-file", "key"), ("socket", "socket"), ("pid-file", "pid"), ("log-file", "log"),
            ("seed-file", "seed"))]
        self._start("munged", "--foreground", "--force", *files)
        self.wait(lambda: (self.home / "munge.socket").exists(), "munged")
        self._start("slurmctld", "-D")
        self.start_node()

    def start_node(self):
        """Starts slurmd."""
        self._start("slurmd", "-D", "-N", self.host)
        self.wait(lambda: self("sinfo", "-h", "-o", "%t").strip() in ("idle", "mix"), "slurmd")

    def kill_node(self):
        """Kills slurmd and all jobs at once, as a node that loses its power."""
        self._processes["slurmd"].kill()
        self._processes["slurmd"].wait()
        for process in self._job_processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def stop(self):
        """Ends everything that the cluster has started."""
        for process in reversed(self._processes.values()):
            process.kill()
            process.wait()
        for process in self._job_processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def __call__(self, *command):
        """Output of one of Slurm's commands; an empty text when it fails."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else ""

    def queue(self):
        """States of jobs in the queue by "job_task"."""
        lines = self("squeue", "--array", "-h", "-o", "%F_%K %T").splitlines()
        return dict(line.split() for line in lines)

    def wait(self, holds, what, seconds=90):
        """Waits until something holds."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"{what}: {self.queue()}\n{self.logs()}"
            time.sleep(0.05)

    def logs(self):
        """Ends of the daemons' logs."""
        return "\n".join(f"{path.name}: {path.read_text(errors='replace')[-2000:]}"
                         for path in sorted(self.home.glob("*.out")))

    def _start(self, program, *arguments):
        with open(self.home / f"{program}.out", "ab") as log:
            self._processes[program] = subprocess.Popen(
                [shutil.which(program, path=PATH), *arguments], env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def _job_processes(self):
        """Processes of jobs, and those that watch them."""
        mark = f"SLURM_CONF={self.home}/slurm.conf".encode()
        daemons = {process.pid for process in self._processes.values()}
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                content = (folder / "environ").read_bytes().split(b"\0")
                is_job = any(entry.startswith(b"SLURM_JOB_ID=") for entry in content)
                is_watcher = (folder / "comm").read_bytes().startswith(b"slurmstepd")
                if mark in content and (is_job or is_watcher) and int(folder.name) not in daemons:
                    yield int(folder.name)
