// Values by name: what "{{ plan.distance.because }}" and its kin stand for, for one reader (logic/values.py).
/** @import { PlanValue, Reader, Table, Trial } from "./types.js" */
import { isAbsent } from "./conditions.js"
import { called, milestoneDay, wordsOf } from "./calendar.js"
import { fieldOf, valueOf } from "./fields.js"
import { onlyDay } from "./narrow.js"
import { becauseOf, toldTrials } from "./tables.js"
import { joined, number, plural, sayDay } from "./words.js"

const MARK = /\{\{\s*([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)\s*\}\}/g

/** Thrown where a name stands for nothing for this reader. */
export class NoValue extends Error {}

/**
 * A text with its value marks filled.
 * @param {Reader} reader @param {string} words
 */
export function fill(reader, words) {
  return words.replace(MARK, (_, name) => valueText(reader, name))
}

/**
 * The words a name stands for.
 * @param {Reader} reader @param {string} path @returns {string}
 */
export function valueText(reader, path) {
  const [kind, name, attribute] = path.split(".")
  const { plan } = reader
  switch (kind) {
    case "plan": {
      const found = setValue(reader, name)
      if (attribute === "because") return becauseOf(found)
      if (attribute === "number" && typeof found.value === "number" && found.table.type === "integer") return number(plan, found.value)
      return joined(plan, toldTrials(found).map((one) => trialText(reader, found.table, one)))
    }
    case "path":
      return pathText(reader, path)
    case "profile":
      return profileText(reader, name)
    case "const":
      return plan.constants[name]
    case "season":
      return String(reader.calendar.season)
    case "milestone": {
      const dated = milestoneDay(reader.calendar, name)
      if (!dated) throw new NoValue(path)
      return sayDay(plan, dated.day)
    }
  }
  throw new NoValue(path)
}

/**
 * A value of the plan that is set.
 * @param {Reader} reader @param {string} name @returns {PlanValue}
 */
function setValue(reader, name) {
  const value = reader.values[name]
  if (!value || !toldTrials(value).length) throw new NoValue(name)
  return value
}

/**
 * What a row sets, in words; of a day that needs one not given its rule.
 * @param {Reader} reader @param {Table} table @param {Trial} trial @returns {string}
 */
export function trialText(reader, table, trial) {
  if (trial.value !== null) return scalarText(reader, table, trial)
  const written = trial.row.value
  if (typeof written === "object" && "plan" in written) {
    const earlier = setValue(reader, written.plan)
    return joined(reader.plan, toldTrials(earlier).map((one) => trialText(reader, earlier.table, one)))
  }
  if (typeof written === "object" && "rule" in written) return wordsOf(reader.calendar, written.rule)
  throw new NoValue(table.label)
}

/**
 * @param {Reader} reader @param {Table} table @param {Trial} trial
 */
function scalarText({ plan }, table, { value }) {
  if (typeof value === "string") return plan.curled[value] ?? value
  if (table.type === "month" || table.type === "date") return sayDay(plan, Number(value), table.type === "month" ? "month" : "long")
  return table.unit ? plural(plan, Number(value), table.unit) : number(plan, Number(value))
}

/**
 * A day or a number of a step; where it has none, the day in words.
 * @param {Reader} reader @param {string} name
 */
function pathText({ plan, journey, calendar }, name) {
  const field = fieldOf(name)
  if (!journey || journey.steps[field.step].state === "skipped") throw new NoValue(name)
  const value = valueOf(field, journey)
  if (value === null && !field.isDay) throw new NoValue(name)
  if (value === null) return called(calendar, name)
  if (field.isDay) return sayDay(plan, value)
  return field.field === "count" ? number(plan, value) : plural(plan, value, plan.words.stretch.day)
}

/**
 * @param {Reader} reader @param {string} name
 */
function profileText({ plan, answers, given }, name) {
  const [possible, facet, answer] = [answers[name], plan.facets[name], given[name]]
  if (isAbsent(possible)) throw new NoValue(name)
  /** @param {string} value */
  const said = (value) => facet.texts?.[value] ?? facet.labels?.[value] ?? value
  if (typeof answer === "string" && facet.type === "choice") return said(answer)
  /** @param {number} one */
  const counted = (one) => (facet.unit ? plural(plan, one, facet.unit) : number(plan, one))
  if (typeof answer === "number" && facet.type === "integer") return counted(answer)
  if (!Array.isArray(possible)) {
    if ("several" in possible && possible.several?.length) {
      const { several } = possible
      return joined(plan, facet.values.filter((value) => several.includes(value)).map(said))
    }
    const day = onlyDay(possible)
    if (day !== null) return sayDay(plan, day)
    throw new NoValue(name)
  }
  if (possible.length !== 1) throw new NoValue(name)
  const [only] = possible
  return typeof only === "number" ? counted(only) : said(only)
}
