// Comparisons: clauses whose bound is a day, or that are about a day of the path (generator/plan/compared.py).
/** @import { Answers, Journey, Possible, Reader, Rule, Rules, Subject } from "./types.js" */
import { resolve } from "./calendar.js"
import { FAILS, HOLDS, isAbsent } from "./conditions.js"
import { fieldOf, valueOf } from "./fields.js"
import { mayBeUnasked, onlyDay } from "./narrow.js"

const EITHER = ["no", "yes"]

/**
 * For each comparison of a date facet whether it holds, fails, or may do either.
 * @param {Rules} plan @param {import("./types.js").Calendar} calendar @returns {Answers}
 */
export function comparedAnswers(plan, calendar) {
  /** @type {Answers} */
  const found = {}
  for (const [name, subject] of Object.entries(plan.subjects)) {
    if (subject.left === undefined || subject.left.startsWith("path.")) continue
    const possible = calendar.answers[subject.left]
    if (isAbsent(possible)) { found[name] = FAILS; continue }
    const day = mayBeUnasked(possible) ? null : onlyDay(possible)
    const bound = resolve(calendar, /** @type {Rule} */ (subject.bound)) // of a day that a reader gives it is always a rule
    found[name] = day === null || bound === null || bound.planned ? EITHER : keeps(subject, day, bound.day) ? HOLDS : FAILS
  }
  return found
}

/**
 * What a comparison with a step is bound by: a number, or a day.
 * @param {Subject} subject @param {import("./types.js").Calendar} calendar @returns {number | null}
 */
function boundOf({ bound }, calendar) {
  return Array.isArray(bound) ? resolve(calendar, bound)?.day ?? null : Number(bound)
}

/**
 * @param {Subject} subject @param {number} value @param {number} bound
 */
function keeps({ sign }, value, bound) {
  return sign === "<=" ? value <= bound : value >= bound
}

/**
 * For each comparison with a step whether it holds on this path.
 * @param {Reader} reader @param {Journey} journey @returns {Answers}
 */
export function comparedDays(reader, journey) {
  const names = Object.keys(reader.plan.subjects).filter((name) => reader.plan.subjects[name].left?.startsWith("path."))
  return Object.fromEntries(names.map((name) => [name, comparedDay(name, reader, journey)]))
}

/**
 * @param {string} name of a comparison with a step @param {Reader} reader @param {Journey} journey @returns {Possible}
 */
export function comparedDay(name, reader, journey) {
  const subject = reader.plan.subjects[name]
  const value = valueOf(fieldOf(String(subject.left)), journey)
  const bound = value === null ? null : boundOf(subject, reader.calendar)
  return value === null ? FAILS : bound === null ? EITHER : keeps(subject, value, bound) ? HOLDS : FAILS
}
