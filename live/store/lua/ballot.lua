#!lua
-- One person's whole answer to a poll: absolute, so that repeating it changes nothing. The tally moves by what differs.
-- The answer of somebody in doubt is kept with a mark, and not counted.
-- A wish whose key has taken effect comes late, perhaps after a newer one: it changes nothing.
-- Returns 1 when something changed, 0 when not; -1 when the poll is not as the caller believes, who therefore knows that
-- it is open; -2 when it came late.
-- KEYS meta revisions doubted tally ballots answer
-- ARGV poll revision person choices (one a line, "" for none) key ("" for none)
if redis.call('HGET', KEYS[2], 'poll:' .. ARGV[1]) ~= ARGV[2] then return -1 end
if is_late(KEYS[6], ARGV[5]) then return -2 end
local was, now = redis.call('HGET', KEYS[5], ARGV[3]) or '', ARGV[4]
if now ~= '' and redis.call('SISMEMBER', KEYS[3], ARGV[3]) == 1 then now = WAITS .. now end
if was == now then return 0 end
count(KEYS[4], was, -1)
count(KEYS[4], now, 1)
if now == '' then redis.call('HDEL', KEYS[5], ARGV[3]) else redis.call('HSET', KEYS[5], ARGV[3], now) end
redis.call('HINCRBY', KEYS[1], 'polls', 1)
return 1
