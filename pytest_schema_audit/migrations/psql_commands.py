r"""psql's commands: what each does to the run of a file, or why it cannot run here.

What only changes how psql prints is passed over. What would leave the database or the file
(`\connect`, `\!`) is refused with the reason, for its effect would be missing in silence.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from .psql_arguments import split_arguments, truth
from .psql_run import FileRun, Query, Segment
from .script import Script
from .session import Outcome

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z_]+\+?|[!?;:\\])")
# A backslash outside of quotes begins the next command, but behind a pipe all is the shell's.
_ARGUMENTS = re.compile(
    r"""\s*?\|[^\n]*|(?:'(?:[^'\\\n]|\\.|'')*'|"[^"\n]*"|`[^`\n]*`|[^\\\n])*+"""
)
_LINE = re.compile(r"[^\n]*")
_TAKING_THE_LINE = {"copy", "!", "h", "help", "ef", "ev", "sf", "sv"}

# Their whole effect is on what psql prints or asks.
_PASSED_OVER = frozenset(
    {
        *("echo", "qecho", "warn", "p", "print", "w", "write", "o", "out", "s", "l"),
        *("pset", "x", "t", "a", "f", "C", "H", "T", "timing", "conninfo", "errverbose"),
        *("restrict", "unrestrict", "?", "h", "help", "copyright", "lo_list"),
    }
)
_REFUSED = {
    "connect": "a migration stays in the database that is audited",
    "c": "a migration stays in the database that is audited",
    "!": "a migration runs no shell commands",
    "prompt": "nobody is there to answer",
    "password": "nobody is there to answer",
    "cd": "a migration's files are named from its own folder: use \\ir",
    "watch": "it runs a statement again and again",
    "gdesc": "it describes a statement and does not run it",
    **dict.fromkeys(("e", "edit", "ef", "ev"), "nobody is there to edit"),
    **dict.fromkeys(
        ("bind", "bind_named", "parse", "close", "close_prepared"),
        "a statement is sent whole, with no parameters beside it: write the values into it",
    ),
    **dict.fromkeys(
        (
            *("startpipeline", "endpipeline", "syncpipeline", "sendpipeline"),
            *("flush", "flushrequest", "getresults"),
        ),
        "statements run one after another, in no pipeline",
    ),
}

Handler = Callable[[FileRun, list[str]], None]


def run_command(run: FileRun) -> None:
    """Run the command at which the scanner stands, and put the scanner behind it.

    :raises StatementFailed: when it cannot run here.
    """
    start = run.scanner.position
    match = _COMMAND.match(run.script.text, start)
    if match is None:
        raise run.refusal("a backslash outside of quotes begins no psql command", start)
    name = match["name"].rstrip("+")
    if name in {";", ":"}:
        _literal(run, name, start)
        return
    end = _end_of_arguments(run, name, match.end())
    rest = run.script.text[match.end() : end]
    run.scanner.position = end + 2 * run.script.text.startswith("\\\\", end)
    if name in _BRANCHING:
        _BRANCHING[name](run, split_arguments(rest, run.state.variables))
    elif run.active and name != "\\":
        _dispatch(run, name, rest, start)


def _end_of_arguments(run: FileRun, name: str, start: int) -> int:
    """Where what follows a command's name ends: with the line, or where the next one begins."""
    if name == "\\":
        return start
    form = _LINE if name in _TAKING_THE_LINE else _ARGUMENTS
    found = form.match(run.script.text, start)
    return start if found is None else found.end()


def _dispatch(run: FileRun, name: str, rest: str, start: int) -> None:
    if name in _PASSED_OVER or name.startswith(("d", "z", "sf", "sv")):
        return
    if name in _REFUSED:
        raise run.refusal(f"\\{name} is refused: {_REFUSED[name]}", start)
    if "`" in rest:
        raise run.refusal("a command in backquotes is refused: no shell commands", start)
    if name == "copy":
        _copy(run, rest, start)
    elif name in _HANDLERS:
        _HANDLERS[name](run, split_arguments(rest, run.state.variables))
    else:
        raise run.refusal(f"\\{name} is no psql command that can run here", start)


def _literal(run: FileRun, char: str, start: int) -> None:
    r"""``\;`` sends a semicolon without ending the string, ``\:`` a colon that is no variable."""
    run.append(char, start + 1)
    if run.scanner.first is None:
        run.scanner.first = start + 1
    run.scanner.position = start + 2


def _set(run: FileRun, arguments: list[str]) -> None:
    if arguments and arguments[0] == "AUTOCOMMIT" and truth("".join(arguments[1:])) is False:
        raise run.refusal("\\set AUTOCOMMIT off is refused: write BEGIN and COMMIT")
    if arguments:
        run.state.variables[arguments[0]] = "".join(arguments[1:])


def _unset(run: FileRun, arguments: list[str]) -> None:
    (name,) = _required(run, "unset", arguments, 1)
    run.state.variables.pop(name, None)


def _getenv(run: FileRun, arguments: list[str]) -> None:
    name, variable = _required(run, "getenv", arguments, 2)
    value = {**os.environ, **run.state.environment}.get(variable)
    if value is not None:
        run.state.variables[name] = value


def _setenv(run: FileRun, arguments: list[str]) -> None:
    """Only what psql itself reads sees it: this process has an environment of its own."""
    name, *values = _required(run, "setenv", arguments, 1)
    run.state.environment[name] = values[0] if values else None


def _required(run: FileRun, name: str, arguments: list[str], number: int) -> list[str]:
    if len(arguments) < number:
        raise run.refusal(f"\\{name} lacks an argument")
    return arguments if number == 1 else arguments[:number]


def _encoding(run: FileRun, arguments: list[str]) -> None:
    for name in arguments[:1]:
        run.session.send(b"SET client_encoding = '" + name.replace("'", "").encode() + b"'")


def _include(run: FileRun, arguments: list[str]) -> None:
    named = Path(arguments[0])
    _include_first(run, [named, run.script.path.parent / named])


def _include_relative(run: FileRun, arguments: list[str]) -> None:
    _include_first(run, [run.script.path.parent / arguments[0]])


def _include_first(run: FileRun, candidates: list[Path]) -> None:
    for path in candidates:
        if path.is_file():
            run.include(Script.read(path))
            return
    raise run.refusal(f"the file to include does not exist: {candidates[-1].name}")


def _go(run: FileRun, arguments: list[str]) -> None:
    _executed(run)


def _gset(run: FileRun, arguments: list[str]) -> None:
    outcome = _executed(run)
    if outcome.error is not None:
        return
    if len(outcome.rows) != 1:
        raise run.refusal(f"\\gset needs one row, and the statement gave {len(outcome.rows)}")
    prefix = arguments[0] if arguments else ""
    for column, value in zip(outcome.columns, outcome.rows[0], strict=True):
        run.state.variables.pop(prefix + column, None)
        if value is not None:
            run.state.variables[prefix + column] = value


def _gexec(run: FileRun, arguments: list[str]) -> None:
    place = run.scanner.position
    for row in _executed(run).rows:
        for cell in row:
            if cell is not None:
                run.send(Query((Segment(cell, place, copied=False),)), place)


def _executed(run: FileRun) -> Outcome:
    """Run the statement before the command, or the last one again where there is none."""
    outcome = run.execute()
    if outcome is None and run.previous.segments:
        outcome = run.send(run.previous, run.previous.segments[0].offset)
    if outcome is None:
        raise run.refusal("there is no statement before the command")
    return outcome


def _reset(run: FileRun, arguments: list[str]) -> None:
    run.query = Query()
    run.scanner.forget()


def _quit(run: FileRun, arguments: list[str]) -> None:
    run.finished = True


_FROM_FILE = re.compile(
    r"\s*(?P<what>\(.*\)|.*?)\s+from\s+(?P<source>'(?:[^']|'')*'|\S+)(?P<options>.*)",
    re.IGNORECASE | re.DOTALL,
)


def _copy(run: FileRun, rest: str, start: int) -> None:
    match = _FROM_FILE.fullmatch(rest)
    if match is None or match["source"].lower() == "program":
        raise run.refusal("\\copy is refused, except … FROM a file or stdin", start)
    statement = f"COPY {match['what']} FROM STDIN{match['options']}"
    query = Query((Segment(statement, start, copied=False),))
    if match["source"].lower() in {"stdin", "pstdin"}:
        run.send(query, start)
        return
    named = Path(match["source"].strip("'").replace("''", "'"))
    data = next((p for p in (named, run.script.path.parent / named) if p.is_file()), None)
    if data is None:
        raise run.refusal(f"the file to copy from does not exist: {named}", start)
    run.send(query, start, copy_data=lambda: iter((data.read_bytes(),)))


def _if(run: FileRun, arguments: list[str]) -> None:
    runs = run.active and _condition(arguments)
    run.branches.append((runs, runs))


def _elif(run: FileRun, arguments: list[str]) -> None:
    _, ran = _innermost(run, "elif")
    runs = not ran and run.active and _condition(arguments)
    run.branches.append((runs, ran or runs))


def _else(run: FileRun, arguments: list[str]) -> None:
    _, ran = _innermost(run, "else")
    run.branches.append((not ran, True))


def _endif(run: FileRun, arguments: list[str]) -> None:
    _innermost(run, "endif")


def _innermost(run: FileRun, name: str) -> tuple[bool, bool]:
    if not run.branches:
        raise run.refusal(f"\\{name} without \\if")
    return run.branches.pop()


def _condition(arguments: list[str]) -> bool:
    # Anything else counts as false, with a warning: a variable that is not set, above all.
    return truth(" ".join(arguments)) is True


_BRANCHING: dict[str, Handler] = {"if": _if, "elif": _elif, "else": _else, "endif": _endif}
_HANDLERS: dict[str, Handler] = {
    "set": _set,
    "unset": _unset,
    "getenv": _getenv,
    "setenv": _setenv,
    "encoding": _encoding,
    "i": _include,
    "include": _include,
    "ir": _include_relative,
    "include_relative": _include_relative,
    "g": _go,
    "gx": _go,
    "crosstabview": _go,
    "gset": _gset,
    "gexec": _gexec,
    "r": _reset,
    "reset": _reset,
    "q": _quit,
    "quit": _quit,
}
