"""Every key, its type and its lifetime.

All keys of one event carry the hash tag `{slug}`: they live in one Cluster slot.
"""


class Keys:
    """The keys of one event."""

    def __init__(self, slug: str) -> None:
        at = f"live:{{{slug}}}:"
        self.slug = slug
        self.meta = at + "meta"  # hash: epoch; n, r of the last entry; questions (last number); versions: votes, polls
        self.things = at + "things"  # hash: key of each thing ("event", "question:<id>" …) -> JSON; see rules/things.py
        self.revisions = at + "revisions"  # hash: the same fields -> revision, for compare-and-set
        self.stream = at + "stream"  # stream: the changes in order; entry id <n>-<r>, see copies/cursor.py
        self.secrets = at + "secrets"  # hash: role -> SHA-256 of the link token valid now, "nonce:<role>" -> its source
        self.votes = at + "votes"  # hash: question id -> count
        self.merged = at + "merged"  # hash: question -> what it was merged into, "#question" -> how many into it
        self.doubted = at + "doubted"  # set: persons whose votes are kept and not counted
        self.believed = at + "believed"  # set: persons who were taken at their word when they first acted
        self.beyond = at + "beyond"  # string, an hour: how many of them beyond the shares of their places
        self.bursts = at + "bursts"  # hash: burst -> "left", "counted" or "none"
        self.room = at + "room"  # set: room for a union while a script runs
        self.presence = at + "presence"  # zset: person -> lease (ms); people with a lease in the future are here
        self.attendance = at + "attendance"  # zset: minute since 1970 -> the most people here in it
        self.desk = at + "desk"  # hash, a minute: moderator -> JSON name, what they write on, and until when that is so
        self.cue = at + "cue"  # hash, 15 min: "cue" -> JSON of the latest word to the speaker, "seen:<id>" -> when (ms)
        self.stages = at + "stages"  # zset: big screen -> when it was last heard (ms)
        self.screens = at + "screens"  # hash, as long as it: big screen -> keyed hash of its network
        self.audience = at + "audience"  # string, a lease: which worker simulates the people of a rehearsal
        self.reached = at + "reached"  # string, an hour: JSON of how a rehearsal goes, as its audience tells
        self.workers = at + "workers"  # hash: worker -> "<connections> <lease ms>"

    def logo(self, name: str) -> str:
        return f"live:{{{self.slug}}}:logo:{name}"  # string: a PNG; one that was replaced, an hour

    def voters(self, question_id: str) -> str:
        return f"live:{{{self.slug}}}:voters:{question_id}"  # set of persons

    def upvoted(self, person_id: str) -> str:
        return f"live:{{{self.slug}}}:upvoted:{person_id}"  # set of question ids

    def share(self, place: str) -> str:
        return f"live:{{{self.slug}}}:share:{place}"  # string, until it is whole again: taken until (ms)

    def burst(self, burst: str) -> str:
        return f"live:{{{self.slug}}}:burst:{burst}"  # set of persons who came in it and were doubted

    def stayed(self, burst: str) -> str:
        return f"live:{{{self.slug}}}:stayed:{burst}"  # set of those of them who have stayed since

    def answer(self, person_id: str, key: str) -> str:
        # string, 48 h: what an idempotency key was answered with; of a vote or a ballot, 10 min: that it took effect
        return f"live:{{{self.slug}}}:answer:{person_id}:{key}"

    def limit(self, name: str, person_id: str) -> str:
        return f"live:{{{self.slug}}}:limit:{name}:{person_id}"  # string, until it no longer limits: taken until (ms)

    def signal(self, kind: str) -> str:
        return f"live:{{{self.slug}}}:signal:{kind}"  # zset: person -> when their signal ends (ms)

    def ballots(self, poll_id: str) -> str:
        # hash: person -> what they chose, one a line; a tab before it while it is not counted
        return f"live:{{{self.slug}}}:ballots:{poll_id}"

    def tally(self, poll_id: str) -> str:
        return f"live:{{{self.slug}}}:tally:{poll_id}"  # hash: choice -> people, "" -> people who took part

    def shown(self, announcement_id: str) -> str:
        return f"live:{{{self.slug}}}:shown:{announcement_id}"  # HyperLogLog of persons who have had it on their screen

    def every(self) -> str:
        """Pattern of all keys of the event."""
        return f"live:{{{self.slug}}}:*"


EVENTS = "live:events"  # hash: slug -> JSON summary for the front page and `live links`
SECRET = "live:secret"  # string: signs badges when LIVE_SECRET is not set; shared by all workers
ORGANISER = "live:organiser"  # string: nonce of the organiser's link
ORGANISER_SINCE = "live:organiser:since"  # string: what has ended all of the organiser's cookies so far
CODES = "live:codes"  # hash: short join code -> slug
RIGHT = "live:right:"  # with a place, set, a day: join codes that were right from there
ERASING = "live:erasing"  # set: "<slug> <question>" whose erasing has begun and is not finished
REHEARSALS = "live:rehearsals"  # hash: slug -> JSON of what is to be simulated there, and until when
GONE = "live:gone"  # set: slugs of events whose deletion has begun and is not finished
MADE = "live:made:"  # string, 48 h: idempotency key of the organiser -> the slug of the event it made
UNWRITTEN = "live:unwritten"  # string: something was deleted since the log was last written anew
