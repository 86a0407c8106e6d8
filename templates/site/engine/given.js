// What is known of a reader before any table is decided (generator/plan/given.py).
/** @import { Answers, Given, Plan, Reader, Rules } from "./types.js" */
import { calendarOf, resolve } from "./calendar.js"
import { comparedAnswers } from "./compared.js"
import { FAILS, HOLDS, isAbsent, isSettled } from "./conditions.js"
import { wholeMonths } from "./days.js"
import { derive, narrowed, onlyDay, possibleAnswers } from "./narrow.js"

/**
 * What is known of answers on a day: narrowed by constraints, derived facets worked out. `broken` is a constraint that they
 * break.
 * @param {Rules} rules @param {Given} given @param {number} today
 */
function knownAnswers(rules, given, today) {
  const named = rules.seasonFacet ? given[rules.seasonFacet] : undefined
  const year = typeof named === "number" ? named : null
  const season = year ?? rules.season ?? null
  /** @param {Answers} answers */
  const compared = (answers) => comparedAnswers(rules, calendarOf(rules, answers, season, today))
  const possible = possibleAnswers(given, rules)
  Object.assign(possible, compared(possible))
  let broken = narrowed(possible, rules)
  if (!broken) {
    // Only now it is known which days are asked for.
    Object.assign(possible, compared(possible), monthsIn(rules, possible, season, today, year !== null))
    derive(possible, rules.facets)
    broken = narrowed(possible, rules)
  }
  return { answers: possible, broken, season }
}

/** @type {WeakMap<Rules, Map<string, ReturnType<typeof knownAnswers>>>} */
const known = new WeakMap()
const MOST_KNOWN = 200

/**
 * What the answers given leave possible on a day; `broken` is a constraint that they break. Found once for the same answers,
 * since questions that are asked in their order ask for the same again and again.
 * @param {Given} given @param {Rules} rules @param {number} today
 */
export function narrow(given, rules, today) {
  let found = known.get(rules)
  if (!found || found.size > MOST_KNOWN) known.set(rules, found = new Map())
  const key = JSON.stringify([given, today])
  let result = found.get(key)
  if (!result) found.set(key, result = knownAnswers(rules, given, today))
  return result
}

/**
 * The reader before any table is decided.
 * @param {Plan} plan @param {Given} given @param {number} today @param {Record<string, number | null>} ticks
 * @returns {Reader}
 */
export function knownReader(plan, given, today, ticks) {
  const { answers: possible, broken, season } = narrow(given, plan, today)
  const answers = { ...possible }
  for (const [name, subject] of Object.entries(plan.subjects)) {
    if (subject.answered === undefined) continue
    const one = answers[subject.answered]
    answers[name] = !isAbsent(one) && (given[subject.answered] !== undefined || isSettled(one)) ? HOLDS : FAILS
  }
  return { plan, given, today, ticks, answers, broken, values: {}, calendar: calendarOf(plan, answers, season, today), journey: null }
}

/**
 * What the facets are that count months between two days.
 * @param {Rules} plan @param {Answers} answers @param {number | null} season @param {number} today @param {boolean} isDated
 * whether the reader named the season @returns {Answers}
 */
function monthsIn(plan, answers, season, today, isDated) {
  const calendar = calendarOf(plan, answers, season, today)
  /** @param {string} name @returns {number | null} a season that was only assumed gives no day */
  const anchor = (name) => {
    if (name === "today") return today
    if (name in plan.facets) return onlyDay(answers[name])
    const dated = isDated ? resolve(calendar, [name]) : null
    return dated && !dated.planned ? dated.day : null
  }
  /** @type {Answers} */
  const counted = {}
  for (const [name, { months, low = 0, high = 0 }] of Object.entries(plan.facets)) {
    if (!months) continue
    const [start, end] = months.map(anchor)
    if (start !== null && end !== null) counted[name] = [Math.max(low, Math.min(high, wholeMonths(start, end)))]
  }
  return counted
}
