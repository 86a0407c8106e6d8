// Words: counts, lists, days and leads. Every name and pattern comes from the engine as data (text.py, logic/phrase.py).
/** @import { Day, Plan, Rule, Unit } from "./types.js" */
import { partsOf } from "./days.js"

/**
 * A whole pattern with its named holes filled.
 * @param {string} pattern @param {Record<string, string | number>} holes
 */
export function filled(pattern, holes) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => String(holes[name]))
}

/**
 * A count in words where there is a word for it, else in figures.
 * @param {Plan} plan @param {number} value
 */
export function number(plan, value) {
  return plan.words.numbers[value] ?? String(value)
}

/**
 * "a", "a and b", "a, b, and c".
 * @param {Plan} plan @param {string[]} words @param {"and" | "or"} [by]
 */
export function joined(plan, words, by = "and") {
  const { two, more, last } = plan.words[by]
  if (words.length <= 2) return words.join(two)
  return words.slice(0, -1).join(more) + last + words[words.length - 1]
}

/**
 * The count in words with what it counts.
 * @param {Plan} plan @param {number} count @param {Unit} unit
 */
export function plural(plan, count, [one, other]) {
  return `${count === 0 ? plan.words.none : number(plan, count)} ${plan.words.singular.includes(count) ? one : other}`
}

/**
 * A stretch of days as people say it: "six weeks", "three months", "ten days".
 * @param {Plan} plan @param {number} count
 */
export function stretch(plan, count) {
  const { day, longer, long, about } = plan.words.stretch
  for (const [length, unit] of longer) {
    if (count >= length && count % length === 0) return plural(plan, count / length, unit)
  }
  if (count > long) return filled(about, { stretch: plural(plan, rounded(count / longer[0][0]), longer[0][1]) })
  return plural(plan, count, day)
}

/**
 * Rounded to whole numbers, halves to the even one, as the engine does.
 * @param {number} value
 */
export function rounded(value) {
  const floor = Math.floor(value)
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value)
}

/**
 * A day in words, by one of the patterns "long", "month" and "short".
 * @param {Plan} plan @param {Day} day @param {"long" | "month" | "short"} [form]
 */
export function sayDay(plan, day, form = "long") {
  const [year, month, date] = partsOf(day)
  return filled(plan.words.days[form], { month: plan.words.months[month - 1], day: date, year })
}

/**
 * A rule in words: "20 weeks before your departure". `called` gives the words for what it counts from.
 * @param {Plan} plan @param {Rule} rule @param {(name: string) => string} called
 */
export function ruleWords(plan, [anchor, count = 0, unit = "days"], called) {
  if (count === 0) return called(anchor)
  const { before, after, units } = plan.words.rule
  const distance = Math.abs(count)
  return filled(count === distance ? after : before, { stretch: plural(plan, distance, units[unit]), day: called(anchor) })
}

/** @param {string} one @param {string} other two that are not the same @returns {number} below nothing where one comes first */
export function inText(one, other) {
  return one < other ? -1 : 1
}
