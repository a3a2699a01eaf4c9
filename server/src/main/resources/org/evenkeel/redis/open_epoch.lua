-- Begins a new epoch of a room from an agreed snapshot, if the store still holds what the caller found.
--
-- KEYS 1 log  2 meta  3 snapshot  4 due rooms  5 and on: rooms of each node that has members of this room
-- ARGV 1 run id of this server  2 epoch found, or nothing  3 seq found, or nothing  4 new epoch  5 seq  6 sealed snapshot
--      7 room  8 next due time, or nothing  9 channel  10 message that tells the other nodes
--
-- Returns 1 when done, 0 when another node was faster.

local epoch, seq = unpack(redis.call('HMGET', KEYS[2], 'epoch', 'seq'))
if (epoch or '') ~= ARGV[2] or (seq or '') ~= ARGV[3] then
  return 0
end
redis.call('DEL', KEYS[1], KEYS[3])
redis.call('HSET', KEYS[2], 'run', ARGV[1], 'epoch', ARGV[4], 'seq', ARGV[5])
redis.call('HSET', KEYS[3], 'seq', ARGV[5], 'data', ARGV[6])
if ARGV[8] == '' then
  redis.call('ZREM', KEYS[4], ARGV[7])
else
  redis.call('ZADD', KEYS[4], ARGV[8], ARGV[7])
end
for i = 5, #KEYS do
  redis.call('SADD', KEYS[i], ARGV[7])
end
redis.call('PUBLISH', ARGV[9], ARGV[10])
return 1
