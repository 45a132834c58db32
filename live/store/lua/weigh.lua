#!lua
-- Whose votes count: all of a burst ('counted' or 'left'), or one person who has shown to be here ('trusted'). Then every
-- question they may have voted for is counted anew. Absolute; running it twice changes nothing. Returns 0 when questions
-- are merged otherwise than the caller believes, and does nothing then.
-- KEYS meta votes merged doubted bursts burst room voters*     ARGV how burst person #links (question into followers)* (question sets)*
local how, burst, person, links = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
if not linked(KEYS[3], ARGV, 5, 4 + 3 * links) then return 0 end
if how == 'trusted' then
  redis.call('SREM', KEYS[4], person)
  redis.call('SREM', KEYS[6], person)
elseif redis.call('HEXISTS', KEYS[5], burst) == 1 then
  redis.call(how == 'counted' and 'SDIFFSTORE' or 'SUNIONSTORE', KEYS[4], KEYS[4], KEYS[6])
  redis.call('HSET', KEYS[5], burst, how)
end
recount(KEYS[1], KEYS[2], KEYS[4], KEYS[7], 5 + 3 * links, 8)
return 1
