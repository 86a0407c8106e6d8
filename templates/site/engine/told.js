// What lists tell of a reader: when a task is due, and how things are (render/fill.py, assemble/state.py).
/** @import { Answer, Day, Facet, ListedTask, Plan, Reader, Scalar, Task } from "./types.js" */
import { lastDay, wordsOf } from "./calendar.js"
import { isAbsent } from "./conditions.js"
import { readDay } from "./days.js"
import { shownStep } from "./shown.js"
import { filled, sayDay } from "./words.js"

/**
 * When a task is due: its date, else its rule in words; of a step also the last day to begin it. Null where nothing is.
 * @param {Reader} reader @param {Task} task @returns {string | null}
 */
export function dueWords(reader, { due, step }) {
  const { plan, calendar } = reader
  if (step !== undefined) {
    const shown = shownStep(reader, step)
    if (!shown) return null
    const day = sayDay(plan, shown.day)
    if (shown.missed !== null) return filled(plan.words.due.late, { missed: sayDay(plan, shown.missed), day })
    if (shown.planned) return filled(plan.words.due.planned, { day })
    return shown.begin === shown.day ? day : filled(plan.words.due.days, { begin: sayDay(plan, shown.begin), day })
  }
  if (!due) return null
  const dated = lastDay(calendar, due)
  if (!dated) return wordsOf(calendar, due)
  const day = sayDay(plan, dated.day)
  if (dated.isLast) return filled(plan.words.due.by, { day })
  return dated.planned ? filled(plan.words.due.planned, { day }) : day
}

/**
 * The last day of a task that names no step; null where it has none.
 * @param {Reader} reader @param {ListedTask} task @returns {Day | null}
 */
export function dueDay({ calendar }, { due, step }) {
  return (step === undefined && due && lastDay(calendar, due)?.day) || null
}

/**
 * How things are: the answers that the project marks for it with their labels, and what stands in for an answer.
 * @param {Reader} reader @returns {{ answered: [string, string][], counted: [string, string][] }}
 */
export function stateOf({ plan, given, answers, journey }) {
  /** @type {{ answered: [string, string][], counted: [string, string][] }} */
  const found = { answered: [], counted: [] }
  for (const [name, facet] of Object.entries(plan.facets)) {
    if (!facet.state) continue
    const answer = given[name]
    if (answer !== undefined && !isAbsent(answers[name])) found.answered.push([facet.label, answerLabel(plan, facet, answer)])
    else if (journey && name in journey.counted) found.counted.push([facet.label, countedLabel(plan, facet, journey.counted[name])])
  }
  return found
}

/**
 * What the path was counted with where nothing was answered, as labels and words.
 * @param {Reader} reader @returns {[string, string][]}
 */
export function countedWith({ plan, journey }) {
  return Object.entries(journey?.counted ?? {}).map(([name, value]) => [plan.facets[name].label, countedLabel(plan, plan.facets[name], value)])
}

/**
 * An answer in the words of its question.
 * @param {Plan} plan @param {Facet} facet @param {Answer} answer
 */
export function answerLabel(plan, facet, answer) {
  if (Array.isArray(answer)) return facet.values.filter((value) => answer.includes(value)).map((value) => facet.labels?.[value] ?? value).join(", ") || plan.words.nothing
  return countedLabel(plan, facet, facet.type === "date" ? readDay(String(answer)) : answer)
}

/**
 * @param {Plan} plan @param {Facet} facet @param {Scalar} value
 */
function countedLabel(plan, facet, value) {
  if (facet.type === "date") return sayDay(plan, Number(value))
  if (facet.type !== "integer") return facet.labels?.[value] ?? String(value)
  const [one, other] = facet.unit ?? ["", ""]
  const said = `${value} ${plan.words.singular.includes(Number(value)) ? one : other}`.trim()
  return facet.more && value === facet.high ? filled(plan.words.range.more, { number: said }) : said
}
