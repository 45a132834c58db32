#!lua
-- One person's vote on one question, an absolute wish. A person who has voted for a question that was merged into this one
-- counts once. Returns the count.
-- KEYS meta votes upvoted voters-of-this voters-of-merged*     ARGV question person on
local counted = 0
for i = 4, #KEYS do counted = math.max(counted, redis.call('SISMEMBER', KEYS[i], ARGV[2])) end
if ARGV[3] == '1' then
  redis.call('SADD', KEYS[4], ARGV[2])
  redis.call('SADD', KEYS[3], ARGV[1])
else
  for i = 4, #KEYS do redis.call('SREM', KEYS[i], ARGV[2]) end
  redis.call('SREM', KEYS[3], ARGV[1])
end
if counted == tonumber(ARGV[3]) then return tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0') end
redis.call('HINCRBY', KEYS[1], 'votes', 1)
return redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[3] == '1' and 1 or -1)
