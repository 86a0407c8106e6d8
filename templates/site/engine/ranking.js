// The rows of a catalog for one reader: what fits, what may, what does not, and in which order (logic/ranking.py).
/** @import { Answers, CatalogRules, Outcome, Truth } from "./types.js" */
import { clausesOf, truth } from "./conditions.js"

const FITS = ["fits", "ask", "no"]

/**
 * What conditions of a catalog are decided by: a reader's answers, and cells that nobody knows.
 * @param {CatalogRules} rules @param {Answers} answers @returns {Answers}
 */
export function askedOf(rules, answers) {
  const asked = { ...answers }
  for (const { is } of rules.conditions.flatMap(clausesOf)) if (is.startsWith("row.")) asked[is] = { several: null }
  return asked
}

/**
 * The numbers of the rows from best to worst, and what each class of rows comes to.
 * @param {CatalogRules} rules @param {Answers} answers
 */
export function rankRows(rules, answers) {
  const asked = askedOf(rules, answers)
  const truths = rules.conditions.map((condition) => truth(condition, asked))
  const outcomes = rules.classes.map((one) => outcomeOf(one, rules, truths))
  // Of two alike the first stays first.
  const order = rules.of.map((_, row) => row).sort((one, other) => compare(outcomes[rules.of[one]], outcomes[rules.of[other]]))
  return { order, outcomes }
}

/** @param {Outcome} one @param {Outcome} other */
function compare(one, other) {
  const first = FITS.indexOf(one.fit) - FITS.indexOf(other.fit)
  return first || one.scores.map((score, place) => (other.scores[place] ?? 0) - (score ?? 0)).find((by) => by !== 0) || 0
}

/**
 * @param {CatalogRules["classes"][number]} one @param {CatalogRules} rules @param {Truth[]} truths @returns {Outcome}
 */
function outcomeOf(one, rules, truths) {
  /** @type {Outcome["grounds"]} */
  const grounds = []
  for (const [column, number] of one.facets) {
    if (truths[number] === false) grounds.push({ value: "no", column })
    else if (truths[number] === null) grounds.push({ value: "no", column, undecided: number })
  }
  /** @type {(number | null)[]} */
  const scores = []
  /** @type {[number, number][]} */
  const scored = []
  rules.tables.forEach((table, place) => {
    if (table.type === "fit") { grounds.push(...fitGrounds(table, place, one.tables[place], truths)); return }
    const row = scoringRow(table, one.tables[place], truths)
    if (row !== null) scored.push([place, row])
    scores.push(row === null ? null : Number(row < table.values.length ? table.values[row] : table.default))
  })
  const sure = grounds.filter((ground) => ground.undecided === undefined)
  const isOpen = grounds.some((ground) => ground.value === "ask" || ground.undecided !== undefined)
  return { fit: sure.some((ground) => ground.value === "no") ? "no" : isOpen ? "ask" : "fits", grounds, scores, rules: scored }
}

/**
 * Grounds of one table: the first row that holds, and the open rows above it that say something else.
 * @param {CatalogRules["tables"][number]} table @param {number} place @param {number[]} conditions @param {Truth[]} truths
 * @returns {Outcome["grounds"]}
 */
function fitGrounds(table, place, conditions, truths) {
  const found = conditions.findIndex((number) => truths[number] === true)
  const end = found < 0 ? conditions.length : found
  const winner = found < 0 ? (table.default === null ? null : conditions.length) : found
  const value = winner === null ? "fits" : found < 0 ? String(table.default) : String(table.values[found])
  const others = conditions.slice(0, end).flatMap((number, row) =>
    truths[number] === null && table.values[row] !== value ? [{ value: String(table.values[row]), rule: [place, row], undecided: number }] : [])
  if (others.length && value === "no") return others
  return [...others, { value, rule: winner === null ? undefined : [place, winner] }]
}

/**
 * The row of a score table that counts, its default after all others; null where it gives nothing, as a row does whose
 * condition is open.
 * @param {CatalogRules["tables"][number]} table @param {number[]} conditions @param {Truth[]} truths @returns {number | null}
 */
function scoringRow({ policy, values, default: otherwise }, conditions, truths) {
  const held = conditions.flatMap((number, row) => (truths[number] === true ? [row] : []))
  if (!held.length) return otherwise === null ? null : values.length
  if (policy === "first") return held[0]
  const scores = held.map((row) => Number(values[row]))
  return held[scores.indexOf((policy === "min" ? Math.min : Math.max)(...scores))]
}
