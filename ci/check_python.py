"""Say in one line why this Python cannot carry the project, or stay silent.

Kept to what Python 3.6 understands, so that an old one gets the sentence and no SyntaxError.
"""

import importlib.util
import sys

OLDEST = (3, 11)
FOUND = tuple(sys.version_info[:2])

if FOUND < OLDEST:
    sys.exit(
        "error: Python {}.{} or newer is needed, ".format(*OLDEST)
        + "{} is {}.{}. ".format(sys.executable, *FOUND)
        + "Name another one: make PYTHON=/path/to/python3.11"
    )
for module in ("venv", "ensurepip"):
    if importlib.util.find_spec(module) is None:
        sys.exit(
            f"error: {sys.executable} has no module {module}, so it cannot make a virtual "
            "environment. On Debian and Ubuntu: apt-get install python3-venv"
        )
