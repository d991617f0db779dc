from __future__ import annotations

import pytest

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
