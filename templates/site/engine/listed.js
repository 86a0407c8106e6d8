// The lists of a reader with their days: tasks by month, documents, and dates (assemble/tasks.py, documents.py, timeline.py).
/** @import { Condition, DateEntry, Day, Document, ListedDocument, ListedTask, Reader, Section, TaskGroup } from "./types.js" */
import { lastDay, milestoneDay, milestoneEnd, wordsOf } from "./calendar.js"
import { truth } from "./conditions.js"
import { addMonths, partsOf } from "./days.js"
import { leadOver } from "./phrases.js"
import { residue } from "./residue.js"
import { tasksIn } from "./select.js"
import { shownStep } from "./shown.js"
import { filled, sayDay } from "./words.js"

const [NOW, DATED, RULED, ANY_TIME] = [0, 1, 2, 3]

/**
 * The first day of its month.
 * @param {Day} day
 */
function monthOf(day) {
  return day - partsOf(day)[2] + 1
}

/**
 * The tasks by month, without those that are done: what was due before today comes first, what has no date at the end.
 * @param {Reader} reader @param {Section[]} sections @returns {TaskGroup[]}
 */
export function taskGroups(reader, sections) {
  /** @type {{ rank: number, day: Day, order: Day, task: ListedTask }[]} */
  const found = []
  for (const task of tasksIn(sections).values()) {
    const one = placeOf(reader, task)
    if (one) found.push({ ...one, task })
  }
  found.sort((one, other) => one.rank - other.rank || one.day - other.day || one.order - other.order)
  /** @type {TaskGroup[]} */
  const groups = []
  for (const { rank, day, task } of found) {
    const title = titleOf(reader, rank, day)
    if (groups[groups.length - 1]?.title !== title) groups.push({ title, tasks: [], isLate: rank === NOW })
    groups[groups.length - 1].tasks.push(task.id)
  }
  return groups
}

/** @param {Reader} reader @param {number} rank @param {Day} day */
function titleOf({ plan }, rank, day) {
  const { now, noDate, asYouGo } = plan.words.groups
  return rank === NOW ? now : rank === DATED ? sayDay(plan, day, "month") : rank === RULED ? noDate : asYouGo
}

/**
 * Where a task belongs: its rank, its month and the day that gives its order; null where it is done.
 * @param {Reader} reader @param {ListedTask} task
 */
function placeOf(reader, { due, step, done }) {
  if (done) return null
  const dated = step === undefined ? null : shownStep(reader, step)
  if (step !== undefined && !dated) return reader.journey?.steps[step].state === "done" ? null : { rank: ANY_TIME, day: 0, order: Infinity }
  const day = dated ? (dated.planned && dated.missed === null ? dated.day : dated.begin) : due && lastDay(reader.calendar, due)?.day
  if (day === undefined) return { rank: due ? RULED : ANY_TIME, day: 0, order: Infinity }
  return day < reader.today ? { rank: NOW, day: 0, order: day } : { rank: DATED, day: monthOf(day), order: day }
}

/**
 * The words over a line that may not be for the reader; null where it is.
 * @param {Reader} reader @param {Condition | undefined} when @param {string | undefined} own
 */
function lineLead({ plan, answers }, when, own) {
  return when !== undefined && truth(when, answers) === null ? leadOver(plan, residue(when, answers), answers, own) : null
}

/**
 * What a document is for, as far as that may be the reader's.
 * @param {Reader} reader @param {Document} document @returns {string[]}
 */
export function setsOf({ plan, answers }, { sets = [] }) {
  return sets.filter((name) => truth(plan.sets[name].when, answers) !== false).map((name) => plan.sets[name].label)
}

/**
 * The documents of the reader in the order to start on them; those without a day come last.
 * @param {Reader} reader @returns {ListedDocument[]}
 */
export function documentLines(reader) {
  const { plan, answers } = reader
  const isOut = (/** @type {{ when?: Condition }} */ { when }) => truth(when, answers) === false
  const mine = Object.entries(plan.documents).filter(([, one]) => !isOut(one) && setsOf(reader, one).length > 0)
  const lines = mine.map(([id, { step, when, lead }]) => {
    const shown = step === undefined ? null : shownStep(reader, step)
    const start = shown && shown.begin
    const title = start === null ? plan.words.groups.whenAsked : filled(plan.words.groups.startIn, { month: sayDay(plan, start, "month") })
    return { id, start, needed: shown && shown.day, planned: Boolean(shown?.planned), title, lead: lineLead(reader, when, lead), sets: setsOf(reader, plan.documents[id]) }
  })
  return lines.sort((one, other) => (one.start ?? Infinity) - (other.start ?? Infinity) || 0)
}

/**
 * The dates of the reader in their order; those without a date come last.
 * @param {Reader} reader @returns {DateEntry[]}
 */
export function dateLines(reader) {
  const { plan, answers } = reader
  /** @type {DateEntry[]} */
  const lines = []
  for (const id of plan.dates) {
    const { when, hidden, step, lane, kind, start, label, lead, resting = "", standing } = plan.milestones[id]
    if (truth(when, answers) === false || hidden) continue
    const [first, last, planned] = milestoneDays(reader, id, step)
    const rule = start && "to" in start && start.days ? wordsOf(reader.calendar, [start.to, start.days]) : null
    const title = first === null ? plan.words.groups.noDate : sayDay(plan, first, "month")
    const { season } = reader.calendar
    const rests = (season !== null && standing?.[season]) || resting
    lines.push({ id, label, lane: lane ?? "", kind: kind ?? "", start: first, end: last, planned, rule, title, lead: lineLead(reader, when, lead), standing: rests })
  }
  return lines.sort((one, other) => (one.start ?? Infinity) - (other.start ?? Infinity) || 0)
}

/**
 * The first and the last day of a milestone, and whether one of them is planned.
 * @param {Reader} reader @param {string} id @param {string | undefined} step @returns {[Day | null, Day | null, boolean]}
 */
function milestoneDays(reader, id, step) {
  if (step !== undefined) {
    if (!shownStep(reader, step) || !reader.journey) return [null, null, false]
    const { start, finish } = reader.journey.steps[step].days.typical
    return [start, finish === start ? null : finish, true]
  }
  const [first, last] = [milestoneDay(reader.calendar, id), milestoneEnd(reader.calendar, id)]
  return [first && first.day, last && last.day, false]
}

/**
 * When a date is, within its month.
 * @param {Reader} reader @param {DateEntry} entry
 */
export function whenWords({ plan }, { start, end, rule }) {
  if (start === null) return rule ?? ""
  const first = sayDay(plan, start, "short")
  if (end === null || end === start) return first
  const [[year, month], [lastYear, lastMonth, date]] = [partsOf(start), partsOf(end)]
  const { sameMonth, fromTo } = plan.words.groups
  if (year === lastYear && month === lastMonth) return filled(sameMonth, { first, last: date })
  return filled(fromTo, { first, last: sayDay(plan, end, year === lastYear ? "short" : "long") })
}

/**
 * The first day of the month of a day, and the first of the one after the month of another.
 * @param {Day} first @param {Day} last @returns {[Day, Day]}
 */
export function wholeMonthsOf(first, last) {
  return [monthOf(first), addMonths(monthOf(last), 1)]
}
