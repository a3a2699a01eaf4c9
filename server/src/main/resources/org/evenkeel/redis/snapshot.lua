-- Stores a snapshot and trims the log behind it, if the log is still of the snapshot's epoch on an unbroken server.
-- Trims never past what SQL has confirmed: the log is the only other copy of the attendance facts.
--
-- KEYS 1 log  2 meta  3 snapshot
-- ARGV 1 run id of this server  2 epoch  3 seq of the snapshot  4 sealed snapshot  5 last confirmed seq
--
-- Returns 1 when done (an older snapshot than the stored one is not stored, but still trims), else 0.

local run, epoch, seq = unpack(redis.call('HMGET', KEYS[2], 'run', 'epoch', 'seq'))
local at = tonumber(ARGV[3])
if run ~= ARGV[1] or epoch ~= ARGV[2] or tonumber(seq) < at then
  return 0
end
if at > tonumber(redis.call('HGET', KEYS[3], 'seq') or -1) then
  redis.call('HSET', KEYS[3], 'seq', ARGV[3], 'data', ARGV[4])
end
local first_kept = math.min(at, tonumber(ARGV[5])) + 1
redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f-0', first_kept))
return 1
