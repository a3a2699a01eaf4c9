-- Keeps where a room's media live, unless a controller of a higher term has written already.
--
-- KEYS 1 anchor
-- ARGV 1 run id of this server (not looked at)  2 term  3 generation  4 session in the SFU
--      5 how long the row is kept, seconds
--
-- Returns 1 when it was kept, else 0.

if tonumber(redis.call('HGET', KEYS[1], 'term') or 0) > tonumber(ARGV[2]) then
  return 0
end
redis.call('HSET', KEYS[1], 'term', ARGV[2], 'generation', ARGV[3], 'session', ARGV[4])
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 1
