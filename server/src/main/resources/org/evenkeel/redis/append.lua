-- Appends a batch of sealed entries to a room's log, if the log still stands where the caller decided.
-- Else nothing is written and the caller learns what it missed. Knows no rule of a room and reads no payload.
--
-- KEYS 1 log  2 meta  3 due rooms  4 rooms of the caller's node
-- ARGV 1 run id of this server (the caller's connection knows it; INFO in here would cost more than all the rest)
--      2 epoch  3 seq  4 room  5 channel  6 head of the message  7 batch id  8 next due time, or nothing
--      9 whether the node has members of the room  10 the most entries to give back
--      11 and on: the sealed entries
--
-- Returns {'written'}, {'behind', epoch, seq, entries}, {'reload', epoch, seq}, {'lost', epoch, seq} or {'lost'}.

local run, epoch, seq = unpack(redis.call('HMGET', KEYS[2], 'run', 'epoch', 'seq'))
local expected = tonumber(ARGV[3])

if not run then
  -- Nothing is known of the room. That is loss, unless the caller starts it.
  if ARGV[2] ~= '1' or expected ~= 0 or redis.call('EXISTS', KEYS[1]) == 1 then
    return {'lost'}
  end
elseif run ~= ARGV[1] or tonumber(epoch) < tonumber(ARGV[2]) or (epoch == ARGV[2] and tonumber(seq) < expected) then
  return {'lost', epoch, seq}
elseif epoch ~= ARGV[2] then
  return {'reload', epoch, seq}
elseif tonumber(seq) > expected then
  local missing = tonumber(seq) - expected
  if missing <= tonumber(ARGV[10]) then
    local missed = redis.call('XRANGE', KEYS[1], string.format('%.0f-0', expected + 1), '+')
    if #missed == missing then
      return {'behind', epoch, seq, missed}
    end
  end
  return {'reload', epoch, seq}
end

local last = expected
for i = 11, #ARGV do
  last = last + 1
  redis.call('XADD', KEYS[1], string.format('%.0f-0', last), 'b', ARGV[7], 'd', ARGV[i])
end
redis.call('HSET', KEYS[2], 'run', ARGV[1], 'epoch', ARGV[2], 'seq', string.format('%.0f', last))
if ARGV[8] == '' then
  redis.call('ZREM', KEYS[3], ARGV[4])
else
  redis.call('ZADD', KEYS[3], ARGV[8], ARGV[4])
end
redis.call(ARGV[9] == '1' and 'SADD' or 'SREM', KEYS[4], ARGV[4])
redis.call('PUBLISH', ARGV[5], ARGV[6] .. table.concat(ARGV, '', 11))
return {'written'}
