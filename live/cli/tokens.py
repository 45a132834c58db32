"""`live tokens`: the access tokens of an event, for programs."""

from typing import TYPE_CHECKING, Any

import click
import msgspec

from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.actions.acting import Acting


@click.command("tokens")
@click.argument("slug")
@click.option("--make", metavar="NAME", help="make a token of this name, or print it again")
@click.option("--role", type=click.Choice(["reader", "moderator"]), help="what it may do (default: reader)")
@click.option("--revoke", metavar="NAME", help="end the token of this name, and what was opened with it")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@flags_of(*STORE)
def command(
    slug: str,
    make: str | None,
    role: str | None,
    revoke: str | None,
    as_json: bool,  # noqa: FBT001 - click passes it by name
    **flags: object,
) -> None:
    """List the access tokens of an event. A reader sees what attendees see; a moderator's does what moderators do."""
    if (make and revoke) or (role and not make):
        raise click.UsageError("Give --make NAME with or without --role, or --revoke NAME, or neither.")
    settings = settled(flags)
    from live.cli.acting import done

    found = done(settings, lambda acting: _tokens(acting, slug, make, role or "reader", revoke))
    if as_json:
        click.echo(msgspec.json.encode(found))
    elif make:
        click.echo(found["token"]["secret"])
        click.echo("Send it as: Authorization: Bearer <token>", err=True)
    else:
        for token in found["tokens"]:
            click.echo(f"{token['role']:10} {token['made_at']:%Y-%m-%d}  {token['name']}")


async def _tokens(acting: "Acting", slug: str, make: str | None, role: str, revoke: str | None) -> dict[str, Any]:
    from live.actions import access
    from live.actions.acting import Actor
    from live.actions.programmes import OPERATOR
    from live.rules.access import named, standing, token_as_json
    from live.rules.wishes.access import MakeToken, TokenRole

    actor = Actor(acting, slug, OPERATOR)
    if make is not None:
        wish = MakeToken(name=make, role=TokenRole(role))
        await access.make(actor, wish)
        token = named((await actor.copy()).state.tokens, wish.name)
        assert token is not None
        return {"token": {**token_as_json(token), "secret": access.secret_of(acting.tokens, slug, token)}}
    if revoke is not None:
        await access.revoke_named(actor, revoke)
    return {"tokens": [token_as_json(token) for token in standing((await actor.copy()).state.tokens)]}
