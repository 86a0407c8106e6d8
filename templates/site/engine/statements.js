// What is true of a reader, a statement for each subject: as a condition, and in words after "because"
// (select/statements.py).
/** @import { Answers, Clause, Condition, Plan, Possible, Stretch, Subject, Value } from "./types.js" */
/** @import { Literal } from "./grounds.js" */
import { admits, isPresumed, keyOf, UNASKED } from "./conditions.js"
import { everyValue, mayBeUnasked } from "./narrow.js"
import { daysInWords, numbersIn, phraseOf } from "./phrases.js"
import { oneOf } from "./residue.js"
import { filled, joined } from "./words.js"

/** Values named one by one. */
const MOST_NAMED = 3

/**
 * What the literals say together, subject by subject, in the order of their first mention.
 * @param {Plan} plan @param {Iterable<Literal>} literals @param {Answers} answers @returns {{ condition: Condition, words: string }[]}
 */
export function statements(plan, literals, answers) {
  /** @type {Map<string, Literal[]>} */
  const bySubject = new Map()
  for (const one of literals) bySubject.set(one.is, [...(bySubject.get(one.is) ?? []), one])
  return [...bySubject].flatMap(([is, several]) => conditionsOn(is, plan.subjects[is], several, answers[is])
    .map((condition) => ({ condition, words: (!mayBeUnasked(answers[is]) && phraseOf(plan, condition, { [is]: everything(plan.subjects[is]) })) || labeled(plan, condition, is) })))
}

/**
 * All answers, as for a question that is not answered.
 * @param {Subject} subject @returns {Possible}
 */
function everything(subject) {
  return subject.type === "choices" ? { several: null } : subject.type === "date" ? { low: null, high: null } : everyValue(subject)
}

/**
 * The shortest true conditions on one subject that imply all its literals.
 * @param {string} is @param {Subject} subject @param {Literal[]} literals @param {Possible} possible @returns {Condition[]}
 */
function conditionsOn(is, subject, literals, possible) {
  if (mayBeUnasked(possible)) return ruledOut(is, subject, literals)
  if (!Array.isArray(possible) && "several" in possible) return picked(is, subject, literals, possible.several ?? [])
  if (!Array.isArray(possible) && "low" in possible) return distinct(literals.map((one) => dateSaid(is, one, possible)))
  const known = (isPresumed(possible) ? [possible.value] : possible).filter((value) => value !== null && value !== UNASKED)
  return [subject.type === "integer" ? numbersSaid(is, subject, literals, known) : valuesSaid(is, subject, literals, known)]
}

/** @param {Condition[]} conditions */
const distinct = (conditions) => [...new Map(conditions.map((one) => [keyOf(one), one])).values()]

/**
 * The values that a literal's clause names.
 * @param {Literal} literal @param {Subject} subject @returns {Value[]}
 */
function valuesNamed({ clause }, subject) {
  return clause ? everyValue(subject).filter((value) => admits(clause, value)) : []
}

/**
 * Of somebody who may not be asked nothing holds but that an answer is not given.
 * @param {string} is @param {Subject} subject @param {Literal[]} literals @returns {Condition[]}
 */
function ruledOut(is, subject, literals) {
  if (subject.type === "date") return distinct(literals.flatMap(({ clause }) => (clause ? [{ not: clause }] : [])))
  const values = literals.flatMap((one) => valuesNamed(one, subject))
  return values.length ? [{ not: oneOf(is, values) }] : []
}

/**
 * Whether every literal is true of a value; of an answer as a whole, whether it is one of those possible.
 * @param {Value} value @param {Literal[]} literals @param {Value[]} known
 */
function isAllowed(value, literals, known) {
  return literals.every(({ clause, wanted }) => (clause ? admits(clause, value) === wanted : known.includes(value)))
}

/**
 * @param {string} is @param {Subject} subject @param {Literal[]} literals @param {Value[]} known @returns {Condition}
 */
function valuesSaid(is, subject, literals, known) {
  const out = new Set(literals.filter(({ wanted }) => !wanted).flatMap((one) => valuesNamed(one, subject)))
  const saysNo = subject.if === undefined && out.size <= MOST_NAMED
  if (out.size && literals.every(({ wanted }) => !wanted) && (saysNo || !known.length)) return { not: oneOf(is, out) }
  return oneOf(is, known.length <= MOST_NAMED ? known : subject.values.filter((value) => isAllowed(value, literals, known)))
}

/**
 * @param {string} is @param {Subject} subject @param {Literal[]} literals @param {Value[]} known @returns {Condition}
 */
function numbersSaid(is, subject, literals, known) {
  if (!known.length) return { not: oneOf(is, literals.flatMap((one) => valuesNamed(one, subject))) }
  const allowed = everyValue(subject).filter((value) => isAllowed(value, literals, known))
  const isOneStretch = Number(allowed[allowed.length - 1]) - Number(allowed[0]) === allowed.length - 1
  return oneOf(is, isOneStretch ? allowed : known)
}

/**
 * Of several answers at once: for each clause one that was chosen, or all that were not.
 * @param {string} is @param {Subject} subject @param {Literal[]} literals @param {Value[]} chosen @returns {Condition[]}
 */
function picked(is, subject, literals, chosen) {
  /** @type {Condition[]} */
  const found = []
  /** @type {Value[]} */
  const out = []
  for (const one of literals) {
    const values = valuesNamed(one, subject)
    if (!one.clause) {
      found.push(...subject.values.filter((value) => chosen.includes(value)).map((value) => oneOf(is, [value])))
      out.push(...subject.values.filter((value) => !chosen.includes(value)))
    } else if (one.wanted) found.push(oneOf(is, values.filter((value) => chosen.includes(value)).slice(0, 1)))
    else out.push(...values)
  }
  return distinct(out.length ? [...found, { not: oneOf(is, out) }] : found)
}

/**
 * @param {string} is @param {Literal} literal @param {Stretch} possible @returns {Condition}
 */
function dateSaid(is, { clause, wanted }, { low, high }) {
  if (clause) return wanted ? clause : { not: clause }
  return { is, ...(low === null ? {} : { min: low }), ...(high === null ? {} : { max: high }) }
}

/**
 * A statement in the labels of the questions, where the project has no words for it.
 * @param {Plan} plan @param {Condition} condition @param {string} is
 */
function labeled(plan, condition, is) {
  const { labels, label, type } = plan.subjects[is]
  const clause = /** @type {Clause} */ ("not" in condition ? condition.not : condition)
  /** @param {(Value | null)[]} values */
  const named = (values) => (type === "integer" ? numbersIn(values) : values).map((value) => labels?.[String(value)] ?? String(value))
  const answer = clause.in ? joined(plan, named(clause.in), "or") : daysInWords(plan, clause)
  const { planned, notPlanned, answer: given, otherAnswer } = plan.words.reading
  const [yes, no] = is.startsWith("plan.") ? [planned, notPlanned] : [given, otherAnswer]
  return filled("not" in condition ? no : yes, { label, answer })
}
