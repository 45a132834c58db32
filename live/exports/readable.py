"""An event as one page to read in any browser, now or in ten years: it needs nothing but itself.

What people wrote is escaped by the templating of `Markup.format`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from markupsafe import Markup

from live.exports.catalogues import catalogues
from live.exports.sheets import labels
from live.rules.agenda import Session
from live.rules.people import Role
from live.rules.polls import VOTERS, Poll, Tally, Written, results, sets
from live.rules.questions import Question
from live.rules.resources import resources
from live.rules.state import State, listed, polled
from live.views.press.times import clock, day_of, long_date
from live.views.press.words import STATUS

STYLE = Markup(
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff;overflow-wrap:anywhere}h1,h2,h3{line-height:1.2}small{color:#555}"
    "blockquote{margin:.25rem 0 1rem;padding-left:1rem;border-left:3px solid #999;white-space:pre-line}"
    "p{margin:.25rem 0}meter{width:100%;height:.75rem}"
)


class Readable:
    """Prints it in the language of the event."""

    def __init__(self, state: State, votes: Mapping[str, int], tallies: Mapping[str, Tally], written: Written) -> None:
        self._state, self._votes, self._tallies, self._written = state, votes, tallies, written

    def page(self, now: datetime) -> bytes:
        """Return the page, as it stands at a moment."""
        event, agenda = self._state.event, self._state.agenda
        when = long_date(day_of(agenda.starts, event.zone), event.language) if agenda.starts else ""
        day = long_date(day_of(now, event.zone), event.language)
        html = Markup(
            '<!doctype html><html lang="{}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            "<title>{}</title><style>{}</style><h1>{}</h1><p>{}</p><p><small>{}</small></p>{}{}</html>\n"
        ).format(
            event.language,
            event.title,
            STYLE,
            event.title,
            when,
            self._said("as of {time}", time=f"{day} {clock(now, event.zone)}"),
            _quoted(event.summary or ""),
            self._parts(),
        )
        return html.encode()

    def _parts(self) -> Markup:
        questions = listed(self._state, Role.MODERATOR)
        held = {session.id for session in self._state.agenda.sessions}
        around = [question for question in questions if question.session not in held]
        polls = [poll for poll in sets.in_turn(polled(self._state, Role.MODERATOR)) if poll.status != "draft"]
        return _joined(
            (
                self._links(self._state.event.resources),
                *(self._session(session, questions) for session in self._state.agenda.sessions),
                self._headed("The whole event", map(self._question, around)),
                self._headed("Polls", map(self._poll, polls)),
            )
        )

    def _said(self, message: str, **values: str) -> str:
        return catalogues().translate(message, self._state.event.language, **values)

    def _headed(self, heading: str, parts: Iterable[Markup]) -> Markup:
        inside = _joined(parts)
        return Markup("<h2>{}</h2>{}").format(self._said(heading), inside) if inside else inside

    def _session(self, session: Session, questions: Iterable[Question]) -> Markup:
        zone = self._state.event.zone
        return Markup("<h2>{}–{} {}</h2><p>{}</p><p>{}</p>{}{}{}").format(
            clock(session.starts, zone),
            clock(session.ends, zone),
            session.title,
            ", ".join(session.speakers),
            session.description,
            _listed(item.text for item in session.items),
            self._links(session.resources),
            _joined(self._question(question) for question in questions if question.session == session.id),
        )

    def _question(self, question: Question) -> Markup:
        """Its words, how it stands, and its answer; what was erased has no words any more."""
        status = catalogues().catalogues[self._state.event.language].pgettext(STATUS, question.status)
        marked = ", ".join(labels(self._state, question))
        told = [f"№{question.number}", f"{self._votes.get(question.id, 0)} ▲", status, question.name or "", marked]
        return Markup("<h3>{}</h3><p><small>{}</small></p>{}").format(
            question.text, " · ".join(filter(None, told)), _quoted(question.answer or question.reason or "")
        )

    def _poll(self, poll: Poll) -> Markup:
        tally = self._tallies.get(poll.id, {})
        people = tally.get(VOTERS, 0)
        bars = (
            Markup('<p>{}: <b>{}</b><br><meter min="0" max="{}" value="{}"></meter></p>').format(
                words, n, people or 1, n
            )
            for _, words, n in results(poll, tally, hidden=True)
        )
        about = catalogues().translate("{n} took part", self._state.event.language, n=people)
        return Markup("<h3>{}</h3><p><small>{}</small></p>{}{}").format(
            poll.text, about, _joined(bars), _joined(map(_quoted, self._written.get(poll.id, ())))
        )

    def _links(self, kept: Iterable[str]) -> Markup:
        return _joined(Markup('<p><a href="{}">{}</a></p>').format(one.url, one.title) for one in resources(kept))


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _listed(texts: Iterable[str]) -> Markup:
    inside = _joined(Markup("<li>{}</li>").format(text) for text in texts)
    return Markup("<ul>{}</ul>").format(inside) if inside else inside


def _quoted(text: str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(text) if text else Markup("")
