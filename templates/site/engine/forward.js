// The first days of the steps, each after all it waits for (generator/path/forward.py).
/** @import { Day, Durations, Order, Pace, Run, Situation, Standing, Step, Wait, Window } from "./types.js" */
import { backToWeekday, daysIn, outOf, toWeekday } from "./days.js"

const MOST_SEASONS = 8

/**
 * Runs through the steps of one reader in one pass, each after all it waits for.
 * @param {Order} order @param {Situation} situation @param {Record<string, Standing>} standings @param {Pace} pace
 * @returns {Record<string, Run>}
 */
export function forward(order, situation, standings, pace) {
  /** @type {Record<string, Run>} */
  const runs = {}
  for (const name of order.forward) runs[name] = runOf(standings[name], situation, standings, pace, runs)
  return runs
}

/**
 * The best pass for standings of which only the `moved` ones are others than those of an earlier pass, as far as it says
 * when steps are over at the soonest; and how many days later all steps together are then.
 * @param {Order} order @param {Situation} situation @param {Record<string, Standing>} standings
 * @param {Record<string, Run>} earlier @param {Iterable<string>} moved @returns {{ runs: Record<string, Run>, days: number }}
 */
export function again(order, situation, standings, earlier, moved) {
  const runs = { ...earlier }
  const others = new Set(moved)
  let days = 0
  for (const name of order.forward) {
    if (!order.moving[name].some((one) => others.has(one))) continue
    runs[name] = runOf(standings[name], situation, standings, "best", runs, true)
    const later = overOf(runs[name].soonest) - overOf(earlier[name].soonest)
    if (later) others.add(name)
    days += later
  }
  return { runs, days }
}

/**
 * The day on which the last of a step's turns is over.
 * @param {[Day, Day][]} turns
 */
export function overOf(turns) {
  return turns[turns.length - 1][1]
}

/**
 * @param {Standing} standing @param {Situation} situation @param {Record<string, Standing>} standings @param {Pace} pace
 * @param {Record<string, Run>} runs @param {boolean} [onlySoonest] @returns {Run}
 */
function runOf(standing, situation, standings, pace, runs, onlySoonest) {
  const { step, ended, window } = standing
  if (ended !== null) return { planned: [[ended, ended]], soonest: [[ended, ended]], count: 0, wait: { kind: "today" } }
  let [soonest, wait] = ready(step, situation, standings, pace, runs, "soonest")
  let planned = soonest
  if (!onlySoonest) [planned, wait] = ready(step, situation, standings, pace, runs, "planned")
  if (standing.isSkipped) return { planned: [[planned, planned]], soonest: [[soonest, soonest]], count: 0, wait }
  for (const { day, entry } of standing.notBefore) {
    if (day > planned) [planned, wait] = [day, { kind: "from", rule: entry.date }]
    soonest = Math.max(soonest, day)
  }
  if (window) {
    const entered = intoWindow(planned, standing.takes, window, pace, situation)
    if (entered > planned) [planned, wait] = [entered, { kind: "within", rule: window.opens }]
    soonest = intoWindow(soonest, standing.takes, window, pace, situation)
  }
  return turnsOf(standing, pace, planned, soonest, wait)
}

/**
 * When all that a step waits for is over, and what is over last.
 * @param {Step} step @param {Situation} situation @param {Record<string, Standing>} standings @param {Pace} pace
 * @param {Record<string, Run>} runs @param {"planned" | "soonest"} side @returns {[Day, Wait]}
 */
function ready(step, situation, standings, pace, runs, side) {
  /** @type {[Day, Wait]} */
  let last = [situation.today, { kind: "today" }]
  /** @param {string} name */
  const over = (name) => overOf(runs[name][side])
  /** @param {string} name @param {Wait} wait */
  const after = (name, wait) => {
    if (over(name) > last[0]) last = [over(name), wait]
  }
  /** @param {string} name @param {Wait} wait a skipped step hands on its own reason */
  const handed = (name, wait) => after(name, standings[name].isSkipped ? runs[name].wait : wait)
  for (const name of step.after ?? []) handed(name, { kind: "after", step: name })
  if (pace === "typical") for (const name of step.soft ?? []) handed(name, { kind: "soft", step: name })
  const ways = (step.anyAfter ?? []).filter((name) => !standings[name].isSkipped)
  if (ways.length) {
    const first = ways.reduce((best, name) => (over(name) < over(best) ? name : best))
    after(first, { kind: "either", step: first })
  }
  return last
}

/**
 * The first day from a day on in a window that is open and long enough; where none has a date, the day itself.
 * @param {Day} day @param {Durations} takes @param {Window} window @param {Pace} pace @param {Situation} situation @returns {Day}
 */
function intoWindow(day, takes, window, pace, situation) {
  const left = daysIn(window.left ?? takes, pace)
  const opens = pace === "best" && window.opensEarly ? window.opensEarly : window.opens
  const { season = 0 } = window
  for (let offset = season; offset < season + MOST_SEASONS; offset += 1) {
    const [first, last] = [situation.resolve(opens, offset), situation.resolve(window.closes, offset)]
    if (!first || !last) break
    const begin = Math.max(day, first.day)
    if (begin + left <= last.day) return begin
  }
  return day
}

/**
 * The turns of a step that may begin on these days, wished and set days kept to.
 * @param {Standing} standing @param {Pace} pace @param {Day} planned @param {Day} soonest @param {Wait} wait @returns {Run}
 */
function turnsOf(standing, pace, planned, soonest, wait) {
  const { step, setStart, starts } = standing
  if (setStart !== null) {
    if (setStart > planned) [planned, wait] = [setStart, { kind: "day", rule: step.startsOn }]
    soonest = Math.max(soonest, setStart)
  } else {
    planned = toWeekday(planned, step.weekday)
    soonest = toWeekday(soonest, step.weekday)
    const wish = starts ? backToWeekday(starts.day, step.weekday) : null
    if (wish !== null && wish > planned) [planned, wait] = [wish, { kind: "wish", rule: step.startsOn }]
  }
  const early = series(standing, pace, soonest, standing.repeats)
  const last = standing.dues.length ? Math.min(...standing.dues.map((due) => due.day)) : null
  const count = last === null ? standing.repeats : early.filter(([, end]) => end <= last).length
  return { planned: series(standing, pace, planned, Math.max(1, count)), soonest: early, count, wait }
}

/**
 * One turn after the other.
 * @param {Standing} standing @param {Pace} pace @param {Day} start @param {number} repeats @returns {[Day, Day][]}
 */
function series({ step, takes, ends }, pace, start, repeats) {
  const length = daysIn(takes, pace)
  /** @type {[Day, Day][]} */
  const turns = []
  for (let turn = 0; turn < repeats; turn += 1) {
    let end = start + length
    if (ends && (ends.day > end || !ends.planned)) {
      end = Math.max(start, ends.day)
      start = Math.max(start, end - length)
    }
    end = outOf(end, step.closed ?? [])
    turns.push([start, end])
    start = toWeekday(end, step.weekday)
  }
  return turns
}
