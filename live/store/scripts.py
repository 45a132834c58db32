"""The Lua scripts beside this file, by name: read once, loaded into a server when it does not know them yet."""

import hashlib
from importlib.resources import files

from redis.exceptions import NoScriptError

from live.store.database.client import Redis, Reply

NAMES = ("ballot", "commit", "create", "load", "meet", "screen", "upvote", "weigh")
SHARING = ("ballot", "commit", "upvote", "weigh")  # those that begin with `groups.lua`


class Script:
    """One script. `run` executes it; `queue` puts it into a pipeline that `Script.loaded` has prepared."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = _text(name)
        if name in SHARING:
            first, _, rest = self.text.partition("\n")
            self.text = f"{first}\n{_text('groups')}{rest}"
        self.sha = hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()

    async def run(self, redis: Redis, keys: list[str], *arguments: object) -> Reply:
        try:
            return await redis.evalsha(self.sha, len(keys), *keys, *arguments)
        except NoScriptError:
            return await redis.eval(self.text, len(keys), *keys, *arguments)


def _text(name: str) -> str:
    return (files("live.store") / "lua" / f"{name}.lua").read_text()


SCRIPTS = {name: Script(name) for name in NAMES}
