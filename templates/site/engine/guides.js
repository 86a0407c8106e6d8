// Which guide of the site is nearest to a reader, and which of their answers cannot be together.
/** @import { Answer, Answers, Facet, Given, Plan, Rules, Value } from "./types.js" */
import { narrow } from "./given.js"
import { isAbsent } from "./conditions.js"

/**
 * The guide that denies the fewest answers of a reader, of these the one of which their other answers rule out the fewest,
 * then the one most like the current one where nothing was answered, then the one that says most of what was answered, then
 * the one most like the current one in that, then the one declared first.
 * @param {Plan} plan @param {Given} own @param {string} current @param {number} today @returns {string}
 */
export function nearestGuide(plan, own, current, today) {
  const { answers, broken } = narrow(own, plan, today)
  const here = plan.guides[current] ?? {}
  let best = { name: current, ranks: [-Infinity] }
  for (const [name, fixed] of Object.entries(plan.guides)) {
    const ranks = ranksOf(plan, fixed, own, here, broken ? {} : answers)
    const by = ranks.map((one, place) => one - best.ranks[place]).find((one) => one !== 0) ?? 0
    if (by > 0) best = { name, ranks }
  }
  return best.name
}

/**
 * How near a guide is to a reader, what counts most first.
 * @param {Plan} plan @param {Given} fixed @param {Given} own @param {Given} here @param {Answers} answers what the reader's
 * answers leave, nothing where they cannot be together
 */
function ranksOf(plan, fixed, own, here, answers) {
  const all = Object.entries(fixed).map(([name, answer]) => ({ facet: plan.facets[name], answer, own: own[name], here: here[name], left: answers[name] }))
  const [given, open] = [all.filter((one) => one.own !== undefined), all.filter((one) => one.own === undefined)]
  const said = given.filter((one) => String(one.own) === String(one.answer))
  const denied = given.filter((one) => !said.includes(one) && !says(one.facet, one.answer, meant(one.facet, one.own)))
  const ruledOut = open.filter(({ facet, answer, left }) => Array.isArray(left) && !isAbsent(left) && !says(facet, answer, left))
  const [alike, alikeGiven] = [open, given].map((some) => some.filter((one) => String(one.answer) === String(one.here)))
  return [-denied.length, -ruledOut.length, alike.length, said.length, alikeGiven.length]
}

/**
 * Whether an answer stands for one of some values.
 * @param {Facet} facet @param {Answer | undefined} answer @param {(Value | null)[]} values
 */
function says(facet, answer, values) {
  return meant(facet, answer).some((value) => values.includes(value))
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
