-- What several scripts share; it is put in front of them.

-- Whether questions are merged as the caller believes: links are (question into followers)*. The hash `merged` has
-- question -> what it was merged into, and "#question" -> how many were merged into it.
local function linked(merged, links, from, to)
  for i = from, to, 3 do
    if (redis.call('HGET', merged, links[i]) or '') ~= links[i + 1] then return false end
    if (redis.call('HGET', merged, '#' .. links[i]) or '0') ~= links[i + 2] then return false end
  end
  return true
end

-- Whether a wish of somebody has taken effect before; from now on it has, for ten minutes. One without a key never has.
local function is_late(answer, key)
  return key ~= '' and not redis.call('SET', answer, '', 'NX', 'EX', 600)
end

-- How many people voted for a question or for what is merged into it, without those whose votes are not counted.
local function counted(sets, doubted, room)
  local all = sets[1]
  if #sets > 1 then
    redis.call('SUNIONSTORE', room, unpack(sets))
    all = room
  end
  local count = redis.call('SCARD', all)
  if count > 0 and redis.call('EXISTS', doubted) == 1 then count = count - #redis.call('SINTER', all, doubted) end
  if #sets > 1 then redis.call('DEL', room) end
  return count
end

-- Count questions anew: groups are (question how-many-sets)* in ARGV from `at`, their sets in KEYS from `key`.
local function recount(meta, votes, doubted, room, at, key)
  local any = false
  while ARGV[at] do
    local sets = {}
    for _ = 1, tonumber(ARGV[at + 1]) do
      sets[#sets + 1] = KEYS[key]
      key = key + 1
    end
    redis.call('HSET', votes, ARGV[at], string.format('%d', counted(sets, doubted, room)))
    at, any = at + 2, true
  end
  if any then redis.call('HINCRBY', meta, 'votes', 1) end
end

-- Before an answer to a poll that is kept and not counted; no choice begins with it.
local WAITS = '\t'

-- Before an answer in full, which is kept and never counted among others; no choice begins with it.
local NOTED = '\v'

-- One person's choices (one a line) into a tally, or out of it. The tally has under '' how many people took part.
local function count(tally, choices, by)
  if choices == '' or string.sub(choices, 1, 1) == WAITS then return end
  redis.call('HINCRBY', tally, '', by)
  for choice in string.gmatch(choices, '[^\n]+') do
    if string.sub(choice, 1, 1) ~= NOTED and redis.call('HINCRBY', tally, choice, by) <= 0 then
      redis.call('HDEL', tally, choice)
    end
  end
end
