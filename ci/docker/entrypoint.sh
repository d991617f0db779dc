#!/bin/sh
# Entrypoint of the image that build_image makes. It honours what the official postgres image
# documents and in the same order: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB,
# POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD, PGDATA, /docker-entrypoint-initdb.d.
set -eu

first_start() {
    if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "${POSTGRES_HOST_AUTH_METHOD:-}" != trust ]; then
        echo >&2 'Error: Database is uninitialized and superuser password is not specified.'
        echo >&2 '       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.'
        exit 1
    fi
    user=${POSTGRES_USER:-postgres}
    database=${POSTGRES_DB:-$user}
    umask 077
    password_file=$(mktemp)
    printf '%s\n' "${POSTGRES_PASSWORD:-}" >"$password_file"
    # POSTGRES_INITDB_ARGS is a list of words, quoted as in a shell.
    eval "set -- ${POSTGRES_INITDB_ARGS:-}"
    [ -z "${POSTGRES_PASSWORD:-}" ] || set -- "--pwfile=$password_file" "$@"
    initdb --username="$user" --pgdata="$PGDATA" "$@"
    rm -f "$password_file"
    printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" \
        >>"$PGDATA/pg_hba.conf"
    initialise "$user" "$database"
    printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

# Nobody can connect over TCP before all is ready: the server at work here has a Unix socket only.
initialise() {
    export PGUSER="$1" PGPASSWORD="${POSTGRES_PASSWORD:-}"
    pg_ctl --pgdata="$PGDATA" --options="$server_options -c listen_addresses=''" --wait start
    [ "$2" = postgres ] || sql postgres --set name="$2" <<'SQL'
CREATE DATABASE :"name";
SQL
    for file in /docker-entrypoint-initdb.d/*; do
        case $file in
            *.sh)
                echo "$0: running $file"
                # shellcheck source=/dev/null
                . "$file"
                ;;
            *.sql) echo "$0: running $file"; sql "$2" --file="$file" ;;
        esac
    done
    pg_ctl --pgdata="$PGDATA" --mode=fast --wait stop
    unset PGUSER PGPASSWORD
}

sql() {
    database=$1; shift
    psql --no-psqlrc --no-password --set ON_ERROR_STOP=1 --dbname "$database" "$@"
}

case ${1:-} in '' | -*) set -- postgres "$@" ;; esac
[ "$1" = postgres ] || exec "$@"
server_options=$*
server_options=${server_options#postgres}

if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA" /var/run/postgresql
    chown -R postgres:postgres "$PGDATA" /var/run/postgresql
    chmod 0700 "$PGDATA"
    chmod 3775 /var/run/postgresql
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
fi
[ -s "$PGDATA/PG_VERSION" ] || (first_start)
exec "$@"
