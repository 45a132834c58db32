"""What redis-py gives: its clients and pipelines are typed as sync and async at once, which says nothing of either."""

from typing import Any

Redis = Any  # a client, or a pipeline of one
Reply = Any  # what a server answers, as the command has it
Option = Any  # of a client: numbers, texts, retries
