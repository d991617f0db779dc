"""What goes wrong with Docker, as text a person can act on."""

from __future__ import annotations

from .errors import USE_EMBEDDED, USE_URL, ServerError

_NO_RYUK = "TESTCONTAINERS_RYUK_DISABLED=true: do without it; the next run removes what is left"
_MIRROR = "TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX=registry.example/: take images from a mirror"


class ContainerError(ServerError):
    """No container, or one that does not serve."""

    @classmethod
    def no_engine(cls, error: str) -> ContainerError:
        """Nothing answers as a Docker engine."""
        return cls(
            "no Docker engine can be reached",
            why=error,
            ways_out=[
                "start Docker, or say where it is: DOCKER_HOST=unix:///path/docker.sock",
                *(["add this user to the group docker"] if "Permission denied" in error else []),
                USE_EMBEDDED,
                USE_URL,
            ],
        )

    @classmethod
    def refused(cls, image: str, error: str) -> ContainerError:
        """The engine cannot make or start the container."""
        return cls(
            f"no container of the image {image} can be started",
            why=error,
            ways_out=[
                f"docker pull {image}",
                "another image: --schema-audit-image IMAGE",
                _MIRROR,
                USE_EMBEDDED,
            ],
        )

    @classmethod
    def no_cleaner(cls, error: str) -> ContainerError:
        """The container that testcontainers cleans up with cannot be had."""
        return cls(
            "testcontainers' cleaner (Ryuk) cannot be started",
            why=error,
            ways_out=[_NO_RYUK, _MIRROR, USE_EMBEDDED],
        )

    @classmethod
    def died(cls, image: str, log: str) -> ContainerError:
        """The container ended before it served."""
        return cls(
            f"the container of the image {image} ended while it was starting",
            why=log.strip() or "It wrote nothing to its log.",
            ways_out=["another image: --schema-audit-image IMAGE", USE_EMBEDDED],
        )

    @classmethod
    def silent(cls, image: str, seconds: float, refusal: str, log: str) -> ContainerError:
        """The container runs, but no connection comes through."""
        return cls(
            f"the container of the image {image} took no connection within {seconds:.0f} seconds",
            why="\n".join(part for part in (refusal, log.strip()) if part),
            ways_out=[
                "TESTCONTAINERS_CONNECTION_MODE=docker_host, bridge_ip or gateway_ip: another "
                "way to the container",
                USE_EMBEDDED,
            ],
        )

    @classmethod
    def other_major(cls, image: str, found: int, wanted: int | None) -> ContainerError:
        """The image holds another PostgreSQL than the one wanted."""
        wish = "14 or newer" if wanted is None else str(wanted)
        return cls(
            f"the image {image} holds PostgreSQL {found}, wanted is {wish}",
            ways_out=[
                f"--schema-audit-postgres {found}",
                f"an image of PostgreSQL {wish}: --schema-audit-image IMAGE",
            ],
        )

    @classmethod
    def not_removed(cls, label: str, error: str) -> ContainerError:
        """The engine did not remove the container."""
        return cls(
            "the container could not be removed",
            why=error,
            ways_out=[f"docker rm -fv $(docker ps -aq --filter label={label})"],
        )
