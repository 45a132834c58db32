#!lua
-- What counts of a burst: of all ('counted'), of those who have stayed ('left'), of nobody ('none'); or people of it have
-- stayed ('stayed'). Then every question they may have voted for is counted anew, and their answers to polls are counted or not.
-- Absolute; running it twice changes nothing. Returns 0 when questions are merged otherwise than the caller believes, and does nothing then.
-- KEYS meta votes merged doubted bursts burst stayed room (tally ballots)* voters*
-- ARGV how burst people (one a line) #polls #links (question into followers)* (question sets)*
local how, burst, given, polls, links = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local doubted, members, stayed = KEYS[4], KEYS[6], KEYS[7]
if not linked(KEYS[3], ARGV, 6, 5 + 3 * links) then return 0 end
if redis.call('HEXISTS', KEYS[5], burst) == 0 then return 1 end

local people = {}
if how == 'stayed' then
  for one in string.gmatch(given, '[^\n]+') do people[#people + 1] = one end
  redis.call('SADD', members, unpack(people))
  redis.call('SADD', stayed, unpack(people))
  if redis.call('HGET', KEYS[5], burst) ~= 'none' then redis.call('SREM', doubted, unpack(people)) end
else
  people = redis.call('SMEMBERS', members)
  redis.call(how == 'counted' and 'SDIFFSTORE' or 'SUNIONSTORE', doubted, doubted, members)
  if how == 'left' then redis.call('SDIFFSTORE', doubted, doubted, stayed) end
  redis.call('HSET', KEYS[5], burst, how)
end

local answered = false
for i = 9, 8 + 2 * polls, 2 do
  for _, one in ipairs(people) do
    local was = redis.call('HGET', KEYS[i + 1], one)
    local waits = redis.call('SISMEMBER', doubted, one) == 1
    if was and waits ~= (string.sub(was, 1, 1) == WAITS) then
      local now = waits and WAITS .. was or string.sub(was, 2)
      count(KEYS[i], was, -1)
      count(KEYS[i], now, 1)
      redis.call('HSET', KEYS[i + 1], one, now)
      answered = true
    end
  end
end
if answered then redis.call('HINCRBY', KEYS[1], 'polls', 1) end
recount(KEYS[1], KEYS[2], doubted, KEYS[8], 6 + 3 * links, 9 + 2 * polls)
return 1
