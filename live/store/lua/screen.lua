#!lua
-- A big screen has been heard. New ones are not taken beyond so many in all, and of one place: anybody may open one.
-- KEYS stages screens     ARGV screen place now forgotten-before most most-of-a-place keep (ms)
local screen, place = ARGV[1], ARGV[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
if not redis.call('ZSCORE', KEYS[1], screen) then
  local all, beside = redis.call('ZRANGE', KEYS[1], 0, -1), 0
  for _, other in ipairs(all) do
    if redis.call('HGET', KEYS[2], other) == place then beside = beside + 1 end
  end
  if #all >= tonumber(ARGV[5]) or beside >= tonumber(ARGV[6]) then return 0 end
end
redis.call('ZADD', KEYS[1], ARGV[3], screen)
redis.call('HSET', KEYS[2], screen, place)
redis.call('PEXPIRE', KEYS[1], ARGV[7])
redis.call('PEXPIRE', KEYS[2], ARGV[7])
return 1
