#!lua
-- Count a question's voters anew after a merge or its undoing: everybody who voted for it or for what is merged into it, once.
-- KEYS meta votes voters-of-this voters-of-merged*     ARGV question
local voters = {}
for i = 3, #KEYS do voters[#voters + 1] = KEYS[i] end
local count = #redis.call('SUNION', unpack(voters))
redis.call('HSET', KEYS[2], ARGV[1], string.format('%d', count))
redis.call('HINCRBY', KEYS[1], 'votes', 1)
return count
