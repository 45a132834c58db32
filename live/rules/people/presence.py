"""When somebody counts as here.

People are counted, not tabs; leaving takes effect after a grace so that a reload is no flap.
"""

LEASE_SECONDS = 30
RENEW_SECONDS = 10
GRACE_SECONDS = 8

assert 2 * RENEW_SECONDS < LEASE_SECONDS  # one lost renewal must not empty the room
assert GRACE_SECONDS < LEASE_SECONDS - RENEW_SECONDS  # a lease says whether somebody is connected or has just left
