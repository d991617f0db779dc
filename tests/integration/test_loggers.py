"""Threads make loggers while pytest walks over all of them, as it does from 9.1 on: nobody minds."""

from __future__ import annotations

import pytest

from .conftest import Project

MADE_IN_THE_MIDDLE = """\
import logging
import threading

class Making(logging.Logger):
    \"\"\"Whoever looks at it in a walk finds more loggers than there were when the walk began.\"\"\"

    made = 0

    @property
    def propagate(self):
        Making.made += 1
        thread = threading.Thread(target=logging.getLogger, args=(f"made{Making.made}",))
        thread.start()
        thread.join()
        return True

    @propagate.setter
    def propagate(self, value):
        pass

def pytest_configure(config):
    # No thread of the audit runs in a worker.
    if not hasattr(config, "workerinput"):
        logging.Logger.manager.loggerDict["making"] = Making("making")

def pytest_unconfigure():
    print("made", Making.made)
"""

WAITING = """\
import logging
import threading

import pytest

@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection():
    thread = threading.Thread(target=lambda: logging.getLogger("theirs").info("up"), daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    return (yield)

pytest_runtestloop = pytest_sessionfinish = pytest_collection
"""


@pytest.mark.parametrize("options", [(), ("-n", "2"), ("-k", "nothing")], ids=" ".join)
def test_loggers_made_in_the_middle_of_a_walk(project: Project, options: tuple[str, ...]) -> None:
    project.write("conftest.py", MADE_IN_THE_MIDDLE)
    result = project.audit(*options)
    assert result.parseoutcomes() == ({"deselected": 63} if "-k" in options else {"passed": 63})
    (line,) = (line for line in result.outlines if line.startswith("made"))
    assert (line != "made 0") == (pytest.version_tuple >= (9, 1))


def test_hooks_that_wait_for_a_thread_that_logs(project: Project) -> None:
    project.write("conftest.py", WAITING)
    assert project.audit().parseoutcomes() == {"passed": 63}


def test_loggers_are_left_as_they_were(project: Project) -> None:
    project.write("conftest.py", "import logging\n\n" + LEFT)
    assert "dict True" in project.audit().outlines


LEFT = """\
def pytest_configure(config):
    config.add_cleanup(left)

def left():
    loggers = logging.Logger.manager.loggerDict
    print(type(loggers).__name__, "psycopg" in loggers)
"""
