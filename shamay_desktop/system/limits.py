"""What a process that parses foreign files may use of the machine.

POSIX only. On Windows nothing but the wall time, which the parent keeps, limits the process;
that half is untested.
"""

import os
import signal
import sys
from dataclasses import dataclass, replace

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """Limits of a child process: bytes, seconds of processor time, open files, politeness.

    Address space and file size hold for the process's life; processor time is given anew for
    each file (`renew`), since the kernel counts it over the whole life.
    """

    address_space: int = 480 * _MIB
    """A photo of 64 megapixels takes 340 MiB at most. Two such processes beside two that recognise
    scans stay under 2 GB with all that the program holds, whatever files make of them
    (`tests/documents/worker/test_memory_of_both_pools.py`); what needs more works alone."""

    cpu_seconds: int = 60
    file_size: int = 256 * _MIB
    open_files: int = 64
    niceness: int = 10
    ample_space: int = 1400 * _MIB
    """Bytes of address space of a process that works alone: a picture of 120 megapixels fits, and
    the whole program stays under 2 GB."""

    def ample(self) -> "ProcessLimits":
        """The limits of a process that works while no other does."""
        return replace(self, address_space=max(self.address_space, self.ample_space))

    def enter(self) -> None:
        """Called once, first thing in the child: own process group, limits, low priority."""
        if sys.platform == "win32":
            return
        import resource

        os.setsid()
        os.nice(self.niceness)
        _cap(resource.RLIMIT_AS, self.address_space)
        _cap(resource.RLIMIT_FSIZE, self.file_size)
        _cap(resource.RLIMIT_NOFILE, self.open_files)
        _cap(resource.RLIMIT_CORE, 0)

    def renew(self, wall_seconds: int) -> None:
        """Called before each file: `cpu_seconds` more of the processor, and an alarm.

        The alarm ends a child whose parent died and can no longer end it.
        """
        if sys.platform == "win32":
            return
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime) + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (used + self.cpu_seconds, hard))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(wall_seconds + 2)

    def rest(self) -> None:
        """Called after each file: the alarm is off while the child waits."""
        if sys.platform != "win32":
            signal.alarm(0)


def page_limits() -> ProcessLimits:
    """Of a process that recognises scans; two work at a time.

    A page of A4 at 300 dpi takes 330 MiB of addresses, 210 of them resident. While a file gets
    ample memory in the other pool, these rest. With the bounds of `ProcessLimits` these keep the
    whole program under 2 GB.
    """
    return ProcessLimits(
        address_space=512 * _MIB, cpu_seconds=115, niceness=15, ample_space=768 * _MIB
    )


def table_limits() -> ProcessLimits:
    """Of the process that reads tables: a file of a million rows takes minutes, not memory."""
    return ProcessLimits(address_space=640 * _MIB, cpu_seconds=280, file_size=1024 * _MIB)


def layer_limits() -> ProcessLimits:
    """Of the process that reads parcel layers: the index of a country's takes minutes once."""
    return ProcessLimits(address_space=640 * _MIB, cpu_seconds=880, file_size=2048 * _MIB)


def _cap(kind: int, most: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(kind)
    ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (ceiling, ceiling))
