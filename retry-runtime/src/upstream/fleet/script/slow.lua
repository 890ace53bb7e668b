-- A refusal, or a hint that holds everybody. ARGV: 7 the pause in microseconds, 8 the epoch in which the attempt went, or 0
-- if the pace is to stay as it is.
--
-- Answers as `take.lua` does, without a slot.
local pause, epoch = math.min(math.max(tonumber(ARGV[7]), 0), max_pause), tonumber(ARGV[8])

local function slow_down(pace)
  local rate = rate(pace)
  local peak = rate
  if pace.peak == 0 then
    peak = rate * 0.5 / REMAINING
  elseif rate < pace.peak then
    peak = rate * (1 + REMAINING) / 2
  end
  pace.peak, pace.grown, pace.fruitless = math.max(peak, SLOWEST), 0, pace.fruitless + 1
  -- Slots that are leased at the earlier pace are void: their processes drop them as soon as they hear of it.
  if not is_hopeless(pace) then pace.tokens = 0 end
  pace.epoch = next_epoch(pace.epoch)
end

local pace = load()
if pace then
  note_success(pace)
  -- An attempt of an earlier epoch was sent before the pace fell, and says nothing about the lower one.
  if epoch == pace.epoch then slow_down(pace) end
elseif limit < math.huge then
  pace = start(math.max(limit, SLOWEST))
else
  pace = start(0)
end
if not is_hopeless(pace) then pace['until'] = math.max(pace['until'], now + pause) end
save(pace)
return answer(pace, 0, 0, 0, 0)
