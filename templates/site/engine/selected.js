// The sections of a reader. An entry of the outline is decided again only where an answer changed that it asks about.
/** @import { Answers, Body, Condition, Entry, Plan, Section } from "./types.js" */
import { clausesOf } from "./conditions.js"
import { finished } from "./finished.js"
import { sectionsOf } from "./select.js"

/** @type {WeakMap<Plan, { asks: Set<string>[], told: Record<string, string>, found: Section[][] }>} */
const decided = new WeakMap()

/**
 * The sections of a reader in the order of reading.
 * @param {Plan} plan @param {Answers} answers @returns {Section[]}
 */
export function selectSections(plan, answers) {
  return finished(selecting(plan, answers))
}

/**
 * The same, with places to stop at.
 * @param {Plan} plan @param {Answers} answers @returns {Generator<void, Section[]>}
 */
export function* selecting(plan, answers) {
  const last = decided.get(plan) ?? { asks: plan.entries.map((entry) => asksOf(plan, entry)), told: {}, found: [] }
  const told = Object.fromEntries(Object.entries(answers).map(([name, possible]) => [name, JSON.stringify(possible)]))
  const changed = Object.keys(told).filter((name) => told[name] !== last.told[name])
  /** @type {Section[][]} */
  const found = []
  for (const [place, entry] of plan.entries.entries()) {
    const isKept = last.found[place] && !changed.some((name) => last.asks[place].has(name))
    found.push(isKept ? last.found[place] : sectionsOf(plan, entry, answers))
    if (!isKept) yield
  }
  decided.set(plan, { asks: last.asks, told, found })
  return found.flat()
}

/**
 * All that an entry of the outline asks about: its conditions, and those of its modules and their arms.
 * @param {Plan} plan @param {Entry} entry
 */
function asksOf(plan, { around, order }) {
  /** @type {Set<string>} */
  const asks = new Set()
  /** @param {Condition | undefined} condition */
  const gather = (condition) => { for (const { is } of clausesOf(condition)) asks.add(is) }
  /** @param {Body} body */
  const walk = (body) => {
    for (const node of body) {
      if (typeof node === "number" || "words" in node) continue
      if ("arms" in node) { for (const arm of node.arms) { gather(arm.when); walk(arm.body) } } else walk("aside" in node ? node.aside : node.run)
    }
  }
  gather(around)
  for (const id of order) { gather(plan.modules[id].when); walk(plan.modules[id].body) }
  return asks
}
