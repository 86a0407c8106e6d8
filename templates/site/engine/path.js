// The path of one reader: which steps are theirs, and the three passes that give each its days (generator/path).
/** @import { Condition, Dated, Day, Journey, Last, Limit, Order, Pace, PathStep, Run, Situation, Standing, Step, StepDays, Wait, Window } from "./types.js" */
import { clausesOf, truth } from "./conditions.js"
import { backToWeekday, daysIn, outOf, toWeekday } from "./days.js"

/** @type {Pace[]} */
export const PACES = ["best", "typical", "careful"]
const MOST_SEASONS = 8

/**
 * What a step is for the reader, the same in every pass.
 * @param {Situation} situation @param {string} name @param {Step} step @returns {Standing}
 */
export function standingOf(situation, name, step) {
  const isMine = truth(step.when, situation.counting)
  const repeats = step.repeat ? Math.max(0, situation.number(step.repeat[0]) - step.repeat[1]) : 1
  const isDone = step.done !== undefined && truth(step.done, situation.counting) === true
  const [starts, ends] = [step.startsOn, step.endsOn].map((rule) => (rule ? situation.resolve(rule, 0) : null))
  return {
    step,
    isSkipped: isMine === false || repeats === 0,
    isOpen: isMine === null,
    ended: situation.ticks[name] ?? (isDone ? situation.today : null),
    repeats,
    dues: held(situation, step.by ?? []),
    notBefore: held(situation, step.from ?? []),
    window: (step.within ?? []).find((one) => truth(one.when, situation.counting) !== false) ?? null,
    starts,
    ends,
    setStart: starts && !starts.planned ? starts.day : null,
  }
}

/**
 * The days of those entries that count for the reader.
 * @template {{ when?: import("./types.js").Condition, date: import("./types.js").Rule }} Entry
 * @param {Situation} situation @param {Entry[]} entries @returns {{ day: Day, entry: Entry }[]}
 */
function held(situation, entries) {
  return entries.flatMap((entry) => {
    const dated = truth(entry.when, situation.counting) === false ? null : situation.resolve(entry.date, 0)
    return dated ? [{ day: dated.day, entry }] : []
  })
}

/**
 * The facets whose stated default decides a step for the reader. Its days are asked of nobody who does not have the step,
 * or has it behind them, and a rule under a condition only of those for whom that may hold.
 * @param {Situation} situation @param {Standing} standing @returns {string[]}
 */
function assumedFor(situation, { step, isSkipped, ended }) {
  const { counted } = situation
  if (!Object.keys(counted).length) return []
  const { from = [], by = [], within = [] } = step
  const conditions = [step.when, step.done, ...from.map((one) => one.when), ...by.map((one) => one.when), ...within.map((one) => one.when)]
  const found = conditions.flatMap((condition) => {
    const subjects = clausesOf(condition).map((clause) => clause.is).filter((name) => name in counted)
    return subjects.length && truth(condition, situation.given) === null ? subjects : []
  })
  if (isSkipped || ended !== null) return found
  const may = (/** @type {{ when?: Condition }} */ one) => truth(one.when, situation.counting) !== false
  const rules = [...[...from, ...by].filter(may).map((one) => one.date), ...within.filter(may).flatMap((one) => [one.opens, one.closes]), step.startsOn, step.endsOn]
  for (const rule of rules) if (rule) found.push(...situation.behind(rule[0]).filter((name) => name in counted))
  return found
}

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
 * @param {Standing} standing @param {Situation} situation @param {Record<string, Standing>} standings @param {Pace} pace
 * @param {Record<string, Run>} runs @returns {Run}
 */
function runOf(standing, situation, standings, pace, runs) {
  const { step, ended, window } = standing
  if (ended !== null) return { planned: [[ended, ended]], soonest: [[ended, ended]], count: 0, wait: { kind: "today" } }
  let [planned, wait] = ready(step, situation, standings, pace, runs, "planned")
  let [soonest] = ready(step, situation, standings, pace, runs, "soonest")
  if (standing.isSkipped) return { planned: [[planned, planned]], soonest: [[soonest, soonest]], count: 0, wait }
  for (const { day, entry } of standing.notBefore) {
    if (day > planned) [planned, wait] = [day, { kind: "from", rule: entry.date }]
    soonest = Math.max(soonest, day)
  }
  if (window) {
    const entered = intoWindow(planned, step, window, pace, situation)
    if (entered > planned) [planned, wait] = [entered, { kind: "within", rule: window.opens }]
    soonest = intoWindow(soonest, step, window, pace, situation)
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
  const over = (name) => runs[name][side][runs[name][side].length - 1][1]
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
 * @param {Day} day @param {Step} step @param {Window} window @param {Pace} pace @param {Situation} situation @returns {Day}
 */
function intoWindow(day, step, window, pace, situation) {
  const left = daysIn(window.left ?? step.takes, pace)
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
function series({ step, ends }, pace, start, repeats) {
  const length = daysIn(step.takes, pace)
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

/**
 * The last days of the steps of one reader in one pass; a step for which nothing waits is not among them. With a
 * `target`, only the days of that step count, advice too.
 * @param {Order} order @param {Record<string, Standing>} standings @param {Pace} pace @param {string | null} [target]
 * @returns {Record<string, Last>}
 */
function backward(order, standings, pace, target = null) {
  /** @type {Record<string, Last>} */
  const lasts = {}
  for (const name of [...order.forward].reverse()) {
    const standing = standings[name]
    if (standing.ended !== null) continue
    const candidates = fromFollowers(name, order, standings, pace, lasts)
    if (!standing.isSkipped && (target === null || target === name)) candidates.push(...ownDays(standing, pace, target !== null))
    if (candidates.length) lasts[name] = lastOf(standing, pace, candidates.reduce((best, one) => (one.due < best.due ? one : best)))
  }
  return lasts
}

/**
 * @param {Standing} standing @param {Pace} pace @param {{ due: Day, limit: Limit }} candidate @returns {Last}
 */
function lastOf(standing, pace, { due, limit }) {
  if (standing.isSkipped) return { latest: due, due, limit }
  const { step, setStart } = standing
  due = outOf(due, step.closed ?? [], -1)
  const latest = backToWeekday(due - daysIn(step.takes, pace), step.weekday)
  if (setStart !== null && setStart < latest) return { latest: setStart, due, limit: { kind: "day", rule: step.startsOn, isHard: false } }
  return { latest, due, limit }
}

/**
 * @param {string} name @param {Order} order @param {Record<string, Standing>} standings @param {Pace} pace
 * @param {Record<string, Last>} lasts @returns {{ due: Day, limit: Limit }[]}
 */
function fromFollowers(name, order, standings, pace, lasts) {
  return order.followers[name].flatMap(([follower, edge]) => {
    const last = lasts[follower]
    if (!last || (edge === "soft" && pace !== "typical")) return []
    /** @type {Limit} */
    const limit = standings[follower].isSkipped ? last.limit : { kind: "before", step: follower, isHard: last.limit.isHard }
    return [{ due: last.latest, limit }]
  })
}

/**
 * The days of a step itself; a day the reader set for its beginning gives its end too.
 * @param {Standing} standing @param {Pace} pace @param {boolean} allDays @returns {{ due: Day, limit: Limit }[]}
 */
function ownDays({ step, dues, setStart }, pace, allDays) {
  /** @type {{ due: Day, limit: Limit }[]} */
  const found = []
  for (const { day, entry } of dues) {
    if (entry.hard || pace !== "best" || allDays) found.push({ due: day, limit: { kind: "by", rule: entry.date, isHard: Boolean(entry.hard) } })
  }
  if (setStart !== null) found.push({ due: setStart + daysIn(step.takes, pace), limit: { kind: "day", rule: step.startsOn, isHard: false } })
  return found
}

/**
 * The steps of one reader with their days in three passes.
 * @param {Order} order @param {Situation} situation @returns {Journey}
 */
export function findJourney(order, situation) {
  const standings = standingsOf(order, situation)
  const runs = PACES.map((pace) => forward(order, situation, standings, pace))
  const lasts = PACES.map((pace) => backward(order, standings, pace))
  /** @type {Record<string, Set<string>>} */
  const assumed = {}
  /** @type {Record<string, PathStep>} */
  const steps = {}
  for (const name of order.forward) {
    const { step, isSkipped, isOpen, ended } = standings[name]
    assumed[name] = new Set(assumedFor(situation, standings[name]))
    if (!(name in situation.ticks)) for (const other of waitsFor(step)) for (const facet of assumed[other]) assumed[name].add(facet)
    const days = /** @type {Record<Pace, StepDays>} */ (
      Object.fromEntries(PACES.map((pace, place) => [pace, daysOf(runs[place][name], lasts[place][name])])))
    steps[name] = { id: name, step, state: isSkipped ? "skipped" : ended === null ? "todo" : "done", isOpen, assumed: assumed[name], days }
  }
  const used = new Set(Object.values(assumed).flatMap((facets) => [...facets]))
  const counted = Object.fromEntries(Object.entries(situation.counted).filter(([name]) => used.has(name)))
  return { today: situation.today, steps, counted, order, standings, goals: {} }
}

/**
 * @param {Order} order @param {Situation} situation @returns {Record<string, Standing>}
 */
export function standingsOf(order, situation) {
  return Object.fromEntries(Object.entries(order.steps).map(([name, step]) => [name, standingOf(situation, name, step)]))
}

/**
 * Every step that a step comes after, in the order written.
 * @param {Step} step
 */
export function waitsFor({ after = [], anyAfter = [], soft = [] }) {
  return [...after, ...anyAfter, ...soft]
}

/**
 * @param {Run} run @param {Last | undefined} last @returns {StepDays}
 */
function daysOf({ planned, soonest, count, wait }, last) {
  return {
    start: planned[0][0],
    finish: planned[planned.length - 1][1],
    earliest: soonest[0][0],
    soonest: soonest[soonest.length - 1][1],
    latest: last?.latest ?? null,
    due: last?.due ?? null,
    turns: planned,
    count,
    wait,
    limit: last?.limit ?? null,
  }
}

/**
 * The last days of a step with which another step keeps to its own days; null where it need not hurry.
 * @param {Journey} journey @param {string} step @param {string} goal @param {Pace} pace @returns {Last | null}
 */
export function toward(journey, step, goal, pace) {
  const key = `${pace} ${goal}`
  journey.goals[key] ??= backward(journey.order, journey.standings, pace, goal)
  return journey.steps[step].state === "todo" ? (journey.goals[key][step] ?? null) : null
}

/**
 * The steps of a project as a graph, and those that wait for each step.
 * @param {Record<string, Step>} steps @param {string[]} sorted each after all it waits for @returns {Order}
 */
export function orderOf(steps, sorted) {
  /** @type {Order["followers"]} */
  const followers = Object.fromEntries(Object.keys(steps).map((name) => [name, []]))
  for (const [name, { after = [], anyAfter = [], soft = [] }] of Object.entries(steps)) {
    for (const earlier of after) followers[earlier].push([name, "after"])
    for (const earlier of anyAfter) followers[earlier].push([name, "either"])
    for (const earlier of soft) followers[earlier].push([name, "soft"])
  }
  return { steps, forward: sorted, followers }
}

/**
 * The steps behind a day, on to the one that sets it: the step, its last day to be over, and what limits it.
 * @param {Journey} journey @param {string} name @returns {{ id: string, end: Day, limit: Limit }[]}
 */
export function chainAfter(journey, name) {
  const links = []
  for (let here = /** @type {string | undefined} */ (name); here !== undefined;) {
    const { due, limit } = journey.steps[here].days.typical
    if (due === null || limit === null) break
    links.push({ id: here, end: due, limit })
    here = limit.step
  }
  return links
}
