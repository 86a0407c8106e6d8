// What would be possible at best: open answers taken as what helps most (generator/plan/favorable.py).
/** @import { Answers, Plan, Possible, Reader, Run } from "./types.js" */
import { comparedDays } from "./compared.js"
import { inOrder, isSame, isSettled, UNASKED } from "./conditions.js"
import { countedAnswers, situationOf } from "./counting.js"
import { forward, forwardAgain, soonestOf } from "./forward.js"
import { narrowed } from "./narrow.js"
import { findJourney } from "./path.js"
import { restingOn, standingOf, standingsOf } from "./standing.js"

/**
 * What conditions find on the path of a reader whose open answers are all as good as they may be: one facet after the
 * other takes the value with which all steps together end earliest. "Not possible" is said only where it stays so.
 * @param {Reader} reader @returns {Generator<void, Answers>}
 */
export function* atBest(reader) {
  const { plan, journey, today } = reader
  if (!journey) return {}
  let { answers } = reader
  const daysTaken = daysTakenBy(reader)
  for (const name of Object.keys(plan.facets)) {
    if (!(name in journey.counted)) continue
    const tried = tries(name, plan, answers, today)
    if (tried.length > 1) {
      /** @type {number[]} */
      const taken = []
      for (const one of tried) { yield; taken.push(daysTaken(one)) }
      answers = tried[taken.indexOf(Math.min(...taken))]
    } else if (tried.length) answers = tried[0]
  }
  yield
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
  if (Array.isArray(possible)) values = inOrder(possible).filter((value) => value !== UNASKED).map((value) => [value])
  else if ("low" in possible && !isSettled(possible)) values = [{ low: today, high: today }]
  return values.map((value) => narrowed({ ...answers, [name]: value }, plan)).filter((one) => !one.broken).map((one) => one.answers)
}

/**
 * How long all steps of a reader take together in the best pass, for one answer after the other: their last days, added
 * up. Only what differs from the reader's own answers is worked out.
 * @param {Reader} reader @returns {(answers: Answers) => number}
 */
function daysTakenBy(reader) {
  const { plan: { order, facets } } = reader
  /** @param {Answers} answers */
  const situated = (answers) => situationOf(reader, countedAnswers(reader, answers).answers, {})
  /** @param {Record<string, Run>} runs */
  const sum = (runs) => Object.values(runs).reduce((days, run) => days + soonestOf(run), 0)
  const first = situated(reader.answers)
  const standings = standingsOf(order, first)
  const runs = forward(order, first, standings, "best")
  const resting = Object.entries(restingOn(order, facets))
  return (answers) => {
    const situation = situated(answers)
    const isOther = (/** @type {string} */ name) => !isSame(situation.counting[name], first.counting[name])
    const moved = new Set(resting.flatMap(([name, steps]) => (isOther(name) ? steps : [])))
    if (!moved.size) return sum(runs)
    const found = Object.fromEntries([...moved].map((name) => [name, standingOf(situation, name, order.steps[name])]))
    return sum(forwardAgain(order, situation, { ...standings, ...found }, runs, moved))
  }
}
