// What is known of a reader before any table is decided (generator/plan/given.py).
/** @import { Answers, Given, Plan, Reader, Rules } from "./types.js" */
import { calendarOf, resolve } from "./calendar.js"
import { comparedAnswers } from "./compared.js"
import { FAILS, HOLDS, isAbsent, isSettled } from "./conditions.js"
import { wholeMonths } from "./days.js"
import { derive, narrowed, possibleAnswers } from "./narrow.js"

/**
 * What is known of answers on a day: narrowed by constraints, derived facets worked out. `broken` is a constraint that they
 * break.
 * @param {Rules} rules @param {Given} given @param {number} today
 */
export function knownAnswers(rules, given, today) {
  const named = rules.seasonFacet ? given[rules.seasonFacet] : undefined
  const year = typeof named === "number" ? named : null
  const season = year ?? rules.season ?? null
  /** @param {Answers} answers */
  const compared = (answers) => comparedAnswers(rules, calendarOf(rules, answers, season, today))
  const possible = possibleAnswers(given, rules)
  Object.assign(possible, compared(possible))
  const first = narrowed(possible, rules)
  if (first.broken) return { ...first, season }
  // Only now it is known which days are asked for.
  const counted = { ...withMonths(rules, first.answers, season, today, year !== null), ...compared(first.answers) }
  derive(counted, rules.facets)
  return { ...narrowed(counted, rules), season }
}

/**
 * The reader before any table is decided.
 * @param {Plan} plan @param {Given} given @param {number} today @param {Record<string, number | null>} ticks
 * @returns {Reader}
 */
export function knownReader(plan, given, today, ticks) {
  const { answers, broken, season } = knownAnswers(plan, given, today)
  for (const [name, subject] of Object.entries(plan.subjects)) {
    if (subject.answered === undefined) continue
    const one = answers[subject.answered]
    answers[name] = !isAbsent(one) && (given[subject.answered] !== undefined || isSettled(one)) ? HOLDS : FAILS
  }
  return { plan, given, today, ticks, answers, broken, values: {}, calendar: calendarOf(plan, answers, season, today), journey: null }
}

/**
 * The answers with the facets that count months between two days.
 * @param {Rules} plan @param {Answers} answers @param {number | null} season @param {number} today @param {boolean} isDated
 * whether the reader named the season @returns {Answers}
 */
function withMonths(plan, answers, season, today, isDated) {
  const calendar = calendarOf(plan, answers, season, today)
  /** @param {string} name @returns {number | null} a season that was only assumed gives no day */
  const anchor = (name) => {
    if (name === "today") return today
    if (name in plan.facets) {
      const possible = answers[name]
      return !Array.isArray(possible) && "low" in possible && possible.low === possible.high ? possible.low : null
    }
    const dated = isDated ? resolve(calendar, [name]) : null
    return dated && !dated.planned ? dated.day : null
  }
  const counted = { ...answers }
  for (const [name, { months, low = 0, high = 0 }] of Object.entries(plan.facets)) {
    if (!months) continue
    const [start, end] = months.map(anchor)
    if (start !== null && end !== null) counted[name] = [Math.max(low, Math.min(high, wholeMonths(start, end)))]
  }
  return counted
}
