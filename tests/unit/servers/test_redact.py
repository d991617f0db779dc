from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import make_conninfo

from pytest_schema_audit.errors import AuditError
from pytest_schema_audit.live import read_live
from pytest_schema_audit.servers import ServerRequest, provide, redact
from pytest_schema_audit.servers.redact import connection_shown, redact_connection
from pytest_schema_audit.servers.url import connection_url
from pytest_schema_audit.values import Origin, read_server


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


def test_masks_a_known_password_as_other_languages_spell_it() -> None:
    secret = "p'q\\r \"ü"
    spelled = [
        repr({"value": secret}),
        json.dumps({"value": secret}),
        json.dumps({"value": secret}, ensure_ascii=False),
        make_conninfo(user=secret),
        "SELECT '{}'".format(secret.replace("'", "''")),
        "SELECT  E'{}'".format(secret.replace("\\", "\\\\").replace("'", "''")),
    ]
    shown = [redact(text, secret) for text in spelled]
    assert not [text for text in shown if "q" in text]


def test_an_empty_password_masks_nothing() -> None:
    assert redact("as it was", "") == "as it was"


@given(st.text(min_size=1), st.text(), st.text())
def test_a_known_password_never_gets_through(secret: str, before: str, after: str) -> None:
    shown = redact(before + secret + after, secret)
    assert secret not in shown.replace("***", "") or secret in {"*", "**"}


SHOWN = {
    "postgresql://app:s3cret@db/x": "postgresql://app:***@db/x",
    "postgresql://app@db/x?a=b&password=s3cret#x": "postgresql://app@db/x?a=b&password=***",
    "postgresql://app@db/x?password=s3&cr=et&sslmode=require": "postgresql://app@db/x?password=***&sslmode=require",
    "postgresql://app@db/x?sslpassword=s3%cret": "postgresql://app@db/x?sslpassword=***",
    "postgresql://app@db/x&password=s3cret": "postgresql://app@db/x&password=***",
    "postgresql://app@db/x?password%3Ds3cret": "postgresql://app@db/x?password%3D***",
    "postgresql://app:one/two@tree@db/x": "postgresql://app:***@db/x",
    "postgres://odd@corp:s3,cret@db/x": "postgres://odd@corp:***@db/x",
    "postgres://a/b:s3cret@db/x": "postgres://a/b:***@db/x",
    "postgres://app%3As3cret@db/x": "postgres://app%3A***@db/x",
    "postgres://app:s3cret/db/x": "postgres://app:***",
    "POSTGRES://app:s3cret@db/x": "POSTGRES://app:***@db/x",
    "postgres:/app:s3cret@db/x?a=b": "postgres:***@db/x?a=b",
    "app:s3cret@db/x": "app:***@db/x",
    "app://s3cret@db/x": "app:***@db/x",
    "app:s3cret@db://x": "app:***@db://x",
    "postgres://app:s3cret@one:1,[::1]:2/x": "postgres://app:***@one:1,[::1]:2/x",
    "postgres://token:s3cret@db:5432/x": "postgres://token:***@db:5432/x",
    "host=db password = s3 cret user=app": "host=db password =*** user=app",
    "host=db PASSWORD=s3 a=cret port=1": "host=db PASSWORD=*** port=1",
    "password='s3 user=cret' user=app": "password=*** user=app",
    "password='s3'cret user=app": "password=*** user=app",
    "host=db password:s3cret user=app": "host=db password:*** user=app",
    "sslpassword=s3cret password=other user=app": "sslpassword=*** user=app",
    "host=db oauth_client_secret=s3cret port=1": "host=db oauth_client_secret=*** port=1",
    "password=s3 cret dbname=postgres://app:s3cret@db/x": "password=*** dbname=postgres://app:***@db/x",
    "host=db passfile=/home/app/.pgpass user=app": "host=db passfile=/home/app/.pgpass user=app",
    "postgresql://app@db:5432/x?sslmode=require": "postgresql://app@db:5432/x?sslmode=require",
    "postgresql://[::1]:5432/x": "postgresql://[::1]:5432/x",
    "postgresql://one:1,two:2/x": "postgresql://one:1,two:2/x",
    "service=production": "service=production",
}


@pytest.mark.parametrize("url", SHOWN)
def test_connection_string_however_wrong(url: str) -> None:
    assert connection_shown(url) == SHOWN[url]


@pytest.mark.parametrize(
    ("url", "said", "shown"),
    [
        (
            "host=db password=Xk9 QwErTy=Zzop dbname=live",
            'invalid connection option "QwErTy"',
            'invalid connection option "***"',
        ),
        (
            "postgres://odd@corp:QwErTy,Zzop@db/live",
            "failed to resolve host 'Zzop@db', corp:QwErTy",
            "failed to resolve host '***@db', corp:***",
        ),
        (
            "postgres://app:app1@db:5432/app",
            'connection to server at "db", port 5432 failed: database "app" does not exist',
            'connection to server at "db", port 5432 failed: database "app" does not exist',
        ),
        (
            "postgres://app:password1@db/live",
            'password authentication failed for user "app"',
            'password authentication failed for user "app"',
        ),
        ("postgres://app:a%2Fb%20QwEr@db/live", "a/b QwEr or b%20QwEr", "*** or ***"),
    ],
)
def test_pieces_of_a_password(url: str, said: str, shown: str) -> None:
    assert redact_connection(said, url) == shown


WAYS = (
    "postgresql://user:{}@127.0.0.1:1/live",
    "postgres://odd@corp:{}@127.0.0.1:1/live?sslmode=disable",
    "POSTGRES://user:{}@127.0.0.1:1/live",
    "postgres://user:{}@[::1]:1/live",
    "postgres://user:{}@127.0.0.1:1,127.0.0.1:2/live",
    "postgres://user%3A{}@127.0.0.1:1/live",
    "postgres:/user:{}@127.0.0.1:1/live?sslmode=disable",
    "postgres:user:{}@127.0.0.1:1/live",
    "user:{}@127.0.0.1:1/live",
    "postgres://user@127.0.0.1:1/live?password={}",
    "postgres://user@127.0.0.1:1/live?sslpassword={}&sslmode=disable",
    "postgres://user@127.0.0.1:1/live&password={}",
    "host=127.0.0.1 port=1 password={} dbname=live",
    "host=127.0.0.1 port=1 password='{}' dbname=live",
    "host=127.0.0.1 port=1 password = {}",
    "host=127.0.0.1 port=1 Password={} dbname=live",
    "host=127.0.0.1 port=1 sslpassword={} dbname=live",
    "host=127.0.0.1 port=1 password:{} dbname=live",
    "port=1 host=127.0.0.1;password={};dbname=live",
    "password={} host=127.0.0.1 port=1 dbname=live",
    "env:postgres://user:{}@127.0.0.1:1/live",
    "env:password={} host=127.0.0.1",
)
# No piece of it is a word of ours, of libpq's or of a way of writing.
PASSWORDS = st.text("QXZJKY246:@/#?%&=, ;'\"\\[]+üÄ", min_size=4, max_size=24)


@given(st.sampled_from(WAYS), PASSWORDS, st.sampled_from((str, quote, quote_plus)))
def test_no_piece_of_a_password_is_said(
    way: str, password: str, spelled: Callable[[str], str]
) -> None:
    written = spelled(password)
    url = way.format(written)
    around = way.replace("{}", "\n")
    said = "\n".join((*_mistakes(url), connection_shown(url)))
    pieces = {text[at : at + 4] for text in (password, written) for at in range(len(text) - 3)}
    assert not [
        piece for piece in pieces if piece.strip() and piece in said and piece not in around
    ]


def _mistakes(url: str) -> Iterator[str]:
    """What each option says of a connection string; nobody listens on port 1."""
    for use in (_as_server, _as_live, _as_setting):
        try:
            use(url)
        except AuditError as error:
            yield str(error)


def _as_server(value: str) -> None:
    with provide(ServerRequest(value)):
        pass


def _as_live(value: str) -> None:
    read_live(connection_url(value, option="--schema-audit-live"))


def _as_setting(value: str) -> None:
    read_server(value, Origin("--schema-audit-server", Path()))
