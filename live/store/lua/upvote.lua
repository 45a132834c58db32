#!lua
-- One person's vote on one question, an absolute wish. A person who has voted for a question that was merged into this one
-- counts once. Somebody new who comes in a burst is doubted: their votes are kept and not counted until a moderator says so.
-- Returns the count; -1 when questions are merged otherwise than the caller believes.
-- KEYS meta votes upvoted merged doubted bursts burst voters-of-this voters-of-merged*
-- ARGV question person on burst (question into followers)*
local person, burst = ARGV[2], ARGV[4]
if not linked(KEYS[4], ARGV, 5, #ARGV) then return -1 end

local doubt = redis.call('SISMEMBER', KEYS[5], person) == 1
if burst ~= '' and not doubt and redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('SADD', KEYS[7], person)
  redis.call('HSETNX', KEYS[6], burst, 'left')
  doubt = redis.call('HGET', KEYS[6], burst) == 'left'
  if doubt then redis.call('SADD', KEYS[5], person) end
end

local was = 0
for i = 8, #KEYS do was = math.max(was, redis.call('SISMEMBER', KEYS[i], person)) end
if ARGV[3] == '1' then
  redis.call('SADD', KEYS[8], person)
  redis.call('SADD', KEYS[3], ARGV[1])
else
  for i = 8, #KEYS do redis.call('SREM', KEYS[i], person) end
  for i = 5, #ARGV, 3 do redis.call('SREM', KEYS[3], ARGV[i]) end
end
if doubt or was == tonumber(ARGV[3]) then return tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0') end
redis.call('HINCRBY', KEYS[1], 'votes', 1)
return redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[3] == '1' and 1 or -1)
