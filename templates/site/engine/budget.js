// The budget: what each line comes to for a reader and their plan, and the sums (assemble/budget.py).
/** @import { Answers, BudgetLine, Cost, Count, Estimate, Plan, Reader, Scalar } from "./types.js" */
import { truth } from "./conditions.js"
import { remainder, residue } from "./residue.js"
import { leadOver } from "./phrases.js"

/** @type {Estimate} */
const NOTHING = [0, 0, 0]
const BEYOND = 2

/**
 * The lines of a reader's budget in the order written, what they come to, and what only an "If" would add. `number` is
 * the plan's value that lines count by, and the highest that a reader may look at.
 * @param {Reader} reader
 */
export function budgetOf(reader) {
  const { plan, answers } = reader
  const number = numberOf(reader)
  /** @param {string} name */
  const value = (name) => count(reader.values[name.slice("plan.".length)].value)
  /** @type {BudgetLine[]} */
  const lines = []
  /** @type {{ id: string, lead: string | null, byNumber: (Estimate | null)[], isCounted: boolean }[]} */
  const elsewhere = []
  /** @type {[number, Cost][]} */
  const shares = []
  for (const [id, cost] of Object.entries(plan.costs)) {
    const holds = truth(cost.when, answers)
    const lead = leadOf(plan, cost, answers)
    const unsettled = remainder(cost.when, answers)
    const kind = { isCounted: lead === null && !cost.payer, isMaybe: lead !== null && !cost.payer }
    if (cost.share !== undefined) {
      if (holds === false) continue
      shares.push([lines.length, cost])
      lines.push({ id, lead, unsettled, total: NOTHING, byNumber: [], ...kind })
      continue
    }
    const byNumber = totalsByNumber(cost, number, answers, value)
    if (holds !== false && isThere(cost, value)) {
      lines.push({ id, lead, unsettled, total: totalOf(cost, value), byNumber, ...kind })
    } else if (number && byNumber.some((one) => one !== null)) {
      const first = byNumber.findIndex((one) => one !== null)
      const led = leadOf(plan, cost, { ...answers, [`plan.${number.name}`]: [first] })
      elsewhere.push({ id, lead: led, byNumber, isCounted: led === null && !cost.payer })
    }
  }
  const everything = sum(lines.filter((line) => line.isCounted && !shares.some(([place]) => lines[place] === line)))
  for (const [place, cost] of shares) lines[place].total = /** @type {Estimate} */ (everything.map((one) => whole((Number(cost.share) / 100) * one)))
  return {
    lines,
    elsewhere,
    number,
    total: sum(lines.filter((line) => line.isCounted)),
    maybe: sum(lines.filter((line) => line.isMaybe)),
  }
}

/**
 * The words over a line that may not be for a reader; null where it is, or is not.
 * @param {Plan} plan @param {Cost} cost @param {Answers} answers
 */
function leadOf(plan, { when, lead }, answers) {
  return when !== undefined && truth(when, answers) === null ? leadOver(plan, residue(when, answers), answers, lead) : null
}

/**
 * What lines come to together.
 * @param {BudgetLine[]} lines @returns {Estimate}
 */
function sum(lines) {
  return lines.reduce((total, line) => /** @type {Estimate} */ (total.map((one, place) => one + line.total[place])), NOTHING)
}

/**
 * What a cost comes to for each number a reader may look at; empty where the number changes nothing.
 * @param {Cost} cost @param {{ name: string, most: number } | null} number @param {Answers} answers
 * @param {(name: string) => number} value @returns {(Estimate | null)[]}
 */
function totalsByNumber(cost, number, answers, value) {
  if (!number || !cost.moves) return []
  const path = `plan.${number.name}`
  return Array.from({ length: number.most + 1 }, (_, other) => {
    /** @param {string} name */
    const there = (name) => (name === path ? other : value(name))
    if (truth(cost.when, { ...answers, [path]: [other] }) === false) return null
    return isThere(cost, there) ? totalOf(cost, there) : null
  })
}

/**
 * The plan value that lines count by and that readers see.
 * @param {Reader} reader
 */
function numberOf({ plan, values }) {
  if (plan.number === null) return null
  const { trials, value } = values[plan.number]
  const now = count(value)
  const tried = trials.map((one) => one.value).filter((one) => typeof one === "number")
  return { name: plan.number, value: now, most: Math.max(now + BEYOND, ...tried) }
}

/** @param {Scalar | null} value a plan value that no row sets is nothing */
function count(value) {
  return typeof value === "number" ? value : 0
}

/**
 * Whether a cost comes to any unit.
 * @param {Cost} cost @param {(name: string) => number} value
 */
function isThere({ fee, times }, value) {
  return fee || !times || counted(times, value)[2] > 0
}

/**
 * @param {Cost} cost @param {(name: string) => number} value @returns {Estimate}
 */
function totalOf({ fee, amount, times }, value) {
  if (fee) return /** @type {Estimate} */ (counted(fee.count, value).map((items) => whole(feeOf(fee, items))))
  const units = times ? counted(times, value) : [1, 1, 1]
  return /** @type {Estimate} */ ((amount ?? NOTHING).map((one, place) => whole(one * units[place])))
}

/**
 * @param {Count} count @param {(name: string) => number} value @returns {Estimate}
 */
function counted({ of, each, plus = 0 }, value) {
  const units = of === undefined ? 1 : value(of)
  return /** @type {Estimate} */ (each.map((one) => Math.max(0, one * units + plus)))
}

/**
 * What so many items cost together, each by its tier.
 * @param {{ base: number, tiers: [number | null, number][] }} fee @param {number} items
 */
function feeOf({ base, tiers }, items) {
  let [total, done] = [base, 0]
  for (const [upTo, each] of tiers) {
    const here = Math.max(0, (upTo === null ? items : Math.min(items, upTo)) - done)
    total += here * each
    done += here
  }
  return total
}

/** @param {number} money in whole units, halves up */
function whole(money) {
  return Math.floor(money + 0.5)
}
