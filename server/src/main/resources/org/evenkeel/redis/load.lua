-- Reads a room at one moment: where it stands, its snapshot, and all entries after it.
--
-- KEYS 1 log  2 meta  3 snapshot
-- ARGV 1 run id of this server (not looked at: the caller compares)
--
-- Returns {} when nothing is known, else {run, epoch, seq, entries} or {run, epoch, seq, entries, seq and data of the
-- snapshot}.

local run, epoch, seq = unpack(redis.call('HMGET', KEYS[2], 'run', 'epoch', 'seq'))
if not run then
  return {}
end
local from, data = unpack(redis.call('HMGET', KEYS[3], 'seq', 'data'))
local first = string.format('%.0f-0', (tonumber(from or 0)) + 1)
local entries = redis.call('XRANGE', KEYS[1], first, '+')
if from then
  return {run, epoch, seq, entries, from, data}
end
return {run, epoch, seq, entries}
