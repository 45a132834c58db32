#!lua
-- One person's whole answer to a poll: absolute, so that repeating it changes nothing. The tally moves by what differs.
-- Returns 1 when something changed, 0 when not; -1 when the poll is not as the caller believes, who therefore knows that it is open.
-- KEYS meta revisions tally ballots     ARGV poll revision person choices (one a line, "" for none)
if redis.call('HGET', KEYS[2], 'poll:' .. ARGV[1]) ~= ARGV[2] then return -1 end
local was, now = redis.call('HGET', KEYS[4], ARGV[3]) or '', ARGV[4]
if was == now then return 0 end

local function count(choices, by)
  if choices == '' then return end
  redis.call('HINCRBY', KEYS[3], '', by)
  for choice in string.gmatch(choices, '[^\n]+') do
    if redis.call('HINCRBY', KEYS[3], choice, by) <= 0 then redis.call('HDEL', KEYS[3], choice) end
  end
end
count(was, -1)
count(now, 1)
if now == '' then redis.call('HDEL', KEYS[4], ARGV[3]) else redis.call('HSET', KEYS[4], ARGV[3], now) end
redis.call('HINCRBY', KEYS[1], 'polls', 1)
return 1
