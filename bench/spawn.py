"""Run a command; write its wall time in seconds and its peak memory in KiB to a file.

Usage: `spawn.py FILE COMMAND…`.

A program of its own, because Linux counts the memory of the process that starts another as the
other's: a small starter leaves no trace in the figure.
"""

import os
import sys
import time

if __name__ == "__main__":
    report, *command = sys.argv[1:]
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ)
    _pid, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    with open(report, "w", encoding="ascii") as written:  # noqa: PTH123 (pathlib is not small)
        written.write(f"{seconds} {usage.ru_maxrss}")
    sys.exit(os.waitstatus_to_exitcode(status))
