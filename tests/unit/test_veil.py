"""Which parts of SQL are passwords, and that nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_schema_audit.servers.redact import redact
from pytest_schema_audit.veil import Veil, connections_covered
from tests import timing

SECRET = "Zq7'secret"
COVERED = {
    "CREATE ROLE a PASSWORD 'Zq7secret' LOGIN;": "CREATE ROLE a PASSWORD '*********' LOGIN;",
    "alter user a with encrypted password E'Zq7secret'": "alter user a with encrypted password E'*********'",
    "ALTER ROLE a PASSWORD 'it''s Zq7secret', x 'y'": "ALTER ROLE a PASSWORD '***************', x 'y'",
    "ALTER ROLE a PASSWORD $p$Zq7secret$p$;": "ALTER ROLE a PASSWORD $p$*********$p$;",
    "EXECUTE 'CREATE ROLE a PASSWORD ''Zq7secret'' LOGIN';": "EXECUTE 'CREATE ROLE a PASSWORD ''*********'' LOGIN';",
    "format('CREATE ROLE a PASSWORD %L LOGIN', 'Zq7secret')": "format('CREATE ROLE a PASSWORD %L LOGIN', '*********')",
    "'CREATE ROLE a PASSWORD ' || quote_literal('Zq7secret')": "'CREATE ROLE a PASSWORD ' || quote_literal('*********')",
    "RAISE EXCEPTION 'password=% failed', 'Zq7secret';": "RAISE EXCEPTION 'password=% failed', '*********';",
    "OPTIONS (user 'u', password 'Zq7secret', host 'h')": "OPTIONS (user 'u', password '*********', host 'h')",
    "OPTIONS (SET api_key 'Zq7secret')": "OPTIONS (SET api_key '*********')",
    "CONNECTION 'host=h password=Zq7secret user=u' PUBLICATION p": "CONNECTION 'host=h password=********* user=u' PUBLICATION p",
    "CONNECTION 'password=Zq7secret'": "CONNECTION 'password=*********'",
    "dblink('postgresql://u:Zq7/s@cret@h:5432/db')": "dblink('postgresql://u:**********@h:5432/db')",
    "SET app.jwt_secret = 'Zq7secret';": "SET app.jwt_secret = '*********';",
    "SET app.jwt_secret TO 'Zq7secret';": "SET app.jwt_secret TO '*********';",
    "SELECT set_config('app.token', 'Zq7secret', false)": "SELECT set_config('app.token', '*********', false)",
    r"\set admin_password Zq7secret": r"\set admin_password *********",
    "PASSWORD 'Zq7\nsecret'": "PASSWORD '***\n******'",
    "PASSWORD 'Zq7secret'; SELECT 'Zq7secret'": "PASSWORD '*********'; SELECT '*********'",
    "('a.png?alt=media&token=Zq7-1', 'b.png?alt=media&token=Zq7-12')": "('a.png?alt=media&token=*****', 'b.png?alt=media&token=******')",
    "token = 'Zq7'; api_key = 'Zq7secret'; 'xZq7secretx', 'Zq7x'": "token = '***'; api_key = '*********'; 'x*********x', '***x'",
    "PASSWORD 'app'; GRANT app TO app_owner": "PASSWORD '***'; GRANT app TO app_owner",
}
LEFT = [
    "ALTER ROLE a PASSWORD NULL",
    "CREATE TABLE t (password text NOT NULL DEFAULT '')",
    "UPDATE users SET password = crypt('x', gen_salt('bf')), token=excluded.token",
    "CREATE TYPE kind AS ENUM ('token', 'api_key', 'refresh_token2')",
    "CHECK (kind IN ('secret', 'open2'))",
    "COMMENT ON COLUMN users.token IS 'The token of RFC 6750'",
    "SELECT 'https://example.com/a:b' WHERE x = 'c@d'",
    "CREATE ROLE a PASSWORD :'admin_password'",
]


@pytest.mark.parametrize("text", COVERED)
def test_covered(text: str) -> None:
    assert Veil.over(text).on(text) == COVERED[text]


@pytest.mark.parametrize("text", LEFT)
def test_left(text: str) -> None:
    assert Veil.over(text).on(text) == text


def test_what_was_seen_is_covered_in_other_texts() -> None:
    veil = Veil.over(
        "ALTER ROLE a PASSWORD 'it''s Zq7secret'", "login with password='other2' failed"
    )
    assert veil.on("no it's Zq7secret, nor other2") == "no **************, nor ******"


def test_what_describes_a_schema() -> None:
    text = "CHECK (token_type = 'bearer1') DEFAULT 'host=h password=Zq7secret' 'http://u:Zq7secret@h' password=Zq7secret"
    assert connections_covered(text) == (
        "CHECK (token_type = 'bearer1') DEFAULT 'host=h password=*********' 'http://u:*********@h' password=*********"
    )


def test_a_long_password_is_known_again_by_its_beginning() -> None:
    long = "".join(map(str, range(10, 40)))
    assert Veil.over(f"token '{long}'").on(f"a {long} b") == f"a {'*' * 60} b"


HOSTILE: dict[str, Callable[[int], str]] = {
    "rows": lambda size: "".join(
        f"('{row}.png?alt=media&token=4ab3c2d1-{row:08}-aa', 'x'),\n" for row in range(size // 50)
    ),
    "secrets": lambda size: "".join(
        f"PASSWORD 'x{row * 7919:x}'; SET app.token = '{'y' * (row % 40)}{row}'; -- {row}\n"
        for row in range(size // 60)
    ),
    "tags": lambda size: "".join(f"token $t{row}$ " for row in range(size // 15)),
    "tokens that begin alike": lambda size: "".join(
        f"token='eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{'x' * (row % 99)}{row}'\n"
        for row in range(size // 100)
    ),
    "tokens in each other": lambda size: (
        "".join(f"token='{'a' * length}0'\n" for length in range(int(size**0.5)))
        + "a" * (size // 2)
    ),
}
PIECES = (
    *("http://x:", "@http://x:", "http://x:y@", "token", "token ", "token=", "token=a ", "token '"),
    *("token ''", "token ''' ", "token %", "token %L', ", "password 'x' || 'y ", "''token ", "''"),
    *("a=", "a=a ", "a= ", "'", '"', "://", ":", "@", " ", "\n", "a", "a:", "/", "?a", "&token=x"),
    *("set_config(", "set_config('a ", "\\set token", "password='", 'password="', "password='\\'"),
    *("$", "$$", "token $a", "token E", "%", "(", "password=\\"),
)


def veiled(text: str) -> str:
    return Veil.over(text).on(text)


@pytest.mark.parametrize("cover", [veiled, connections_covered, redact])
@pytest.mark.parametrize("what", [*HOSTILE, *PIECES])
def test_time_grows_as_the_text(what: str, cover: Callable[[str], str]) -> None:
    def seconds(size: int) -> float:
        text = HOSTILE[what](size) if what in HOSTILE else what * (size // len(what))
        return timing.of(lambda: cover(text))

    assert timing.grows_linearly(seconds, 5_000, 40_000)
