// Which guide of the site is nearest to a reader, and which of their answers cannot be together.
/** @import { Answer, Facet, Given, Plan, Possible, Rules, Value } from "./types.js" */
import { narrow } from "./given.js"
import { isAbsent } from "./conditions.js"

/** How much it counts that a guide denies an answer, that other answers rule it out, that it is for the same as the current
 * one where nothing was answered, and that it says just what was answered. No number of one makes up for one before it. */
const [DENIED, RULED_OUT, ALIKE, SAME] = [-1e6, -1e4, 100, 1]

/**
 * The guide that denies the fewest answers of a reader, of these the one most like the current one where nothing was
 * answered, then the one that says most of what was answered, then the one declared first.
 * @param {Plan} plan @param {Given} own @param {string} current @param {number} today @returns {string}
 */
export function nearestGuide(plan, own, current, today) {
  const { answers, broken } = narrow(own, plan, today)
  const here = plan.guides[current] ?? {}
  let best = { name: current, agrees: -1e9 }
  for (const [name, fixed] of Object.entries(plan.guides)) {
    let agrees = 0
    for (const [facet, answer] of Object.entries(fixed)) {
      agrees += agreement(plan.facets[facet], answer, own[facet], broken ? [] : answers[facet])
      if (String(answer) === String(here[facet])) agrees += own[facet] === undefined ? ALIKE : 0.01
    }
    if (agrees > best.agrees) best = { name, agrees }
  }
  return best.name
}

/**
 * @param {Facet} facet @param {Answer | undefined} fixed @param {Answer | undefined} own @param {Possible} possible
 * what the reader's other answers leave, nothing where they cannot be together
 */
function agreement(facet, fixed, own, possible) {
  const says = (/** @type {(Value | null)[]} */ values) => meant(facet, fixed).some((value) => values.includes(value))
  if (own !== undefined) {
    if (String(own) === String(fixed)) return SAME
    return says(meant(facet, own)) ? 0 : DENIED
  }
  if (!Array.isArray(possible) || !possible.length || isAbsent(possible)) return 0
  return says(possible) ? 0 : RULED_OUT
}

/**
 * The values an answer stands for.
 * @param {Facet} facet @param {Answer | undefined} answer @returns {Value[]}
 */
function meant(facet, answer) {
  return facet.means?.[String(answer)] ?? /** @type {Value[]} */ ([answer].flat())
}

/**
 * The fewest answers among those given that cannot be together, and why; null where all of them can.
 * @param {Given} given @param {Rules} rules @param {number} today @returns {{ names: string[], because: string } | null}
 */
export function clashOf(given, rules, today) {
  let { broken } = narrow(given, rules, today)
  if (!broken) return null
  const left = { ...given }
  for (const name of Object.keys(given)) {
    const { [name]: out, ...others } = left
    const without = narrow(others, rules, today).broken
    if (!without) continue
    delete left[name]
    broken = without
  }
  return { names: Object.keys(left), because: broken.because }
}
