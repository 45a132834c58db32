#!lua
-- A new event: its epoch, its things, its secrets. Does nothing when the slug is taken.
-- KEYS meta things revisions secrets     ARGV epoch | #things (field revision json)* | #secrets (role hash)*
if redis.call('HEXISTS', KEYS[1], 'epoch') == 1 then return 0 end
local at = 1
local function take() at = at + 1; return ARGV[at] end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'n', '0', 'r', '0', 'questions', '0', 'votes', '0')
for _ = 1, tonumber(take()) do
  local field, revision, json = take(), take(), take()
  redis.call('HSET', KEYS[2], field, json)
  redis.call('HSET', KEYS[3], field, revision)
end
for _ = 1, tonumber(take()) do redis.call('HSET', KEYS[4], take(), take()) end
return 1
