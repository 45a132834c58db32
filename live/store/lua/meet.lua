#!lua
-- Somebody acts for the first time, as far as a process knows. Of their place a share is taken at its word; beyond it those who
-- are not connected, as long as all of them are a small part of the people who are. Who is not taken at their word is doubted:
-- what they wish is kept and not counted, until they have stayed or a moderator says so.
-- Returns whether they are in doubt.     KEYS upvoted doubted bursts burst stayed believed share beyond presence
-- ARGV person burst share-burst share-every(ms) people-here-for-one-beyond beyond-lasts(ms)
local person, burst = ARGV[1], ARGV[2]
if redis.call('SISMEMBER', KEYS[2], person) == 1 then return 1 end
if redis.call('SISMEMBER', KEYS[6], person) == 1 then return 0 end
if redis.call('EXISTS', KEYS[1]) == 1 or redis.call('SISMEMBER', KEYS[5], person) == 1 then return 0 end

local clock = redis.call('TIME')
local now, every = clock[1] * 1000 + math.floor(clock[2] / 1000), tonumber(ARGV[4])
local most = tonumber(ARGV[3]) * every
local taken = tonumber(redis.call('GET', KEYS[7]) or '0')
if taken > now + most then taken = 0 end  -- more than can be taken: the clock was set back
local until_ms = math.max(taken, now) + every
if until_ms - now <= most then
  redis.call('SET', KEYS[7], string.format('%d', until_ms), 'PX', string.format('%d', until_ms - now))
  redis.call('SADD', KEYS[6], person)
  return 0
end

local here = redis.call('ZCOUNT', KEYS[9], now, '+inf')
local connected = tonumber(redis.call('ZSCORE', KEYS[9], person) or '0') > now
if not connected and tonumber(redis.call('GET', KEYS[8]) or '0') < math.floor(here / tonumber(ARGV[5])) then
  if redis.call('INCR', KEYS[8]) == 1 then redis.call('PEXPIRE', KEYS[8], ARGV[6]) end
  redis.call('SADD', KEYS[6], person)
  return 0
end

redis.call('SADD', KEYS[4], person)
redis.call('HSETNX', KEYS[3], burst, 'left')
if redis.call('HGET', KEYS[3], burst) == 'counted' then return 0 end
redis.call('SADD', KEYS[2], person)
return 1
