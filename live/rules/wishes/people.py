"""What people say of themselves: who they are, that they are here, how it goes; and what moderators say to speakers."""

from typing import Annotated

from live.rules.mangling import token_in
from live.rules.wishes import Wish, described, line, raw

LONGEST_NAME = 40  # of a moderator
LONGEST_CUE = 80  # characters: read at a glance, from a lectern


class Badge(Wish, frozen=True, kw_only=True):
    """Exchange a link's token for its role's cookie."""

    token: Annotated[str, raw("The token, or the whole link that ends in it.")] = ""

    @property
    def secret(self) -> str:
        """The token alone, whatever a mail program has made of its link."""
        return token_in(self.token)


class LogOut(Wish, frozen=True, kw_only=True):
    """End the badge of a role that this device wears."""

    everywhere: Annotated[bool, described("Whether to end it on every other device as well; the link stays.")] = False


class ForgetDevice(Wish, frozen=True, kw_only=True):
    """Take the cookie from this device. What was asked and voted stays, and is nobody's any more."""


class GiveSignal(Wish, frozen=True, kw_only=True):
    """Say with one tap how it goes, while something is on."""

    on: Annotated[bool, described("Whether it is said; saying it again renews it.")] = True


class Shown(Wish, frozen=True, kw_only=True):
    """An announcement has been on this person's screen."""


class GiveCue(Wish, frozen=True, kw_only=True):
    """A word to who is speaking, in place of the one before."""

    text: Annotated[str, line("The word; empty takes the last one back.", longest=LONGEST_CUE)] = ""


class ConfirmCue(Wish, frozen=True, kw_only=True):
    """The speaker has read a cue."""

    id: Annotated[str, raw("The cue that was read.")] = ""


class Screen(Wish, frozen=True, kw_only=True):
    """A big screen shows the event."""

    id: Annotated[str, raw("What the screen calls itself: 8 to 40 letters, digits and hyphens.")] = ""
    on: Annotated[bool, described("False when it goes.")] = True


class ForgetScreens(Wish, frozen=True, kw_only=True):
    """The big screens that have fallen silent are meant to be off."""


class Here(Wish, frozen=True, kw_only=True):
    """A moderator is at the desk under a name, and perhaps writes on a question."""

    name: Annotated[str | None, line("What the other desks call them.", longest=LONGEST_NAME)] = None
    question: Annotated[str, raw("The question that is being written on; empty for none.")] = ""
    kind: Annotated[str, raw("What is being written about it.")] = ""


class Judge(Wish, frozen=True, kw_only=True):
    """Count the votes of a crowd of newcomers, or leave them out."""

    on: Annotated[bool, described("Whether all of them count.")] = True
    stayed: Annotated[bool, described("Whether those who have stayed count all the same.")] = True


class Diagnose(Wish, frozen=True, kw_only=True):
    """See what reaches the server. Nothing is kept."""
