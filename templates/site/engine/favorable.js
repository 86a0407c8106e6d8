// What would be possible at best: open answers taken as what helps most (generator/plan/favorable.py).
/** @import { Answers, Best, BestPass, Journey, Plan, Possible, Reader } from "./types.js" */
import { comparedDay } from "./compared.js"
import { inOrder, isSame, truthBy, UNASKED } from "./conditions.js"
import { countAnswers, situationOf } from "./counting.js"
import { again } from "./forward.js"
import { facetsIn, isNarrowed } from "./narrow.js"
import { findJourney } from "./path.js"
import { restingOn, standingOf } from "./standing.js"

/**
 * The truth of conditions on the path of a reader whose open answers are all as good as they may be: one facet after the
 * other takes the value with which all steps together end earliest. "Not possible" is said only where it stays so.
 * @param {Reader} reader with a path @returns {Generator<void, Best>}
 */
export function* atBest(reader) {
  const answers = { ...reader.answers }
  if (reader.journey) yield* takeBest(reader, reader.journey, answers)
  yield
  countAnswers(reader, answers)
  const found = findJourney(reader.plan.order, situationOf(reader, answers, {}))
  return (condition) => truthBy(condition, (name) => (name.startsWith("path.") ? comparedDay(name, reader, found) : reader.answers[name]))
}

/**
 * Gives each facet that was only counted its best value. Each pass is found from the one of the last choice.
 * @param {Reader} reader @param {Journey} journey @param {Answers} answers changed @returns {Generator<void, void>}
 */
function* takeBest(reader, journey, answers) {
  let best = firstPass(reader, journey, answers)
  for (const name of Object.keys(journey.counted)) {
    const tried = tries(name, reader.plan, answers, reader.today)
    let chosen = tried[0]
    if (tried.length > 1) {
      /** @type {(BestPass & { days: number })[]} */
      const passes = []
      for (const one of tried) { yield; passes.push(passWith(reader, answers, one, best)) }
      const least = Math.min(...passes.map((one) => one.days))
      const place = passes.findIndex((one) => one.days === least)
      ;[chosen, best] = [tried[place], passes[place]]
    }
    Object.assign(answers, chosen)
  }
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
 * The best pass of the reader's own path.
 * @param {Reader} reader @param {Journey} journey @param {Answers} answers those of the reader; left as they are
 * @returns {BestPass}
 */
function firstPass(reader, { standings, runsIn }, answers) {
  const own = facetsIn(answers, reader.plan)
  countAnswers(reader, answers)
  const facets = facetsIn(answers, reader.plan)
  Object.assign(answers, own)
  return { facets, standings, runs: runsIn("best") }
}

/**
 * The best pass for what is possible of the facets, like the one before; only what differs from that is worked out.
 * @param {Reader} reader @param {Answers} answers those of the reader; changed in facets alone @param {Answers} some
 * @param {BestPass} before @returns {BestPass & { days: number }} with how many days later all steps together are over
 */
function passWith(reader, answers, some, before) {
  const { plan, plan: { order } } = reader
  countAnswers(reader, Object.assign(answers, some))
  const facets = facetsIn(answers, plan)
  /** @type {Set<string>} */
  const moved = new Set()
  for (const [name, steps] of restingOn(order, plan.facets)) if (!isSame(facets[name], before.facets[name])) for (const step of steps) moved.add(step)
  const situation = situationOf(reader, answers, {})
  const standings = { ...before.standings }
  for (const name of moved) standings[name] = standingOf(situation, name, order.steps[name])
  return { facets, standings, ...again(order, situation, standings, before.runs, moved) }
}
