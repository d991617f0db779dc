from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_schema_audit.servers import redact
from pytest_schema_audit.servers.redact import secrets_in


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://app:s3cret@db:5432/x", "postgresql://app:***@db:5432/x"),
        ("postgresql+psycopg://app:s3cret@db/x", "postgresql+psycopg://app:***@db/x"),
        ("postgresql://:s3cret@db/x", "postgresql://:***@db/x"),
        ("postgresql://app:p@ss@db/x", "postgresql://app:***@db/x"),
        ("postgresql://app@db/x", "postgresql://app@db/x"),
        ("https://token:abc@index/simple: 404", "https://token:***@index/simple: 404"),
        ("host=db password=s3cret user=app", "host=db password=*** user=app"),
        ("host=db password='s 3\\'cret' user=app", "host=db password=*** user=app"),
        ("postgresql://db/x?password=s3cret&a=b", "postgresql://db/x?password=***&a=b"),
        ("sh -c PGPASSWORD='s3cret' psql", "sh -c PGPASSWORD=*** psql"),
        ("POSTGRES_PASSWORD=s3cret", "POSTGRES_PASSWORD=***"),
        (
            'password authentication failed for user "u"',
            'password authentication failed for user "u"',
        ),
    ],
)
def test_masks_passwords_by_their_place(text: str, shown: str) -> None:
    assert redact(text) == shown


def test_masks_a_known_password_in_each_spelling() -> None:
    assert redact("a p@ss/1 b p%40ss%2F1 c", "p@ss/1") == "a *** b *** c"
    assert redact("a p@ss/1 b p%40ss%2F1 c", "p%40ss%2F1") == "a *** b *** c"


def test_an_empty_password_masks_nothing() -> None:
    assert redact("as it was", "") == "as it was"


@given(st.text(min_size=1), st.text(), st.text())
def test_a_known_password_never_gets_through(secret: str, before: str, after: str) -> None:
    shown = redact(before + secret + after, secret)
    assert secret not in shown.replace("***", "") or secret in {"*", "**"}


@pytest.mark.parametrize(
    ("url", "secrets"),
    [
        ("postgresql://app:s3cret@db/x", ("s3cret", "s3cret")),
        ("postgresql://app@db/x?a=b&password=s3cret#x", ("s3cret", "s3cret")),
        ("postgresql://app:one/two@tree@db/x", ("one/two@tree", "one", "two", "tree")),
        ("host=db password = s3 cret user=app", ("s3 cret user=app", "cret", "user=app")),
        ("postgresql://app@db:5432/x?sslmode=require", ()),
        ("service=production", ()),
    ],
)
def test_secrets_of_a_connection_string_however_wrong(url: str, secrets: tuple[str, ...]) -> None:
    assert secrets_in(url) == secrets
