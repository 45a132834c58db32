"""What runs a worker: the watch over its supervisor first, then all that takes its time to be read.

A supervisor may be killed in any moment, so nothing comes before the watch.
"""

import os
import socket

from live.server import orphans

# When the supervisor was killed, somebody is waiting for the port: a worker drains for two seconds and ends at last.
LAST_ORPHAN_SECONDS = 3.0


def main() -> None:
    channel = socket.socket(fileno=os.dup(0))
    orphans.end_with(channel, LAST_ORPHAN_SECONDS)
    with open(os.devnull) as nothing:  # noqa: PTH123 - the channel is not for anyone who reads standard input
        os.dup2(nothing.fileno(), 0)
    from live.server import web

    web.run(channel)


if __name__ == "__main__":
    main()
