// What each step is for the reader (generator/path/situation.py), and what of the answers that rests on.
/** @import { Condition, Day, Entry, Facet, Order, Situation, Standing, Step } from "./types.js" */
import { clausesOf, isSettled, truth } from "./conditions.js"

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
    takes: takesFor(situation, step),
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
 * How long a step takes the reader: as many days as they said, at best no more.
 * @param {Situation} situation @param {Step} step @returns {import("./types.js").Durations}
 */
function takesFor({ given }, { takes, takesAnswer }) {
  const possible = takesAnswer === undefined ? undefined : given[takesAnswer]
  if (!Array.isArray(possible) || !isSettled(possible) || typeof possible[0] !== "number") return takes
  return [Math.min(takes[0], possible[0]), possible[0], possible[0]]
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
export function assumedFor(situation, { step, isSkipped, ended }) {
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
 * @param {Order} order @param {Situation} situation @returns {Record<string, Standing>}
 */
export function standingsOf(order, situation) {
  return Object.fromEntries(Object.entries(order.steps).map(([name, step]) => [name, standingOf(situation, name, step)]))
}

/** @type {WeakMap<Order, [string, string[]][]>} */
const restings = new WeakMap()

/**
 * The facets with the steps that rest on each: by one of their conditions, or by a day that a rule counts from.
 * @param {Order} order @param {Record<string, Facet>} facets @returns {[string, string[]][]}
 */
export function restingOn(order, facets) {
  const known = restings.get(order)
  if (known) return known
  /** @type {Record<string, string[]>} */
  const steps = {}
  for (const [id, step] of Object.entries(order.steps)) {
    const { from = [], by = [], within = [] } = step
    const conditions = [step.when, step.done, ...[...from, ...by, ...within].map((one) => one.when)]
    const names = new Set(conditions.flatMap((one) => clausesOf(one).map(({ is }) => is)))
    const rules = [...[...from, ...by].map((one) => one.date), ...within.flatMap((one) => [one.opens, one.closes, one.opensEarly]), step.startsOn, step.endsOn]
    for (const rule of rules) for (let name = rule?.[0]; name !== undefined && name in facets; name = facets[name].planned?.[0]) names.add(name)
    for (const name of names) (steps[name] ??= []).push(id)
  }
  const found = Object.entries(steps).filter(([name]) => name in facets)
  restings.set(order, found)
  return found
}
