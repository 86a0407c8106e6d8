// What would be possible at best: open answers taken as what helps most (generator/plan/favorable.py).
/** @import { Answers, Best, Plan, Possible, Reader } from "./types.js" */
import { comparedDay } from "./compared.js"
import { inOrder, isSame, truthBy, UNASKED } from "./conditions.js"
import { countAnswers, situationOf } from "./counting.js"
import { daysLater, forward } from "./forward.js"
import { facetsIn, isNarrowed } from "./narrow.js"
import { findJourney } from "./path.js"
import { restingOn, standingOf, standingsOf } from "./standing.js"

/**
 * The truth of conditions on the path of a reader whose open answers are all as good as they may be: one facet after the
 * other takes the value with which all steps together end earliest. "Not possible" is said only where it stays so.
 * @param {Reader} reader with a path @returns {Generator<void, Best>}
 */
export function* atBest(reader) {
  const { plan, journey, today } = reader
  const answers = { ...reader.answers }
  const daysTaken = daysTakenBy(reader, answers)
  for (const name of Object.keys(plan.facets)) {
    if (!journey || !(name in journey.counted)) continue
    const tried = tries(name, plan, answers, today)
    let best = 0
    if (tried.length > 1) {
      /** @type {number[]} */
      const taken = []
      for (const one of tried) { yield; taken.push(daysTaken(one)) }
      best = taken.indexOf(Math.min(...taken))
    }
    Object.assign(answers, tried[best])
  }
  yield
  countAnswers(reader, answers)
  const found = findJourney(plan.order, situationOf(reader, answers, {}))
  return (condition) => truthBy(condition, (name) => (name.startsWith("path.") ? comparedDay(name, reader, found) : reader.answers[name]))
}

/**
 * The facets with each value that one of them may still have; of days, today's is the best.
 * @param {string} name @param {Plan} plan @param {Answers} answers as they were in the end @param {number} today
 */
function tries(name, plan, answers, today) {
  const possible = answers[name]
  /** @type {Possible[]} */
  const values = Array.isArray(possible) ? inOrder(possible).filter((value) => value !== UNASKED).map((value) => [value]) : [{ low: today, high: today }]
  const before = facetsIn(answers, plan)
  return values.flatMap((value) => {
    const found = isNarrowed(answers, { [name]: value }, plan, before) ? [facetsIn(answers, plan)] : []
    Object.assign(answers, before)
    return found
  })
}

/**
 * How many days later than by the reader's own answers all steps together can be over at best, for what is possible of the
 * facets, one after the other. Only what differs from those answers is worked out.
 * @param {Reader} reader @param {Answers} answers those of the reader; changed in facets alone
 * @returns {(facets: Answers) => number}
 */
function daysTakenBy(reader, answers) {
  const { plan, plan: { order, facets } } = reader
  const own = facetsIn(answers, plan)
  const situated = (/** @type {Answers} */ some) => {
    countAnswers(reader, Object.assign(answers, some))
    return situationOf(reader, answers, {})
  }
  const situation = situated(own)
  const first = facetsIn(answers, plan)
  const standings = standingsOf(order, situation)
  const runs = forward(order, situation, standings, "best")
  Object.assign(answers, own)
  const resting = Object.entries(restingOn(order, facets)).filter(([name]) => name in facets)
  return (some) => {
    const other = situated(some)
    const moved = new Set(resting.flatMap(([name, steps]) => (isSame(answers[name], first[name]) ? [] : steps)))
    const found = Object.fromEntries([...moved].map((name) => [name, standingOf(other, name, order.steps[name])]))
    return daysLater(order, other, { ...standings, ...found }, runs, moved)
  }
}
