// Which guide of the site is nearest to a reader, and which of their answers cannot be together.
/** @import { Answer, Facet, Given, Plan, Possible, Rules, Value } from "./types.js" */
import { narrow } from "./asking.js"
import { isAbsent } from "./conditions.js"

/** How much it counts that a guide says what was answered, that it may be so, and that nothing was answered. */
const [SAME, MAYBE, OPEN] = [8, 4, 2]
/** How much it counts that a guide is for the same as the current one: less than anything answered. */
const ALIKE = 0.25

/**
 * The guide that agrees best with a reader's answers; of equal ones the one most like the current one, then the one
 * declared first.
 * @param {Plan} plan @param {Given} own @param {string} current @param {number} today @returns {string}
 */
export function nearestGuide(plan, own, current, today) {
  const { answers, broken } = narrow(own, plan, today)
  const here = plan.guides[current] ?? {}
  let best = { name: current, agrees: -1 }
  for (const [name, fixed] of Object.entries(plan.guides)) {
    let agrees = 0
    for (const [facet, answer] of Object.entries(fixed)) {
      agrees += agreement(plan.facets[facet], answer, own[facet], broken ? null : answers[facet])
      if (String(answer) === String(here[facet])) agrees += ALIKE
    }
    if (agrees > best.agrees) best = { name, agrees }
  }
  return best.name
}

/**
 * @param {Facet} facet @param {Answer | undefined} fixed @param {Answer | undefined} own @param {Possible | null} possible
 * what the reader's other answers leave
 */
function agreement(facet, fixed, own, possible) {
  if (own !== undefined) {
    if (String(own) === String(fixed)) return SAME
    return meant(facet, fixed).some((value) => meant(facet, own).includes(value)) ? MAYBE : 0
  }
  if (possible === null || isAbsent(possible) || !Array.isArray(possible)) return OPEN
  return meant(facet, fixed).some((value) => possible.includes(value)) ? OPEN : 0
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
