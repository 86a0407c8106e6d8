// Conditions as the words over a text: “If ...” (generator/logic/lead.py, phrase.py).
/** @import { Answers, Clause, Condition, Plan, Possible, Subject, Value } from "./types.js" */
import { admits } from "./conditions.js"
import { everyValue } from "./narrow.js"
import { clauseCount, valuesOf } from "./residue.js"
import { filled, joined, number, sayDay } from "./words.js"

/** Thrown where the project lacks the words for a clause. */
class NoPhrase extends Error {}

const MOST_CLAUSES = 2

/**
 * The words over a residue, without the colon: its author's own, else ours where it is short enough.
 * @param {Plan} plan @param {Condition} rest @param {Answers} answers @param {string} [own]
 */
export function leadOver(plan, rest, answers, own) {
  if (own !== undefined) return own
  if (clauseCount(rest) > MOST_CLAUSES) return plan.words.unworded
  return shortLead(plan, rest, answers) ?? plan.words.unworded
}

/**
 * A residue in words, however long; null where the project lacks the words.
 * @param {Plan} plan @param {Condition} rest @param {Answers} answers
 */
export function shortLead(plan, rest, answers) {
  const condition = phraseOf(plan, rest, answers)
  return condition === null ? null : filled(plan.words.if, { condition })
}

/**
 * A condition as words to follow "if"; null where the project lacks the words.
 * @param {Plan} plan @param {Condition} condition @param {Answers} answers
 */
export function phraseOf(plan, condition, answers) {
  try {
    return phrase(plan, condition, answers)
  } catch (missing) {
    if (missing instanceof NoPhrase) return null
    throw missing
  }
}

/**
 * The words over the last arm after open ones, read away from these.
 * @param {Plan} plan @param {Condition} rest @param {Answers} answers
 */
export function otherLead(plan, rest, answers) {
  const count = clauseCount(rest)
  return (count > 0 && count <= MOST_CLAUSES && shortLead(plan, rest, answers)) || plan.words.otherCase
}

/**
 * A residue as words to follow "if"; of others than clauses it has no negation.
 * @param {Plan} plan @param {Condition} condition @param {Answers} answers @returns {string}
 */
function phrase(plan, condition, answers) {
  if ("is" in condition) return clausePhrase(plan, condition, answers[condition.is])
  if ("not" in condition) return negativePhrase(plan, /** @type {Clause} */ (condition.not))
  if ("all" in condition) return joined(plan, condition.all.map((part) => phrase(plan, part, answers)))
  return joined(plan, condition.any.map((part) => phrase(plan, part, answers)), "or")
}

/**
 * @param {Plan} plan @param {Clause} clause @param {Possible} possible
 */
function clausePhrase(plan, clause, possible) {
  const subject = plan.subjects[clause.is]
  if (!clause.in) return ranged(subject, daysInWords(plan, clause))
  if (subject.type === "integer") {
    const numbers = numbersIn(clause.in)
    // What is left open is only whether the plan sets a value.
    if (!numbers.length) throw new NoPhrase(clause.is)
    return ranged(subject, numberWords(plan, numbers, numbersIn(valuesOf(possible)), subject))
  }
  const chosen = subject.values.filter((value) => admits(clause, value))
  if (Array.isArray(possible)) {
    const missing = subject.values.filter((value) => possible.includes(value) && !admits(clause, value))
    if (missing.length === 1 && chosen.length > 1) return valuePhrase(subject, missing[0], 1)
  }
  return shared(plan, chosen.map((value) => valuePhrase(subject, value, 0)), "or")
}

/**
 * @param {Plan} plan @param {Clause} clause
 */
function negativePhrase(plan, clause) {
  const subject = plan.subjects[clause.is]
  if (subject.type === "integer") {
    const every = /** @type {number[]} */ (everyValue(subject))
    const others = every.filter((value) => !admits(clause, value))
    if (!others.length) throw new NoPhrase(clause.is)
    return ranged(subject, numberWords(plan, others, every, subject))
  }
  if (!clause.in) {
    const sides = []
    if (clause.min !== undefined) sides.push(filled(plan.words.range.before, { day: sayDay(plan, clause.min) }))
    if (clause.max !== undefined) sides.push(filled(plan.words.range.after, { day: sayDay(plan, clause.max) }))
    return ranged(subject, joined(plan, sides, "or"))
  }
  if (subject.if !== undefined) throw new NoPhrase(clause.is)
  const chosen = subject.values.filter((value) => admits(clause, value))
  const phrases = chosen.map((value) => valuePhrase(subject, value, 1))
  const [beginning, tails] = split(phrases)
  if (beginning.split(" ").includes(plan.words.not)) return `${beginning} ${joined(plan, tails, "or")}`
  return joined(plan, phrases)
}

/** @param {(Value | null)[]} values @returns {number[]} */
export function numbersIn(values) {
  return /** @type {number[]} */ (values.filter((value) => typeof value === "number")).sort((one, other) => one - other)
}

/**
 * @param {Subject} subject @param {string} value @param {0 | 1} side
 */
function valuePhrase(subject, value, side) {
  if (subject.if !== undefined) return subject.if.replace("{range}", () => subject.labels?.[value] ?? value)
  const words = subject.phrases?.[value]?.[side]
  if (words === undefined || words === null) throw new NoPhrase(value)
  return words
}

/**
 * Phrases joined, a common beginning said once.
 * @param {Plan} plan @param {string[]} phrases @param {"and" | "or"} by
 */
function shared(plan, phrases, by) {
  const [beginning, tails] = split(phrases)
  return beginning ? `${beginning} ${joined(plan, tails, by)}` : joined(plan, tails, by)
}

/**
 * The words that all phrases begin with, where these are two or more, and how each goes on (of one by its last word).
 * @param {string[]} phrases @returns {[string, string[]]}
 */
function split(phrases) {
  const each = phrases.map((one) => one.split(" "))
  let common = 0
  while (each.every((words) => words.length > common + 1) && new Set(each.map((words) => words[common])).size === 1) common += 1
  if (common < 2) return ["", phrases]
  return [each[0].slice(0, common).join(" "), each.map((words) => words.slice(common).join(" "))]
}

/**
 * @param {Subject} subject @param {string} words
 */
function ranged(subject, words) {
  if (subject.if === undefined) throw new NoPhrase(words)
  return subject.if.replace("{range}", () => words)
}

/**
 * A set of counts in words: "two nights", "two nights or fewer", "one or two nights".
 * @param {Plan} plan @param {number[]} numbers @param {number[]} possible both in order @param {Subject} subject
 */
function numberWords(plan, numbers, possible, subject) {
  const [low, high] = [numbers[0], numbers[numbers.length - 1]]
  const [one, other] = subject.unit ?? ["", ""]
  const { more, fewer, either, fromTo } = plan.words.range
  /** @param {number} value */
  const counted = (value) => {
    const count = value === 0 && other ? plan.words.none : number(plan, value)
    return `${count} ${plan.words.singular.includes(value) ? one : other}`.trim()
  }
  const between = possible.filter((value) => low <= value && value <= high)
  if (between.join() !== numbers.join()) return joined(plan, numbers.map(counted), "or")
  if (high === subject.high && subject.more) return filled(more, { number: counted(low) })
  if (numbers.length === 1) return counted(low)
  if (high === possible[possible.length - 1]) return filled(more, { number: counted(low) })
  if (low === possible[0]) return filled(fewer, { number: counted(high) })
  return filled(high === low + 1 ? either : fromTo, { low: number(plan, low), high: counted(high) })
}

/**
 * The days of a clause in words: "on or before March 17, 2028".
 * @param {Plan} plan @param {Clause} clause
 */
export function daysInWords(plan, { min, max }) {
  const { on, onOrBefore, onOrAfter, between } = plan.words.range
  if (max === undefined) return filled(onOrAfter, { day: sayDay(plan, Number(min)) })
  if (min === undefined) return filled(onOrBefore, { day: sayDay(plan, max) })
  if (min === max) return filled(on, { day: sayDay(plan, min) })
  return filled(between, { first: sayDay(plan, min), last: sayDay(plan, max) })
}
