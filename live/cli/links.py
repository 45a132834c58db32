"""`live links`: the addresses of an event, or the organiser's link of this installation."""

from typing import TYPE_CHECKING

import click
import msgspec

from live.cli.flags import STORE, flags_of, settled

if TYPE_CHECKING:
    from live.actions.acting import Acting


@click.command("links")
@click.argument("slug", required=False)
@click.option(
    "--renew",
    type=click.Choice(["moderator", "speaker", "organiser"]),
    help="make this link anew; the old one stops working",
)
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@flags_of(*STORE, "public_url")
def command(slug: str | None, renew: str | None, as_json: bool, **flags: object) -> None:  # noqa: FBT001 - click passes it by name
    """Print the addresses of an event; without SLUG, the organiser's link of this installation."""
    if (renew == "organiser") != (slug is None) and renew:
        raise click.UsageError(
            "The organiser's link belongs to the installation, the others to an event: give SLUG for those, and "
            "none for it."
        )
    settings = settled(flags)
    from live.cli.acting import base_of, done

    base = base_of(settings)
    found = done(settings, lambda acting: addresses(acting, base, slug, renew))
    if as_json:
        click.echo(msgspec.json.encode(found))
        return
    for name, link in found.items():
        click.echo(f"{name:10} {link}")


async def addresses(acting: "Acting", base: str, slug: str | None, renew: str | None) -> dict[str, str]:
    """Return the links by whom they are for."""
    from live.actions import links
    from live.actions.programmes import OPERATOR

    if slug is None:
        return {"organiser": await links.organiser(acting, base, anew=renew == "organiser")}
    if renew:
        await links.renew(acting, slug, renew, OPERATOR)
    loaded = await acting.store.events.load(slug)
    return links.addresses(acting.tokens, base, slug, loaded.secrets)
