"""The event inside pages of others: no cookie, no storage; who may frame it the organiser has named. And oEmbed, by
which editors find it.
"""

from html import escape
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from live.actions import embedding
from live.actions.acting import Actor
from live.actions.programmes import OPERATOR
from live.house import services_of
from live.pages import answers
from live.pages.organiser import organising
from live.pages.posting import takes
from live.pages.reading import base_of, event_of, wants_json
from live.rules.errors import Invalid, NotFound
from live.rules.wishes.embedding import AllowEmbedding
from live.views import embed
from live.views.press.words import known

WIDTH, HEIGHT = 480, 640  # CSS pixels, where nobody says otherwise


async def show(request: Request) -> ASGIApp:
    """Answer with what is on, what is next, the programme and the questions to read."""
    live, copy = services_of(request), await event_of(request)
    language = known(request.query_params.get("lang")) or copy.state.event.language
    address = f"{base_of(request, live)}/{copy.slug}"
    ancestors = " ".join(("'self'", *copy.state.event.embed_origins))
    headers = {
        **answers.ALWAYS,
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": answers.policy(ancestors),
        "cross-origin-resource-policy": "cross-origin",
    }
    return await live.page_cache.get(
        ("embed", address, language),
        copy,
        language,
        live.acting.now(),
        lambda snapshot: (embed.page(live.views.press, snapshot, address), headers),
    )


async def oembed(request: Request) -> Response:
    """Answer `GET /oembed?url=<address of an event>` (https://oembed.com); only JSON is written."""
    live, asked = services_of(request), request.query_params
    if asked.get("format", "json") != "json":
        raise Invalid("Only JSON is written here.", field="format")
    base, parts = base_of(request, live), urlsplit(asked.get("url", ""))
    slug = parts.path.strip("/").partition("/")[0]
    if parts.netloc != urlsplit(base).netloc or not slug:
        raise NotFound("There is no event at this address.", code="no_such_event", field="url")
    event = (await live.store.replica.copy(slug)).state.event
    width, height = (_at_most(asked.get(name), size) for name, size in (("maxwidth", WIDTH), ("maxheight", HEIGHT)))
    told = {
        "version": "1.0",
        "type": "rich",
        "title": event.title,
        "provider_name": "Live",
        "provider_url": base,
        "width": width,
        "height": height,
        "html": snippet(f"{base}/{slug}", event.title, width, height),
    }
    return answers.json(told, headers={"access-control-allow-origin": "*"})


def snippet(address: str, title: str, width: int | None = None, height: int = HEIGHT) -> str:
    """Return what is pasted into a page; without a width it is as wide as its place."""
    wide = f"width:{width}px;max-width:100%" if width else "width:100%"
    return (
        f'<iframe src="{escape(address)}/embed" title="{escape(title)}" loading="lazy" referrerpolicy="no-referrer" '
        f'style="{wide};height:{height}px;border:0"></iframe>'
    )


def _at_most(said: str | None, usual: int) -> int:
    return min(int(said), usual) if said and said.isdecimal() and len(said) < 6 and int(said) else usual


@takes(AllowEmbedding, by=organising)
async def allow(request: Request, wish: AllowEmbedding) -> Response:
    """Name the web sites that may show the event inside their pages."""
    live, slug = services_of(request), request.path_params["slug"]
    done = await embedding.allow(Actor(live.acting, slug, OPERATOR), wish)
    return answers.json(answers.with_cursor(done)) if wants_json(request) else answers.redirect(f"/{slug}/tokens#embed")
