// What would be possible at best: open answers taken as what helps most (generator/plan/favorable.py).
/** @import { Answers, Plan, Possible, Reader } from "./types.js" */
import { comparedDays } from "./compared.js"
import { isSettled } from "./conditions.js"
import { countedAnswers, situationOf } from "./counting.js"
import { forward } from "./forward.js"
import { narrowed } from "./narrow.js"
import { findJourney } from "./path.js"
import { standingsOf } from "./standing.js"

/**
 * What conditions find on the path of a reader whose open answers are all as good as they may be: one facet after the
 * other takes the value with which all steps together end earliest. "Not possible" is said only where it stays so.
 * @param {Reader} reader @returns {Answers}
 */
export function atBest(reader) {
  const { plan, journey, today } = reader
  if (!journey) return {}
  let { answers } = reader
  for (const name of Object.keys(plan.facets)) {
    if (!(name in journey.counted)) continue
    const tried = tries(name, plan, answers, today)
    const taken = tried.map((one) => daysTaken(reader, one))
    if (tried.length) answers = tried[taken.indexOf(Math.min(...taken))]
  }
  const { answers: counted } = countedAnswers(reader, answers)
  return comparedDays(reader, findJourney(plan.order, situationOf(reader, counted, {})))
}

/**
 * The answers with each value that a facet may still have; of days, today's is the best.
 * @param {string} name @param {Plan} plan @param {Answers} answers @param {number} today @returns {Answers[]}
 */
function tries(name, plan, answers, today) {
  const possible = answers[name]
  /** @type {Possible[]} */
  let values = []
  if (Array.isArray(possible)) values = [...possible].sort((one, other) => (String(one) < String(other) ? -1 : 1)).filter((value) => value !== "").map((value) => [value])
  else if ("low" in possible && !isSettled(possible)) values = [{ low: today, high: today }]
  return values.map((value) => narrowed({ ...answers, [name]: value }, plan)).filter((one) => !one.broken).map((one) => one.answers)
}

/**
 * @param {Reader} reader @param {Answers} answers
 */
function daysTaken(reader, answers) {
  const { plan } = reader
  const situation = situationOf(reader, countedAnswers(reader, answers).answers, {})
  const runs = forward(plan.order, situation, standingsOf(plan.order, situation), "best")
  return Object.values(runs).reduce((sum, { soonest }) => sum + soonest[soonest.length - 1][1], 0)
}
