-- Slots of `in_flight`, which one process holds for its attempts. KEYS[1] is a hash: per process how many slots it holds, how
-- many it wants, when it asked, and when its lease ends. ARGV: 1 the process, 2 all slots, 3 how many attempts are under way
-- in the process, 4 how many slots it wants for them and those that wait, 5 the length of a lease in microseconds.
--
-- Answers how many slots the process holds now. A lease ends by itself if its holder dies.
local process, slots, used, wanted, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
-- A process that waits asks again before this time.
local ASKS_WITHIN = 2000000

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local entries = redis.call('HGETALL', KEYS[1])
local own, others, holders, one_waits, one_has_none = 0, 0, 1, false, false
for i = 1, #entries, 2 do
  local held, wants, asked, ends = string.match(entries[i + 1], '^(%d+) (%d+) (%d+) (%d+)$')
  held, wants, asked, ends = tonumber(held), tonumber(wants), tonumber(asked), tonumber(ends)
  -- The clock of another server, after a failover, may be behind.
  if not ends or ends <= now or ends > now + 2 * lease then
    redis.call('HDEL', KEYS[1], entries[i])
  elseif entries[i] == process then
    own = held
  else
    others = others + held
    holders = holders + 1
    if wants > held and asked + ASKS_WITHIN > now then
      one_waits = true
      if held == 0 then one_has_none = true end
    end
  end
end

-- Where another process waits, none takes more than an equal part.
local part = one_waits and math.max(1, math.floor(slots / holders)) or slots
-- With more processes than slots, they take turns: a process that has had a slot leaves it to one that has none.
if one_has_none and own > 0 and holders > slots then part = 0 end
-- An attempt that is under way keeps its slot.
local held = math.max(used, math.min(wanted, part, math.max(0, slots - others)))
if wanted == 0 and used == 0 then
  redis.call('HDEL', KEYS[1], process)
else
  redis.call('HSET', KEYS[1], process, string.format('%.0f %.0f %.0f %.0f', held, wanted, now, now + lease))
  redis.call('PEXPIRE', KEYS[1], math.ceil(lease / 1000))
end
return { held }
