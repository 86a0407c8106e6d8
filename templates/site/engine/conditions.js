// Conditions: their truth for the answers still possible, with three values (logic/evaluate.py), and how they are put
// together (logic/combine.py). A truth is true, false, or null for what the answers do not decide.
/** @import { Answers, Clause, Condition, Possible, Presumed, Truth, Value } from "./types.js" */

/** @type {Condition} */
export const ALWAYS = { all: [] }
/** @type {Condition} */
export const NEVER = { any: [] }

/** What is possible of a comparison that holds, and of one that does not. */
export const HOLDS = ["yes"]
export const FAILS = ["no"]

/** What is among the values of a question for a reader who is not asked it: no clause allows it. */
export const UNASKED = ""

/** @type {WeakMap<Condition, string>} */
const keys = new WeakMap()

/**
 * One text for all conditions that say the same.
 * @param {Condition} condition
 */
export function keyOf(condition) {
  let key = keys.get(condition)
  if (key === undefined) keys.set(condition, key = JSON.stringify(condition))
  return key
}

/**
 * The values in the order in which a clause holds them.
 * @param {Iterable<Value | null>} values
 */
export function inOrder(values) {
  return [...values].sort()
}

/**
 * Whether one value satisfies a clause. A plan value that is not set satisfies none.
 * @param {Clause} clause @param {Value | null} value
 */
export function admits(clause, value) {
  if (value === null) return false
  if (clause.in) return clause.in.includes(value)
  if (typeof value === "string") return false
  return (clause.min === undefined || value >= clause.min) && (clause.max === undefined || value <= clause.max)
}

/**
 * The truth of one clause (of its negation, where not `wanted`): true if every possible answer satisfies it, false if
 * none does. Of a value of the plan the one that the plan states decides first.
 * @param {Clause} clause @param {Possible} possible @param {boolean} wanted @returns {Truth}
 */
export function clauseTruth(clause, possible, wanted) {
  if (Array.isArray(possible)) {
    let [isMet, isMissed] = [false, false]
    for (const value of possible) {
      if (admits(clause, value) === wanted) isMet = true
      else isMissed = true
      if (isMet && isMissed) return null
    }
    return isMet
  }
  if ("possible" in possible) {
    if (admits(clause, possible.value) === wanted) return true
    return possible.possible.some((value) => admits(clause, value) === wanted) ? null : false
  }
  /** @param {Truth} truth */
  const decided = (truth) => (truth === null || (truth && possible.asked === false) ? null : truth === wanted)
  if ("several" in possible) {
    const { several } = possible
    return several === null ? null : decided(several.some((value) => admits(clause, value)))
  }
  return decided(stretchTruth(clause, possible.low, possible.high))
}

/**
 * @param {Clause} clause @param {number | null} low @param {number | null} high @returns {Truth}
 */
function stretchTruth(clause, low, high) {
  if (low !== null && low === high) return admits(clause, low)
  const { min, max } = clause
  if (high !== null && min !== undefined && high < min) return false
  if (low !== null && max !== undefined && low > max) return false
  const above = min === undefined || (low !== null && low >= min)
  const below = max === undefined || (high !== null && high <= max)
  return above && below ? true : null
}

/**
 * The truth of a condition (of its negation, where not `wanted`) for the answers still possible, by Kleene's tables.
 * @param {Condition | undefined} condition @param {Answers} answers @param {boolean} [wanted] @returns {Truth}
 */
export function truth(condition, answers, wanted = true) {
  if (condition === undefined) return wanted
  if ("not" in condition) return truth(condition.not, answers, !wanted)
  if ("is" in condition) return clauseTruth(condition, answers[condition.is], wanted)
  const decisive = "all" in condition !== wanted
  /** @type {Truth} */
  let result = !decisive
  for (const part of "all" in condition ? condition.all : condition.any) {
    const one = truth(part, answers, wanted)
    if (one === decisive) return decisive
    if (one === null) result = null
  }
  return result
}

/**
 * The truth of a condition with nothing presumed of plan values.
 * @param {Condition | undefined} condition @param {Answers} answers
 */
export function sureTruth(condition, answers) {
  return truthBy(condition, (name) => surely(answers[name]))
}

/**
 * The truth of a condition by what is possible of each that it asks about.
 * @param {Condition | undefined} condition @param {(name: string) => Possible} possibleOf
 */
export function truthBy(condition, possibleOf) {
  return truth(condition, Object.fromEntries(clausesOf(condition).map(({ is }) => [is, possibleOf(is)])))
}

/** @param {Possible} possible @returns {Possible} */
function surely(possible) {
  return isPresumed(possible) ? possible.possible : possible
}

/** @type {WeakMap<Answers, Answers>} */
const stricts = new WeakMap()

/**
 * The answers with nothing presumed: a plan value is every value it may still take.
 * @param {Answers} answers not to be changed any more @returns {Answers}
 */
export function certain(answers) {
  let strict = stricts.get(answers)
  if (strict) return strict
  stricts.set(answers, strict = { ...answers })
  for (const name in strict) strict[name] = surely(strict[name])
  return strict
}

/** @param {Possible} possible @returns {possible is Presumed} */
export function isPresumed(possible) {
  return !Array.isArray(possible) && "possible" in possible
}

/**
 * Whether only one answer is left.
 * @param {Possible} possible
 */
export function isSettled(possible) {
  if (Array.isArray(possible)) return possible.length === 1
  if ("possible" in possible) return possible.possible.length === 1
  return "several" in possible ? possible.several !== null : possible.low !== null && possible.low === possible.high
}

/**
 * Whether two say the same.
 * @param {Possible} one @param {Possible} other
 */
export function isSame(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

/**
 * Whether the reader is not asked.
 * @param {Possible} possible
 */
export function isAbsent(possible) {
  return Array.isArray(possible) && possible.length === 1 && possible[0] === UNASKED
}

/**
 * Every clause of a condition, in the order written.
 * @param {Condition | undefined} condition @returns {Clause[]}
 */
export function clausesOf(condition) {
  if (condition === undefined) return []
  if ("not" in condition) return clausesOf(condition.not)
  if ("is" in condition) return [condition]
  return ("all" in condition ? condition.all : condition.any).flatMap(clausesOf)
}

/**
 * Every part holds.
 * @param {...(Condition | undefined)} parts @returns {Condition}
 */
export function allOf(...parts) {
  /** @type {Map<string, Condition>} */
  const kept = new Map()
  for (const part of parts) {
    if (part === undefined) continue
    if (keyOf(part) === keyOf(NEVER)) return NEVER
    for (const one of "all" in part ? part.all : [part]) if (!kept.has(keyOf(one))) kept.set(keyOf(one), one)
  }
  const all = [...kept.values()]
  return all.length === 1 ? all[0] : { all }
}

/**
 * At least one part holds.
 * @param {...(Condition | undefined)} parts @returns {Condition}
 */
export function anyOf(...parts) {
  /** @type {Map<string, Condition>} */
  const kept = new Map()
  for (const part of parts) {
    if (part === undefined || keyOf(part) === keyOf(ALWAYS)) return ALWAYS
    for (const one of "any" in part ? part.any : [part]) if (!kept.has(keyOf(one))) kept.set(keyOf(one), one)
  }
  const any = [...kept.values()]
  return any.length === 1 ? any[0] : { any }
}

/**
 * The part does not hold.
 * @param {Condition | undefined} part @returns {Condition}
 */
export function negated(part) {
  if (part === undefined || keyOf(part) === keyOf(ALWAYS)) return NEVER
  if (keyOf(part) === keyOf(NEVER)) return ALWAYS
  return "not" in part ? part.not : { not: part }
}

/**
 * No part holds.
 * @param {(Condition | undefined)[]} parts @returns {Condition}
 */
export function noneOf(parts) {
  return allOf(...parts.map(negated))
}
