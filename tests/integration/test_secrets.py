"""No password of a migration's SQL is in any output, however much is asked for."""

from __future__ import annotations

import pytest

from .conftest import Project

FAILING = {
    "in the statement": "CREATE ROLE made LOGIN PASSWORD 'Zq7secret' NOSUCHOPTION;\n",
    "beside the statement": "CREATE ROLE made PASSWORD 'Zq7secret';\nSELECT nope;\n",
    "in what the server says": "DO $$ BEGIN\n  EXECUTE format('CREATE ROLE q PASSWORD %L NOPE', 'Zq7secret');\nEND $$;\n",
    "in the message": "DO $$ BEGIN RAISE EXCEPTION 'no % there', current_setting('app.token'); END $$;\n",
    "of a subscription": "CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere dbname=x password=Zq7secret' PUBLICATION p;\n",
    "of a user mapping": "CREATE USER MAPPING FOR PUBLIC SERVER no OPTIONS (user 'u', password 'Zq7secret');\n",
    "in a variable of psql's": "\\set app_password Zq7secret\nCREATE ROLE x PASSWORD :'app_password' NOPE;\n",
}


@pytest.mark.parametrize("what", FAILING)
def test_failing_statement(what: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project.path / "summary.md"))
    token = "SET app.token = 'Zq7secret';\n" if what == "in the message" else ""
    project.migrate(token + FAILING[what])
    result = project.audit(
        *("--full-trace", "-vv", "--showlocals", "-rA", "--junitxml=junit.xml"),
        *("-o", "junit_logging=all", "--schema-audit-report=report.md"),
    )
    result.assert_outcomes(passed=0, failed=1)
    written = [project.path / name for name in ("junit.xml", "report.md", "summary.md")]
    texts = [str(result.stdout), str(result.stderr), *(path.read_text() for path in written)]
    assert "migration 002_change failed at migrations/002_change.sql:" in texts[0]
    assert [text for text in texts if "Zq7secret" in text] == []


def test_manifest_with_a_password(project: Project) -> None:
    project.write(
        "expected/outside.yaml",
        "user mappings:\n  FOR app SERVER s: OPTIONS (user 'u', password 'Zq7secret')\n",
    )
    result = project.audit("--full-trace", "-vv", "--showlocals", "--junitxml=junit.xml")
    assert result.ret != 0
    texts = [str(result.stdout), str(result.stderr), (project.path / "junit.xml").read_text()]
    assert "expected/outside.yaml:2:3: the value of the option password in a manifest" in texts[0]
    assert [text for text in texts if "Zq7secret" in text] == []


def test_mistake_in_a_line_with_a_password(project: Project) -> None:
    project.write(
        "expected/outside.yaml",
        "user mappings:\n  FOR app SERVER s: OPTIONS (password 'Zq7secret') NO\n",
    )
    result = project.audit()
    text = str(result.stdout)
    assert "    FOR app SERVER s: OPTIONS (password '*********') NO\n" in text
    assert "Zq7secret" not in text


def test_drift_of_a_connection_string(project: Project) -> None:
    project.migrate("ALTER TABLE customer ADD x text DEFAULT 'host=a password=Zq7secret'")
    text = (project.path / "expected/billing.yaml").read_text()
    entry = "    columns:\n      x: text default 'host=b password=Zq7secret'\n"
    project.write("expected/billing.yaml", text.replace("    columns:\n", entry, 1))
    result, cases = project.junit()
    assert [case.text for case in cases if case.outcome == "failure"] == [
        "column public.customer.x: default: expected 'host=b password=*********'::text, found 'host=a password=*********'::text\n"
        "  expected  expected/billing.yaml:4   x: text default 'host=b password=*********'\n"
        "  found     text default 'host=a password=*********'::text\n"
        "  made by   migrations/002_change.sql:1"
    ]
    assert "Zq7secret" not in str(result.stdout)


def test_the_place_stays_true(project: Project) -> None:
    project.migrate("SELECT 1;\nCREATE ROLE made PASSWORD 'Zq7secret' NOSUCHOPTION;\n")
    _, cases = project.junit()
    assert cases[0].text.rstrip() == (
        'migration 002_change failed at migrations/002_change.sql:2:39: unrecognized role option "nosuchoption" (SQLSTATE 42601)\n'
        "    1 | SELECT 1;\n"
        "  > 2 | CREATE ROLE made PASSWORD '*********' NOSUCHOPTION;\n"
        "      | " + " " * 38 + "^"
    )


WRITTEN_WRONG = {
    "host=127.0.0.1 port=1 password=Xk9 QwErTy=Zzop dbname=live": 'invalid connection option "***"',
    "host=127.0.0.1 port=1 password:QwErTyZzop dbname=live": 'missing "=" after "password:***" in connection info string',
    "postgres://app@127.0.0.1:1/live?sslpassword=QwErTy%ZZop": 'invalid percent-encoded token: "***"',
    "postgres://app@127.0.0.1:1/live?password=Xk9&QwErTy=Zzop": 'invalid URI query parameter: "***"',
    "postgres://odd@corp:QwErTy,Zzop@127.0.0.1:1/live": "it cannot be told where the password ends",
    "postgres://app:QwErTy/Zzop@127.0.0.1:1/live": "it cannot be told where the password ends",
    "postgres://app:QwErTyZzop@127.0.0.1:1/live": 'connection to server at "127.0.0.1", port 1 failed: Connection refused',
}


@pytest.mark.parametrize("option", ["server", "live"])
@pytest.mark.parametrize("url", WRITTEN_WRONG)
def test_connection_string_that_is_wrong(
    url: str, option: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TARGET", url)
    result = project.audit(
        *(f"--schema-audit-{option}=env:TARGET", "--full-trace", "-vv", "--showlocals", "-rA"),
        *("--junitxml=junit.xml", "--schema-audit-report=report.md"),
    )
    written = [project.path / name for name in ("junit.xml", "report.md")]
    texts = [str(result.stdout), str(result.stderr)]
    texts += [path.read_text() for path in written if path.exists()]
    if option == "live" or url.startswith("postgres"):
        assert WRITTEN_WRONG[url] in "".join(texts[:2])
    pieces = ("QwEr", "wErT", "ErTy", "Zzop", "ZZop")
    assert [(piece, text) for text in texts for piece in pieces if piece in text] == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            "host=127.0.0.1 password=Xk9 QwErTy=Zzop dbname=live",
            "--schema-audit-server: 'host=127.0.0.1 password=*** dbname=live' is not valid; use"
            " auto | embedded | docker | postgresql://… | env:NAME",
        ),
        (
            "env:postgres://app:QwErTyZzop@db/live",
            "--schema-audit-server: the environment variable postgres://app:***@db/live is not set",
        ),
    ],
)
def test_value_that_is_wrong(value: str, said: str, project: Project) -> None:
    result = project.audit(f"--schema-audit-server={value}", "-vv", "--full-trace")
    lines = [line for line in result.outlines if not line.startswith("running: ")]
    text = "\n".join([*lines, *result.errlines])
    assert said in text
    assert "QwEr" not in text
    assert "Zzop" not in text


def test_many_rows_with_tokens(project: Project) -> None:
    rows = ",\n".join(
        f"('https://example.com/{row}.png?alt=media&token=4ab3c2d1-{row:08}')"
        for row in range(20_000)
    )
    project.migrate(
        f"CREATE TABLE file (url text);\nINSERT INTO file VALUES\n{rows};\nSELECT nope;\n"
    )
    _, cases = project.junit()
    assert cases[0].text.rstrip() == (
        'migration 002_change failed at migrations/002_change.sql:20003:8: column "nope" does not exist (SQLSTATE 42703)\n'
        "    20001 | ('https://example.com/19998.png?alt=media&token=*****************'),\n"
        "    20002 | ('https://example.com/19999.png?alt=media&token=*****************');\n"
        "  > 20003 | SELECT nope;\n"
        "          |        ^"
    )
