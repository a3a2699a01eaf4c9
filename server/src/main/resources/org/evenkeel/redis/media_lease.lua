-- Takes or renews a room's media lease by this server's own time, or tells whose it is.
--
-- KEYS 1 lease
-- ARGV 1 run id of this server (not looked at)  2 node  3 how long a lease lasts, milliseconds
--      4 how long the row is kept, seconds  5... nodes that are known to be dead
--
-- Returns holder, term.

local seconds, micros = unpack(redis.call('TIME'))
local now = seconds * 1000 + math.floor(micros / 1000)
local holder, term, at = unpack(redis.call('HMGET', KEYS[1], 'node', 'term', 'at'))
term = tonumber(term or 0)
local free = not holder or now - tonumber(at) > tonumber(ARGV[3])
for i = 5, #ARGV do
  free = free or holder == ARGV[i]
end
if holder ~= ARGV[2] then
  if not free then
    return {holder, string.format('%.0f', term)}
  end
  term = term + 1
end
redis.call('HSET', KEYS[1], 'node', ARGV[2], 'term', string.format('%.0f', term), 'at', string.format('%.0f', now))
redis.call('EXPIRE', KEYS[1], ARGV[4])
return {ARGV[2], string.format('%.0f', term)}
