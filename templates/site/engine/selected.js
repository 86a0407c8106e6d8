// The sections of a reader. An entry of the outline is decided again only where an answer changed that it asks about.
/** @import { Answers, Body, Condition, Entry, Plan, Section } from "./types.js" */
import { clausesOf } from "./conditions.js"
import { sectionsOf } from "./select.js"

/** @type {WeakMap<Plan, { asks: Set<string>[], told: Record<string, string>, found: Section[][] }>} */
const decided = new WeakMap()

/**
 * The sections of a reader in the order of reading.
 * @param {Plan} plan @param {Answers} answers @returns {Section[]}
 */
export function selectSections(plan, answers) {
  const last = decided.get(plan) ?? { asks: plan.entries.map((entry) => asksOf(plan, entry)), told: {}, found: [] }
  const told = Object.fromEntries(Object.entries(answers).map(([name, possible]) => [name, JSON.stringify(possible)]))
  const changed = Object.keys(told).filter((name) => told[name] !== last.told[name])
  const found = plan.entries.map((entry, place) =>
    last.found[place] && !changed.some((name) => last.asks[place].has(name)) ? last.found[place] : sectionsOf(plan, entry, answers))
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
