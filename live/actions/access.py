"""Access tokens: made, told again and revoked by the organiser, or by whoever runs the server."""

from datetime import datetime

from live.actions.acting import Actor, Decision, Done
from live.rules import access
from live.rules.access import AccessToken, token_as_json
from live.rules.changes import Change
from live.rules.errors import NotFound
from live.rules.ids import derived
from live.rules.wishes.access import MakeToken, RevokeToken
from live.store import Copy
from live.tokens import Tokens, digest, new_nonce


def secret_of(tokens: Tokens, slug: str, token: AccessToken) -> str:
    """Return the token itself, as it is sent in `Authorization: Bearer`."""
    return tokens.token(slug, f"access:{token.id}", token.nonce)


async def make(actor: Actor, wish: MakeToken) -> Done:
    """Keep a new token. Refuses `exists`, `many_tokens`."""
    nonce = new_nonce()
    tokens, slug = actor.acting.tokens, actor.slug

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = copy.state.tokens
        new_id = derived(actor.person.id, "token", wish.key or nonce)
        secret = tokens.token(slug, f"access:{new_id}", nonce)
        new = AccessToken(id=new_id, name=wish.name, role=wish.role, digest=digest(secret), nonce=nonce, made_at=now)
        token = access.add(kept, new)
        return _decided(token, "token.made", now) if token is new else Decision(answer={"token": token_as_json(token)})

    return await actor.do(rule, wish.key)


async def revoke(actor: Actor, token_id: str, wish: RevokeToken) -> Done:
    """End a token. Refuses `no_such_token`."""

    def rule(copy: Copy, now: datetime) -> Decision:
        token = access.revoke(copy.state.tokens, token_id, now)
        if token is copy.state.tokens[token_id]:
            return Decision(answer={"token": token_as_json(token)})
        return _decided(token, "token.revoked", now)

    return await actor.do(rule, wish.key)


async def revoke_named(actor: Actor, name: str) -> Done:
    """End the token of this name. Refuses `no_such_token`."""
    token = access.named((await actor.copy()).state.tokens, name)
    if token is None:
        raise NotFound("There is no such token here.", code="no_such_token")
    return await revoke(actor, token.id, RevokeToken())


def _decided(token: AccessToken, kind: str, now: datetime) -> Decision:
    return Decision(
        put={f"token:{token.id}": token},
        changes=(Change(kind=kind, at=now, thing=token),),
        answer={"token": token_as_json(token)},
    )
