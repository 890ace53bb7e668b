-- Slots for the calls that wait in a process. KEYS[2] is a hash with the buckets of the declared limits, and with what is
-- known of the lines of all processes. ARGV: 7 how many calls wait, 8 the place of the first of them in the line (1 to 4), 9
-- the tokens that each uses of `tokens_per_minute`.
--
-- Answers how many slots are leased, in how many microseconds the first one is and how many lie between two; and the state
-- of the pace. Without a slot, the second number says when to ask again.
local waiting, place, cost = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
-- The time for which a lease lasts, and after which a process asks again.
local LEASE = 0.25
local MOST = 1000
-- How much of a declared limit may be used at once.
local BURST = 6 * SECOND
-- A call never costs more than a minute's worth, and the next one is a lease away.
local LONGEST_DEBT = 61 * SECOND
-- No slot is leased that is farther away, by the place of the call. Retries get theirs first.
local HORIZON = { 500000, 400000, 500000, 400000 }
-- At least every tenth slot goes to the background, which finds it behind those that the foreground has leased.
local FOREGROUND_IN_A_ROW, HORIZON_OF_TENTH = 9, 600000
-- A process that waits asks again after a second at the latest, and a little spread.
local ASKS_WITHIN = 1.25 * SECOND
local is_background = place > 2

local pace = load()
if pace then note_success(pace) end

local function bucket(full_at, per_minute)
  if per_minute == 0 then return nil end
  return { full_at = math.max(full_at, now), interval = 60 * SECOND / per_minute }
end

-- The generic cell rate algorithm of `upstream/declared.rs`.
local function turn_at(bucket, cost)
  return math.max(now, bucket.full_at - math.max(0, BURST - bucket.interval * cost))
end

local requests, tokens, requests_full_at, tokens_full_at
local row, foreground, background, taken = 0, 0, 0, 0
if pace or limit < math.huge or tokens_per_minute > 0 then
  local values = redis.call('HMGET', KEYS[2], 'at', 'requests', 'tokens', 'row', 'foreground', 'background', 'taken')
  local function number(i, default) return stored_number(values[i]) or default end
  -- The clock of another server, after a failover, may be behind.
  local back = math.max(0, number(1, now) - now)
  local function time(i, latest) return math.min(number(i, now) - back, now + latest) end
  requests_full_at, tokens_full_at = time(2, LONGEST_DEBT), time(3, LONGEST_DEBT)
  requests = bucket(requests_full_at, requests_per_minute)
  tokens = bucket(tokens_full_at, tokens_per_minute)
  foreground, background = time(5, ASKS_WITHIN), time(6, ASKS_WITHIN)
  row, taken = math.max(number(4, 0), 0), math.max(number(7, 0), 0)
else
  return answer(nil, 0, 0, 0, 0)
end

-- The time of the next slot, and whether the pace is what it waits for.
local function next_slot()
  local paced, declared = now, now
  if pace then
    paced = math.max(pace.at, pace['until'])
    if pace.tokens < 1 - 1e-9 then paced = paced + (1 - pace.tokens) / rate(pace) * SECOND end
  end
  if requests then declared = math.max(declared, turn_at(requests, 1)) end
  if tokens then declared = math.max(declared, turn_at(tokens, cost)) end
  return math.max(paced, declared), pace ~= nil and paced >= declared
end

local function take()
  taken = taken + 1
  if pace then pace.tokens = pace.tokens - 1 end
  if requests then requests.full_at = requests.full_at + requests.interval end
  if tokens then tokens.full_at = tokens.full_at + tokens.interval * cost end
end

-- The longest lease, which leaves to the foreground what it waits for.
local most = math.min(waiting, MOST, math.max(1, math.ceil((pace and rate(pace) or limit) * LEASE)))
local horizon = HORIZON[place]
if is_background and foreground > now then
  most = math.min(most, math.floor(row / FOREGROUND_IN_A_ROW))
  horizon = HORIZON_OF_TENTH
end

local granted, first, last = 0, now, now
local slot, is_paced = next_slot()
while granted < most and slot <= now + horizon do
  take()
  granted = granted + 1
  if granted == 1 then first = slot end
  last = slot
  slot, is_paced = next_slot()
end
if granted == 0 then first = math.max(slot - horizon, now + LEASE * SECOND) end

if waiting > 0 then
  local waits_until = granted < waiting and now + ASKS_WITHIN or 0
  if is_background then
    row, background = math.max(0, row - granted * FOREGROUND_IN_A_ROW), waits_until
  else
    row, foreground = background > now and row + granted or 0, math.max(foreground, waits_until)
  end
end
if pace then
  local awaited = now
  if granted > 0 then awaited = last end
  if granted < waiting and is_paced then awaited = math.max(awaited, granted == 0 and first or now + LEASE * SECOND) end
  pace.awaited = math.max(pace.awaited, math.min(awaited, now + IDLE * SECOND))
  save(pace)
end

-- A limit that this process does not declare stays used for the others.
requests_full_at = math.max(requests and requests.full_at or requests_full_at, now)
tokens_full_at = math.max(tokens and tokens.full_at or tokens_full_at, now)
local function text(number) return string.format('%.0f', math.ceil(number)) end
redis.call('HSET', KEYS[2], 'at', text(now), 'requests', text(requests_full_at), 'tokens', text(tokens_full_at), 'row', row,
  'foreground', text(foreground), 'background', text(background), 'taken', taken)
redis.call('PEXPIRE', KEYS[2], math.ceil((math.max(requests_full_at, tokens_full_at) - now) / 1000) + IDLE * 1000)

local step = granted > 1 and math.ceil((last - first) / (granted - 1)) or 0
return answer(pace, granted, math.ceil(first - now), step, taken)
