#!lua
-- One person's vote on one question, an absolute wish. A person who has voted for a question that was merged into this one
-- counts once. The votes of somebody in doubt are kept and not counted.
-- A wish whose key has taken effect comes late, perhaps after a newer one: it changes nothing.
-- Returns the count; -1 when questions are merged otherwise than the caller believes; -2 less the count when it came
-- late.
-- KEYS meta votes upvoted merged doubted answer voters-of-this voters-of-merged*
-- ARGV question person on key ("" for none) (question into followers)*
local person, first = ARGV[2], 7
if not linked(KEYS[4], ARGV, 5, #ARGV) then return -1 end
if is_late(KEYS[6], ARGV[4]) then return -2 - tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0') end

local was = 0
for i = first, #KEYS do was = math.max(was, redis.call('SISMEMBER', KEYS[i], person)) end
if ARGV[3] == '1' then
  redis.call('SADD', KEYS[first], person)
  redis.call('SADD', KEYS[3], ARGV[1])
else
  for i = first, #KEYS do redis.call('SREM', KEYS[i], person) end
  for i = 5, #ARGV, 3 do redis.call('SREM', KEYS[3], ARGV[i]) end
end
if was == tonumber(ARGV[3]) or redis.call('SISMEMBER', KEYS[5], person) == 1 then
  return tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
end
redis.call('HINCRBY', KEYS[1], 'votes', 1)
return redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[3] == '1' and 1 or -1)
