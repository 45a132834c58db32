#!lua flags=no-writes
-- Everything a process needs to keep its own copy of an event, at one moment.
-- KEYS meta things secrets votes stream     ARGV how many entries of the stream
return {
  redis.call('HMGET', KEYS[1], 'epoch', 'n', 'r', 'votes'), redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3]),
  redis.call('HGETALL', KEYS[4]), redis.call('XREVRANGE', KEYS[5], '+', '-', 'COUNT', ARGV[1])
}
