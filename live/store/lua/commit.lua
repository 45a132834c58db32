#!lua
-- One write: things, their revisions and the changes that tell of them, all or nothing, at most once per idempotency key.
-- Order: remembered answer, preconditions (epoch, revisions, limit), state, numbers, stream, remember. No JSON is made here:
-- the byte \0, which JSON never holds, stands in the texts where a new question's number goes.
-- Questions that are merged or not any more are counted anew in the same moment.
-- KEYS meta things revisions stream answer limit votes merged doubted room voters*
-- ARGV epoch | answer keep ms | numbered 0/1 | limit burst | limit every ms | stream length | answer
--      #guards (field revision)* | #links (question into followers)* | #puts (field revision json)*
--      #changes (r json)* | #merges (question into)* | (question sets)*
local meta, things, revisions, stream, answer, limit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local at = 7
local function take() at = at + 1; return ARGV[at] end

local remembered = redis.call('GET', answer)
if remembered then return {'again', remembered} end

local known = redis.call('HMGET', meta, 'epoch', 'n', 'r')
if not known[1] then return {'gone'} end
if ARGV[1] ~= '' and ARGV[1] ~= known[1] then return {'stale', known[2] .. '-' .. known[3]} end

for _ = 1, tonumber(take()) do
  local field, revision = take(), take()
  if (redis.call('HGET', revisions, field) or '0') ~= revision then return {'stale', known[2] .. '-' .. known[3]} end
end

local links = tonumber(take())
if not linked(KEYS[8], ARGV, at + 1, at + 3 * links) then return {'stale', known[2] .. '-' .. known[3]} end
at = at + 3 * links

local every = tonumber(ARGV[5])
local until_ms
if every > 0 then
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  local taken = tonumber(redis.call('GET', limit) or '0')
  if taken > now + tonumber(ARGV[4]) * every then taken = 0 end  -- more than can be taken: the clock was set back
  until_ms = math.max(taken, now) + every
  local over = until_ms - now - tonumber(ARGV[4]) * every
  if over > 0 then return {'limited', string.format('%d', over)} end
  redis.call('SET', limit, string.format('%d', until_ms), 'PX', string.format('%d', until_ms - now))
end

local number = ''
if ARGV[3] == '1' then number = string.format('%d', redis.call('HINCRBY', meta, 'questions', 1)) end
local function numbered(text) return (string.gsub(text, '%z', number)) end

for _ = 1, tonumber(take()) do
  local field, revision, json = take(), take(), take()
  redis.call('HSET', things, field, numbered(json))
  redis.call('HSET', revisions, field, revision)
end
-- An entry's r is drawn from chance and from all that came before: sent once more into a history that has forked, the
-- same write gets another one.
local function chained(before, chance)
  return string.format('%d', tonumber(string.sub(redis.sha1hex(before .. ' ' .. chance), 1, 13), 16))
end
local n, r = tonumber(known[2]), known[3]
for _ = 1, tonumber(take()) do
  local chance, json = take(), take()
  n, r = n + 1, chained(r, chance)
  redis.call('XADD', stream, 'MAXLEN', '~', ARGV[6], string.format('%d', n) .. '-' .. r, 'c', numbered(json))
end
for _ = 1, tonumber(take()) do
  local question, into = take(), take()
  local was = redis.call('HGET', KEYS[8], question)
  if was then redis.call('HINCRBY', KEYS[8], '#' .. was, -1) end
  if into == '' then
    redis.call('HDEL', KEYS[8], question)
  else
    redis.call('HSET', KEYS[8], question, into)
    redis.call('HINCRBY', KEYS[8], '#' .. into, 1)
  end
end
recount(meta, KEYS[7], KEYS[9], KEYS[10], at + 1, 11)
local id = string.format('%d', n) .. '-' .. r
redis.call('HSET', meta, 'n', string.format('%d', n), 'r', r)
local body = numbered(ARGV[7])
redis.call('SET', answer, id .. ' ' .. body, 'PX', ARGV[2])
return {'ok', id .. ' ' .. body}
