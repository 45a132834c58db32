#!lua
-- Somebody acts for the first time when their place has had its share of people who are taken at their word. Unless something
-- of theirs counts already, they are doubted: what they wish is kept and not counted, until they have stayed or a moderator says so.
-- Returns whether they are in doubt.     KEYS upvoted doubted bursts burst stayed     ARGV person burst
local person, burst = ARGV[1], ARGV[2]
if redis.call('SISMEMBER', KEYS[2], person) == 1 then return 1 end
if redis.call('EXISTS', KEYS[1]) == 1 or redis.call('SISMEMBER', KEYS[5], person) == 1 then return 0 end
redis.call('SADD', KEYS[4], person)
redis.call('HSETNX', KEYS[3], burst, 'left')
if redis.call('HGET', KEYS[3], burst) == 'counted' then return 0 end
redis.call('SADD', KEYS[2], person)
return 1
