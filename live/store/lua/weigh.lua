#!lua
-- Whose votes count: all of a burst ('counted' or 'left'), or one person who has shown to be here ('trusted'). Then every
-- question they may have voted for is counted anew. Absolute; running it twice changes nothing. Returns 0 when questions
-- are merged otherwise than the caller believes, and does nothing then.
-- KEYS meta votes merged doubted bursts burst room voters*     ARGV how burst-or-person #links (question into followers)* (question sets)*
local how, links = ARGV[1], tonumber(ARGV[3])
if not linked(KEYS[3], ARGV, 4, 3 + 3 * links) then return 0 end
if how == 'trusted' then
  redis.call('SREM', KEYS[4], ARGV[2])
elseif redis.call('HEXISTS', KEYS[5], ARGV[2]) == 1 then
  redis.call(how == 'counted' and 'SDIFFSTORE' or 'SUNIONSTORE', KEYS[4], KEYS[4], KEYS[6])
  redis.call('HSET', KEYS[5], ARGV[2], how)
end
recount(KEYS[1], KEYS[2], KEYS[4], KEYS[7], 4 + 3 * links, 8)
return 1
