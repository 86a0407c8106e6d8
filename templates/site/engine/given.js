// What is known of a reader before any table is decided (generator/plan/given.py).
/** @import { Answers, Given, Plan, Reader } from "./types.js" */
import { calendarOf, resolve } from "./calendar.js"
import { comparedAnswers, FAILS, HOLDS } from "./compared.js"
import { isAbsent, isSettled } from "./conditions.js"
import { wholeMonths } from "./days.js"
import { derive, narrowed, possibleAnswers } from "./narrow.js"

/**
 * The reader before any table is decided: answers narrowed by constraints, derived facets worked out.
 * @param {Plan} plan @param {Given} given @param {number} today @param {Record<string, number | null>} ticks
 * @returns {Reader}
 */
export function knownReader(plan, given, today, ticks) {
  const named = plan.seasonFacet === null ? undefined : given[plan.seasonFacet]
  const year = typeof named === "number" ? named : null
  const season = year ?? plan.season
  const possible = possibleAnswers(given, plan)
  Object.assign(possible, comparedAnswers(plan, calendarOf(plan, possible, season)))
  const first = narrowed(possible, plan)
  const counted = first.broken ? first.answers : withMonths(plan, first.answers, season, today, year !== null)
  derive(counted, plan.facets)
  const { answers, broken } = first.broken ? first : narrowed(counted, plan)
  for (const [name, subject] of Object.entries(plan.subjects)) {
    if (subject.answered === undefined) continue
    const one = answers[subject.answered]
    answers[name] = !isAbsent(one) && (given[subject.answered] !== undefined || isSettled(one)) ? HOLDS : FAILS
  }
  return { plan, given, today, ticks, answers, broken, values: {}, calendar: calendarOf(plan, answers, season), journey: null }
}

/**
 * The answers with the facets that count months between two days.
 * @param {Plan} plan @param {Answers} answers @param {number | null} season @param {number} today @param {boolean} isDated
 * whether the reader named the season @returns {Answers}
 */
function withMonths(plan, answers, season, today, isDated) {
  const calendar = calendarOf(plan, answers, season)
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
