// The residue: the part of a condition that the answers leave undecided (logic/residue.py).
/** @import { Answers, Clause, Condition, Possible, Value } from "./types.js" */
import { admits, allOf, clausesOf, clauseTruth, inOrder, isPresumed, keyOf, noneOf, UNASKED } from "./conditions.js"

/**
 * An unknown condition without its decided clauses, negations pushed down to the clauses.
 * @param {Condition} condition @param {Answers} answers @returns {Condition}
 */
export function residue(condition, answers) {
  let rest = reduced(condition, answers)
  // Its clauses may decide it only together ("own" and "rented"): its words are then left as they are.
  if (typeof rest === "boolean") rest = rested(condition, answers, true, false)
  if (typeof rest === "boolean") throw new Error(`nothing is open of ${keyOf(condition)}`)
  return rest
}

/**
 * What the answers leave open of a condition; null where they decide it, or there is none.
 * @param {Condition | undefined} condition @param {Answers} answers @returns {Condition | null}
 */
export function remainder(condition, answers) {
  const rest = condition && reduced(condition, answers)
  return typeof rest === "object" ? rest : null
}

/**
 * What the answers leave open of a condition, or its truth. Clauses on one subject are taken together, so this decides
 * more than `truth`.
 * @param {Condition} condition @param {Answers} answers @returns {Condition | boolean}
 */
export function reduced(condition, answers) {
  return rested(condition, answers, true, true)
}

/**
 * Whether it is certain that a condition does not hold, or that one of the excluded conditions does.
 * @param {Condition} condition @param {Condition[]} excluded @param {Answers} answers
 */
export function isRuledOut(condition, excluded, answers) {
  return reduced({ all: [...excluded.map((one) => ({ not: one })), condition] }, answers) === false
}

/**
 * The answers as they are where a condition holds: used inside what is shown although its condition is open.
 * @param {Condition} condition @param {Answers} answers @returns {Answers}
 */
export function assume(condition, answers) {
  const narrowed = { ...answers }
  for (const part of "all" in condition ? condition.all : [condition]) {
    if ("is" in part) narrowed[part.is] = assumed(part, answers[part.is], true)
    else if ("not" in part && "is" in part.not) narrowed[part.not.is] = assumed(part.not, answers[part.not.is], false)
  }
  return narrowed
}

/**
 * @param {Clause} clause @param {Possible} possible @param {boolean} keep @returns {Possible}
 */
function assumed(clause, possible, keep) {
  if (!Array.isArray(possible) && "low" in possible) {
    if (!keep || clause.in) return possible
    const lows = [possible.low, clause.min].filter((one) => one !== null && one !== undefined)
    const highs = [possible.high, clause.max].filter((one) => one !== null && one !== undefined)
    return { low: lows.length ? Math.max(...lows) : null, high: highs.length ? Math.min(...highs) : null }
  }
  const left = valuesOf(possible).filter((value) => admits(clause, value) === keep)
  if (!left.length) return possible
  if (isPresumed(possible)) {
    if (left.includes(possible.value)) return { value: possible.value, possible: left }
    if (left.length === 1) return { value: left[0], possible: left }
  }
  return left
}

/** @param {Possible} possible @returns {(Value | null)[]} */
export function valuesOf(possible) {
  if (Array.isArray(possible)) return possible
  return "possible" in possible ? possible.possible : []
}

/**
 * The undecided rest of a condition (or, where not `wanted`, of its negation), or its truth.
 * @param {Condition} condition @param {Answers} answers @param {boolean} wanted @param {boolean} isMerging
 * @returns {Condition | boolean}
 */
function rested(condition, answers, wanted, isMerging) {
  if ("is" in condition) return restOfClause(condition, answers[condition.is], wanted)
  if ("not" in condition) return rested(condition.not, answers, !wanted, isMerging)
  const conjunction = "all" in condition === wanted
  /** @type {Condition[]} */
  const rest = []
  for (const part of "all" in condition ? condition.all : condition.any) {
    const one = rested(part, answers, wanted, isMerging)
    if (one === !conjunction) return one
    if (typeof one === "boolean") continue
    if (conjunction && "all" in one) rest.push(...one.all)
    else if (!conjunction && "any" in one) rest.push(...one.any)
    else rest.push(one)
  }
  if (!rest.length) return conjunction
  return isMerging ? merged(rest, answers, conjunction) : together([...new Map(rest.map((one) => [keyOf(one), one])).values()], conjunction)
}

/**
 * @param {Condition[]} parts @param {boolean} conjunction @returns {Condition}
 */
function together(parts, conjunction) {
  if (parts.length === 1) return parts[0]
  return conjunction ? { all: parts } : { any: parts }
}

/**
 * @param {Clause} clause @param {Possible} possible @param {boolean} wanted @returns {Condition | boolean}
 */
function restOfClause(clause, possible, wanted) {
  const truth = clauseTruth(clause, possible, wanted)
  if (truth !== null) return truth
  if (!Array.isArray(possible) && ("several" in possible || "low" in possible)) return wanted ? clause : { not: clause }
  const values = valuesOf(possible)
  const kept = values.filter((value) => admits(clause, value) === wanted)
  // Readers who are not asked are among them: "not X" says so, a list of the other values does not.
  if (kept.includes(UNASKED)) return { not: oneOf(clause.is, values.filter((value) => !kept.includes(value))) }
  return oneOf(clause.is, kept)
}

/**
 * @param {string} subject @param {Iterable<Value | null>} values @returns {Clause}
 */
export function oneOf(subject, values) {
  return { is: subject, in: inOrder(new Set(values)) }
}

/**
 * The rests joined: what is said twice once, and clauses on one subject as one clause.
 * @param {Condition[]} rest @param {Answers} answers @param {boolean} conjunction @returns {Condition | boolean}
 */
function merged(rest, answers, conjunction) {
  /** @type {Condition[]} */
  const found = []
  for (const one of rest) {
    if (found.some((other) => keyOf(other) === keyOf(one))) continue
    const place = twinOf(one, found, answers, conjunction)
    if (place < 0) {
      found.push(one)
      continue
    }
    const { is, in: here = [] } = /** @type {Clause} */ (one)
    const { in: there = [] } = /** @type {Clause} */ (found[place])
    const kept = conjunction ? there.filter((value) => here.includes(value)) : inOrder(new Set([...there, ...here]))
    if (!kept.length) return false
    if (!conjunction && kept.length === valuesOf(answers[is]).length) return true
    found[place] = { is, in: kept }
  }
  return together(found, conjunction)
}

/**
 * The clause on the same subject with which one goes together; of a facet that takes several values at once two may
 * hold by different values.
 * @param {Condition} one @param {Condition[]} found @param {Answers} answers @param {boolean} conjunction
 */
function twinOf(one, found, answers, conjunction) {
  const takesSeveral = (/** @type {string} */ is) => !Array.isArray(answers[is]) && "several" in answers[is]
  return found.findIndex((other) => "in" in one && "in" in other && other.is === one.is && !(conjunction && takesSeveral(one.is)))
}

/**
 * How many clauses a residue has.
 * @param {Condition} condition
 */
export function clauseCount(condition) {
  return clausesOf(condition).length
}

/**
 * What the answers leave open of a condition that counts only where none of the excluded ones holds.
 * @param {Condition[]} excluded @param {Condition} condition @param {Answers} answers
 */
export function unless(excluded, condition, answers) {
  return remainder(allOf(noneOf(excluded), condition), answers)
}
