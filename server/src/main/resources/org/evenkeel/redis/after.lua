-- Reads the entries after a position, if the log is still of that epoch.
--
-- KEYS 1 log  2 meta
-- ARGV 1 run id of this server (not looked at)  2 epoch  3 seq
--
-- Returns the entries; none when the epoch is another.

if redis.call('HGET', KEYS[2], 'epoch') ~= ARGV[2] then
  return {}
end
return redis.call('XRANGE', KEYS[1], string.format('%.0f-0', tonumber(ARGV[3]) + 1), '+')
