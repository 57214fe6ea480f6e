"""What the command hands to the page, which Streamlit runs by itself: through the environment, as one JSON text."""

import json
import os
from dataclasses import asdict, dataclass

VARIABLE = "JOURNEYS_APP"


@dataclass(frozen=True)
class Settings:
    """How the app was started."""

    token: str
    """What an address must hold; random at every start."""
    sweep: str = ""
    """The folder of stored answers; empty for those that ship."""
    people: int = 10_000
    draws: int = 20
    workers: int = 2

    def environment(self) -> dict[str, str]:
        """Return the variable that says it."""
        return {VARIABLE: json.dumps(asdict(self))}


def settings() -> Settings:
    """Return how the app was started. Raises KeyError where it was not started by its command."""
    return Settings(**json.loads(os.environ[VARIABLE]))
