-- Renews a node's lease with this server's own time: clocks of nodes are never compared.
--
-- KEYS 1 leases
-- ARGV 1 run id of this server (not looked at)  2 node
--
-- Returns the time, milliseconds UTC.

local seconds, micros = unpack(redis.call('TIME'))
local now = string.format('%.0f', seconds * 1000 + math.floor(micros / 1000))
redis.call('ZADD', KEYS[1], now, ARGV[2])
return now
