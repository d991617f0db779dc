from __future__ import annotations

import pytest

from pytest_schema_audit.errors import UsageError
from pytest_schema_audit.servers.url import connection_url


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("postgresql://a:b@h:1/d", "postgresql://a:b@h:1/d"),
        ("postgres://h/d", "postgres://h/d"),
        ("postgresql://h/d?schema=public", "postgresql://h/d"),
        (
            "postgresql://h/d?sslmode=require&schema=x&connection_limit=5",
            "postgresql://h/d?sslmode=require",
        ),
        ("postgresql:///d?host=/var/run/p", "postgresql:///d?host=/var/run/p"),
        ("postgresql:///d?options=-c%20a%3Db", "postgresql:///d?options=-c%20a%3Db"),
        ("postgresql://a:x[y]@h1:1,h2:2/d?schema=x", "postgresql://a:x[y]@h1:1,h2:2/d"),
    ],
)
def test_leaves_out_what_only_prisma_knows(value: str, url: str) -> None:
    assert connection_url(value, option="--schema-audit-server") == url


@pytest.mark.parametrize(
    "value",
    ["service=production", "host=db password='a://b' user=app", "dbname = x"],
)
def test_takes_keywords_and_values(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TARGET", value)
    assert connection_url(value, option="--schema-audit-live") == value
    assert connection_url("env:TARGET", option="--schema-audit-live") == value


@pytest.mark.parametrize(
    "address",
    [
        *("me:p?ss@word@h/d", "me:p@ss?word@h:1/d", "me:p@ss:word@h/d", "me:p@ss#word@h/d"),
        *("me:p/ss@h/d", "me:p@s/s@h", "me:p@ss@h/d?application_name=x"),
    ],
)
@pytest.mark.parametrize("named", ["", "env:TARGET"])
def test_a_password_that_ends_nobody_knows_where(
    address: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TARGET", f"postgresql://{address}")
    with pytest.raises(UsageError) as caught:
        connection_url(named or f"postgresql://{address}", option="--schema-audit-live")
    assert str(caught.value) == (
        f"{' '.join(filter(None, ['--schema-audit-live', named]))}: it cannot be told where the "
        "password ends\n"
        "  An @, / or ? of a password is written %40, %2F or %3F in a URL.\n"
        "  way out: postgresql://user:pass%40word@host:5432/database"
    )


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:p%40ss@h/d?application_name=x@y",
        "postgresql://h?user=a@b&password=p@ss/word",
        "postgresql://me:p#ss@h/d",
        "postgresql://me:p?ss@h/d",
    ],
)
def test_an_at_sign_that_ends_the_password(url: str) -> None:
    assert connection_url(url, option="--schema-audit-live") == url
