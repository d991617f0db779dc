"""The steps of a tool that runs itself: named by its folder, read without running any of it.

What the tool then recorded in its ledger tells which of them were applied.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .foreign import Recorded
from .layouts import detect
from .layouts.layout import code_files, require_readable
from .layouts.plain import PLAIN, why_left_out
from .naming import path_key
from .plan import Migration, Options
from .script import Script

_SQITCH = "sqitch.plan"
_PROJECT = re.compile(r"^%project=(.+?)\s*$", re.MULTILINE)
_CHANGE = re.compile(r"^\s*\+?\s*([^\s%#@+\[-][^\s\[]*)", re.MULTILINE)
_DJANGO = re.compile(r"[0-9]{4,}_\w+\.py")
_GENERATED = re.compile(r"(?:\.Designer|ModelSnapshot)\.cs$|\.d\.ts$")
_CLASS = re.compile(r"\bclass\s+(\w+)")
_NUMBER = re.compile(r"[0-9]+")
_NOT_OURS = {"node_modules", "site-packages", "__pycache__"}


def steps_of(path: Path) -> tuple[Migration, ...]:
    """Read the steps of a folder, in their order where it is told by more than dependencies.

    Known are Sqitch's plan, Alembic's revisions, Django's migrations, every layout that is run
    here, and numbered files of code: yoyo, node-pg-migrate, Knex, TypeORM, Rails and the like.

    :param path: the folder, or Sqitch's plan.
    :returns: nothing where none is recognised.
    :raises MigrationError: when something of it is not there or cannot be read.
    """
    require_readable(path)
    for read in (_sqitch, _alembic, _django, _numbered):
        found = tuple(read(path))
        if found:
            return found
    return ()


def unrecorded(steps: Iterable[Migration], recorded: Iterable[Recorded]) -> frozenset[str]:
    """Name the steps that no ledger has.

    :param steps: of :func:`steps_of`.
    :param recorded: what the tools recorded.
    """
    steps, recorded = tuple(steps), tuple(recorded)
    known = _before(steps, frozenset(name for one in recorded for name in one.names))
    known |= _numbers_before(steps, recorded)
    return frozenset(step.name for step in steps if not known.intersection(_keys(step)))


def _before(steps: tuple[Migration, ...], known: frozenset[str]) -> frozenset[str]:
    """Add what comes before a revision: Alembic's ledger keeps the newest alone."""
    parents = {name: down for step in steps for name, down in _revision(step.path)}
    waiting, found = [name for name in known if name in parents], set(known)
    while waiting:
        earlier = parents.get(waiting.pop(), frozenset()) - found
        found |= earlier
        waiting += earlier
    return frozenset(found)


def _numbers_before(steps: tuple[Migration, ...], recorded: Iterable[Recorded]) -> frozenset[str]:
    """All versions up to the newest, which is all that golang-migrate and tern record."""
    counting = (one for one in recorded if one.tool in {"golang-migrate", "tern"})
    newest = [int(name) for one in counting for name in one.names if name]
    versions = (step.version for step in steps if step.version.isdigit())
    return frozenset(one for one in versions if newest and int(one) <= max(newest))


def _sqitch(path: Path) -> Iterator[Migration]:
    plan = path if path.name == _SQITCH else path / _SQITCH
    if not plan.is_file():
        return
    text = Script.read(plan).text
    project = _PROJECT.search(text)
    # A change that is reworked stands there twice, under one name.
    for change in dict.fromkeys(_CHANGE.findall(text)):
        name = f"{project[1]}:{change}" if project else change
        yield Migration(name, plan.parent / "deploy" / f"{change}.sql")


def _alembic(path: Path) -> Iterator[Migration]:
    for file in _python(path):
        for revision, _ in _revision(file):
            yield Migration(revision, file, version=revision)


def _revision(file: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """A revision of Alembic's and those it needs: constants at the top of its file."""
    if file.suffix != ".py" or "down_revision" not in (text := Script.read(file).text):
        return
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return
    values = dict(_constants(body))
    revision = values.get("revision")
    if isinstance(revision, str):
        needed = (values.get("down_revision"), values.get("depends_on"))
        yield revision, frozenset(name for value in needed for name in _names(value))


def _constants(body: list[ast.stmt]) -> Iterator[tuple[str, object]]:
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(value, ast.Constant | ast.Tuple):
                yield target.id, ast.literal_eval(value)


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _django(path: Path) -> Iterator[Migration]:
    for file in _python(path):
        package = file.resolve().parent
        of_django = package.name == "migrations" and _DJANGO.fullmatch(file.name)
        if of_django and "Migration" in _CLASS.findall(Script.read(file).text):
            yield Migration(f"{package.parent.name}.{file.stem}", file)


def _python(path: Path) -> list[Path]:
    """Files of Python below a folder, but for those of an installation."""
    if not path.is_dir():
        return []
    installed = {marker.parent for marker in path.glob("*/pyvenv.cfg")}
    found = (file for file in path.rglob("*.py") if not installed.intersection(file.parents))
    ours = (file for file in found if not _NOT_OURS.intersection(file.parts) and file.is_file())
    return sorted(ours, key=lambda file: path_key(file.relative_to(path)))


def _numbered(path: Path) -> Iterator[Migration]:
    """Files of SQL as their layout has them; in a plain folder, files of code among them."""
    code = [file for file in code_files(path) if not _GENERATED.search(file.name)]
    if not code and not path.is_file() and not any(path.rglob("*.sql")):
        return
    layout, root = (PLAIN, path) if code else detect(path)
    if not code or layout is not PLAIN:
        yield from layout.discover(root, Options()).migrations
        return
    sql = [file for file in path.rglob("*.sql") if not why_left_out(file.relative_to(path))]
    files = sorted([*code, *sql], key=lambda file: path_key(file.relative_to(path)))
    for file in files:
        yield Migration(file.relative_to(path).as_posix(), file)


def _keys(step: Migration) -> Iterator[str]:
    """What a ledger may call a step: its name, file, stem, number, class or hash."""
    yield from (step.name, step.version, step.path.name, step.path.name.partition(".")[0])
    yield step.path.stem
    if number := _NUMBER.match(step.path.name):
        yield from (number[0], str(int(number[0])))
    if step.path.is_file():
        script = Script.read(step.path)
        yield hashlib.sha256(script.data).hexdigest()
        yield from _CLASS.findall(script.text) if step.path.suffix != ".sql" else ()
