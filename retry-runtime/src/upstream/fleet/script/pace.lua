-- The pace that all processes share: `upstream/pace.rs` in Lua, and stands before the text of `take.lua` and `slow.lua`.
--
-- KEYS[1] is the gate, a hash; without it, calls go as they come. ARGV[1] to ARGV[6] are the same in both scripts.
--
-- Only the clock of the server counts. Times are in microseconds of that clock, `grown` and `idle` in seconds, rates in
-- calls per second. Numbers are stored with all their digits. Answers are integers: a wait is rounded up to a microsecond,
-- a rate down to a millionth.

local REMAINING, RETURN, FIRST, SLOWEST, FASTEST = 0.8, 10, 1, 1 / 60, 1000000
local MAX_GROWTH, MAX_STEP, IDLE = 2, 2, 60
local FRUITLESS, HOPELESS, HOPELESS_RATE = 5, 60000000, 1
local SECOND = 1000000
-- A pause that is stored lasts no longer. Its length is that which the process allows that was refused, so that one with a
-- lower `max_pause` does not end it.
local LONGEST_PAUSE = 60 * SECOND

local max_pause = tonumber(ARGV[1])
local requests_per_minute, tokens_per_minute = tonumber(ARGV[2]), tonumber(ARGV[3])
-- Whether a call of the process has succeeded since it asked last.
local succeeded = ARGV[4] == '1'
-- The pace that the process knows, for a server that has forgotten it, and its rate in millionths of a call per second.
local UNKNOWN, IN_SLOW_START, OF_FLEET, OF_PROCESS = 0, 1, 2, 3
local known = tonumber(ARGV[5])
local known_rate = math.min(math.max(tonumber(ARGV[6]) / 1000000, SLOWEST), FASTEST)

local time = redis.call('TIME')
local now = time[1] * SECOND + time[2]
local limit = requests_per_minute > 0 and requests_per_minute / 60 or math.huge

local NAMES = { 'at', 'until', 'awaited', 'tokens', 'base', 'peak', 'grown', 'idle', 'fruitless', 'succeeded',
  'restored', 'epoch' }

-- Others may write these keys. `tonumber` also reads `nan` and `inf`.
local LARGEST = 1e17
local function stored_number(text)
  local number = tonumber(text)
  return number and number > -LARGEST and number < LARGEST and number or nil
end

local function is_hopeless(pace)
  return pace.fruitless >= FRUITLESS and pace.at - pace.succeeded >= HOPELESS
end

local function curve(pace)
  if pace.peak > 0 then
    return pace.peak * (1 - (1 - REMAINING) * (1 - pace.grown / RETURN) ^ 3)
  end
  return pace.base * 2 ^ pace.grown
end

local function rate(pace)
  local fastest = pace.peak > 0 and math.min(MAX_GROWTH * pace.peak, FASTEST) or FASTEST
  local slowest = is_hopeless(pace) and HOPELESS_RATE or SLOWEST
  return math.min(math.max(math.min(curve(pace), fastest), slowest), limit)
end

-- The epoch that begins now. It is a time, so that it does not come twice, even if the server has forgotten everything.
local function next_epoch(latest) return math.max(now, latest + 1) end

-- `peak` is 0 in slow start.
local function start(peak)
  return { at = now, ['until'] = now, awaited = now, tokens = 0, base = FIRST, peak = peak, grown = 0, idle = 0,
    fruitless = 0, succeeded = now, restored = 0, epoch = next_epoch(0) }
end

local function advance_to(pace, to, waited)
  local passed = math.max(0, to - math.max(pace.at, pace['until'])) / SECOND
  local before = rate(pace)
  if waited then
    pace.grown = pace.grown + math.min(passed, MAX_STEP)
    pace.idle = 0
  else
    pace.idle = pace.idle + passed
  end
  pace.at = math.max(pace.at, to)
  pace.tokens = math.min(1, pace.tokens + passed * (before + rate(pace)) / 2)
  local passed_peak = MAX_GROWTH * pace.peak
  if pace.peak > 0 and passed_peak <= FASTEST and curve(pace) >= passed_peak then
    pace.peak = passed_peak
    pace.grown = RETURN
  end
end

-- Somebody waits for the pace until `awaited`. After that, a rate that nobody tries does not grow.
local function advance(pace)
  if pace.awaited > pace.at then advance_to(pace, math.min(pace.awaited, now), true) end
  if now > pace.at then advance_to(pace, now, false) end
end

-- The clock of another server, after a failover, may be behind: the time between is left out.
local function shift(pace)
  local back = math.max(0, pace.at - now)
  for _, name in ipairs({ 'at', 'until', 'awaited', 'succeeded', 'restored' }) do pace[name] = pace[name] - back end
  pace['until'] = math.min(pace['until'], now + math.max(max_pause, LONGEST_PAUSE))
  pace.awaited = math.min(pace.awaited, now + IDLE * SECOND)
end

local function go_on_at(pace, rate)
  pace.peak, pace.grown = rate, RETURN
end

-- The server has forgotten the pace, or has never known one. Processes that have found rates of their own, alone, bring them
-- together: their sum is that of the fleet.
local function restore()
  local pace = start(0)
  if known == IN_SLOW_START then pace.base = known_rate else go_on_at(pace, known_rate) end
  if known == OF_PROCESS then pace.restored = now end
  return pace
end

local function is_restored(pace)
  return pace.restored > 0 and now < pace.restored + IDLE * SECOND
end

local function stored()
  local values = redis.call('HMGET', KEYS[1], unpack(NAMES))
  local pace = {}
  for i, name in ipairs(NAMES) do
    pace[name] = stored_number(values[i])
    if not pace[name] then return nil end
  end
  pace.grown, pace.idle = math.min(math.max(pace.grown, 0), 3600), math.max(pace.idle, 0)
  pace.fruitless = math.max(pace.fruitless, 0)
  shift(pace)
  -- No slot is leased that is a second away.
  pace.tokens = math.max(pace.tokens, -rate(pace))
  advance(pace)
  if pace.idle >= IDLE then return nil end
  return pace
end

-- The pace now; nil while calls go as they come.
local function load()
  local pace = stored()
  if not pace then return known ~= UNKNOWN and restore() or nil end
  if known == OF_PROCESS and is_restored(pace) then go_on_at(pace, rate(pace) + known_rate) end
  return pace
end

-- The key expires when the pace has been idle for a minute.
local function save(pace)
  local fields = {}
  for _, name in ipairs(NAMES) do
    fields[#fields + 1] = name
    fields[#fields + 1] = string.format('%.17g', pace[name])
  end
  redis.call('HSET', KEYS[1], unpack(fields))
  local needed = math.max(pace['until'], pace.awaited, now) - now + (IDLE - pace.idle) * SECOND
  redis.call('PEXPIRE', KEYS[1], math.ceil(needed / 1000))
end

-- After fruitless steps a success means that the trouble is over.
local function note_success(pace)
  if not succeeded then return end
  if pace.fruitless >= FRUITLESS then
    pace.base, pace.peak, pace.grown = rate(pace), 0, 0
  end
  pace.fruitless, pace.succeeded = 0, pace.at
end

-- Zeros stand for a fleet whose calls go as they come. `taken` counts the slots of all processes.
local function answer(pace, granted, wait, step, taken)
  if not pace then return { granted, wait, step, taken, 0, 0, 0, 0, 0, 0, 0, 0 } end
  local is_cubic = pace.peak > 0
  return { granted, wait, step, taken, pace.epoch, math.max(0, pace['until'] - now), is_cubic and 2 or 1,
    math.floor((is_cubic and pace.peak or pace.base) * 1000000), math.floor(pace.grown * SECOND),
    math.floor(pace.idle * SECOND), pace.fruitless, pace.at - pace.succeeded }
end
