-- Gives a room's media lease back. The term stays, so that it rises with the next holder.
--
-- KEYS 1 lease
-- ARGV 1 run id of this server (not looked at)  2 node
--
-- Returns 1 when it was this node's, else 0.

if redis.call('HGET', KEYS[1], 'node') ~= ARGV[2] then
  return 0
end
redis.call('HDEL', KEYS[1], 'node', 'at')
return 1
