// What a reader takes along: the entries of a calendar and the rows of a table (generator/render/calendar_entries.py, along.py).
/** @import { CalendarEntry, Condition, Day, ListedTask, Reader, Section, StepLine, Taken } from "./types.js" */
import { lastDay, wordsOf } from "./calendar.js"
import { clausesOf, truth } from "./conditions.js"
import { chaptersOf } from "./guide.js"
import { dateLines, documentLines, taskGroups } from "./listed.js"
import { remainder } from "./residue.js"
import { tasksIn } from "./select.js"
import { shownStep } from "./shown.js"
import { filled, inText, sayDay } from "./words.js"

const [TASK_ALARM, LONG_WINDOW] = [7, 31]

/**
 * The entries of the reader's calendar: dates still to come, dated tasks, and steps that neither of them tells.
 * @param {Reader} reader @param {Section[]} sections @param {StepLine[]} lines @param {Taken} taken
 * @returns {CalendarEntry[]}
 */
export function eventsOf(reader, sections, lines, taken) {
  const tasks = listedTasks(reader, sections)
  const dated = tasks.flatMap(({ task, isLate, chapter }) => (isLate ? [] : taskEvent(reader, task, chapter, taken) ?? []))
  const named = new Set(tasks.map(({ task }) => task.step))
  for (const id of reader.plan.dates) named.add(isMine(reader, id) ? reader.plan.milestones[id].step : undefined)
  const steps = lines.filter((line) => !named.has(line.id) && isTold(reader, line) && mayDecide(reader, line.unsettled))
  const found = [...milestoneEvents(reader, taken), ...dated, ...steps.map((line) => stepEvent(reader, line, taken))]
  return found.sort((one, other) => one.start - other.start || inText(one.key, other.key))
}

/**
 * The rows of the reader's table: tasks in their order, then documents.
 * @param {Reader} reader @param {Section[]} sections @param {Taken} taken
 * @returns {{ task: string, title: string, isPaper: boolean, begin: Day | null, due: Day | null, where: string }[]}
 */
export function rowsOf(reader, sections, taken) {
  const tasks = listedTasks(reader, sections).map(({ task, chapter }) => {
    const { begin, due } = daysOfTask(reader, task)
    return { task: task.step ?? task.id, title: summaryOf(task, taken), isPaper: false, begin, due, where: numbered(chapter, taken) }
  })
  const papers = documentLines(reader).map(({ id, lead, start, needed }) => {
    const [label, issuer] = taken.documents[id]
    return { task: `document--${id}`, title: lead ? `${lead}: ${label}` : label, isPaper: true, begin: start, due: needed, where: issuer }
  })
  return [...tasks, ...papers]
}

/** @param {Reader} reader @param {Section[]} sections */
function listedTasks(reader, sections) {
  const tasks = tasksIn(sections)
  const chapters = Object.fromEntries(chaptersOf(reader.plan, sections).map((one) => [one.id, one]))
  return taskGroups(reader, sections).flatMap(({ tasks: ids, isLate }) => ids.map((id) => {
    const task = /** @type {ListedTask} */ (tasks.get(id))
    return { task, isLate, chapter: chapters[task.chapter] }
  }))
}

/** @param {{ id: string, number: number }} chapter @param {Taken} taken */
function numbered({ id, number }, taken) {
  return `${number} ${taken.chapters[id]}`
}

/** @param {ListedTask} task @param {Taken} taken */
function summaryOf({ id, leads }, taken) {
  const last = leads[leads.length - 1]
  return last ? `${last.alone ?? last.words}: ${taken.tasks[id]}` : taken.tasks[id]
}

/**
 * @param {Reader} reader @param {ListedTask} task
 * @returns {{ begin: Day | null, due: Day | null, planned: boolean, isLast?: boolean, missed: Day | null, rule: string | null }}
 */
function daysOfTask(reader, { step, due }) {
  const shown = step === undefined ? null : shownStep(reader, step)
  if (shown) return { begin: shown.begin, due: shown.day, planned: shown.planned, missed: shown.missed, rule: null }
  const dated = step === undefined && due ? lastDay(reader.calendar, due) : null
  return { begin: null, due: dated && dated.day, planned: Boolean(dated?.planned), isLast: dated?.isLast, missed: null, rule: step === undefined && due ? wordsOf(reader.calendar, due) : null }
}

/**
 * @param {Reader} reader @param {ListedTask} task @param {{ id: string, number: number }} chapter @param {Taken} taken
 * @returns {CalendarEntry | null}
 */
function taskEvent(reader, task, chapter, taken) {
  const { begin, due, planned, isLast, missed, rule } = daysOfTask(reader, task)
  if (due === null || !task.unsettled.every((one) => mayDecide(reader, one))) return null
  const { words } = taken
  const lines = [filled(words.chapter, { chapter: numbered(chapter, taken) })]
  if (rule !== null) lines.push(ruleLine(words.rule, rule))
  if (missed !== null) lines.push(filled(words.newDay, { missed: sayDay(reader.plan, missed) }))
  else if (begin !== null && begin < due) lines.push(filled(words.beginBy, { day: sayDay(reader.plan, begin) }))
  else if (planned) lines.push(isLast ? words.last : words.moves)
  const isSure = !planned && !task.leads.length
  return { key: `task-${task.id}`, summary: summaryOf(task, taken), start: due, end: due, category: words.tasks, isSure, alarm: alarmOf(begin, due), lines, url: null }
}

/** @param {string} pattern @param {string} rule */
function ruleLine(pattern, rule) {
  return filled(pattern, { rule: rule.slice(0, 1).toUpperCase() + rule.slice(1) })
}

/** @param {Reader} reader @param {Taken} taken @returns {CalendarEntry[]} */
function milestoneEvents(reader, { dates, words }) {
  const { plan, today, answers, calendar } = reader
  return dateLines(reader).flatMap(({ id, label, lane, start, end, planned, rule, lead }) => {
    const last = end ?? start
    const unsettled = remainder(plan.milestones[id].when, answers)
    if (start === null || last === null || last < today || !mayDecide(reader, unsettled)) return []
    const { alarm = null, note, verify, source } = dates[id] ?? {}
    const isLong = last - start > LONG_WINDOW
    const bare = isLong ? filled(words.until, { label, day: sayDay(plan, last) }) : label
    const isOfficial = calendar.season !== null && Boolean(plan.milestones[id].dates?.[calendar.season])
    const lines = [note ?? "", planned ? words.moves : "", rule === null ? "" : ruleLine(words.rule, rule), verify ? words.confirm : "", source ? filled(words.source, { name: source.name }) : ""]
    return [{
      key: id, summary: lead === null ? bare : `${lead}: ${bare}`, start, end: isLong ? start : last, category: lane,
      isSure: lead === null && !planned && (isOfficial || !verify), alarm, lines: lines.filter(Boolean), url: source?.url ?? null,
    }]
  })
}

/** @param {Reader} reader @param {StepLine} line @param {Taken} taken @returns {CalendarEntry} */
function stepEvent({ plan }, { id, day, begin, why, lead, missed, isPlanned }, { lanes, words }) {
  const lines = [why]
  if (isPlanned) lines.unshift(words.moves)
  else if (missed === null && begin !== null && begin < day) lines.unshift(filled(words.beginBy, { day: sayDay(plan, begin) }))
  const { label } = plan.steps[id]
  const isSure = lead === null && missed === null && !isPlanned
  return { key: `step-${id}`, summary: lead === null ? label : `${lead}: ${label}`, start: day, end: day, category: lanes[id], isSure, alarm: alarmOf(begin, day), lines, url: null }
}

/**
 * How many days before its day somebody is reminded: on the last day to begin, where that is known.
 * @param {Day | null} begin @param {Day} day
 */
function alarmOf(begin, day) {
  return begin === null ? TASK_ALARM : Math.max(TASK_ALARM, day - begin)
}

/** @param {Reader} reader @param {string} id */
function isMine({ plan, answers }, id) {
  const { when, hidden } = plan.milestones[id]
  return !hidden && truth(when, answers) !== false
}

/**
 * Whether the day of a step is told: of what others do, only what waits for nothing else.
 * @param {Reader} reader @param {StepLine} line
 */
function isTold({ plan, journey }, { id, waitsFor }) {
  const { isEvent, byOthers } = plan.steps[id]
  return journey !== null && journey.steps[id].days.typical.latest !== null && !isEvent && !(byOthers && waitsFor.length)
}

/**
 * Whether an open condition turns on a question the reader can still answer; a plan value turns on several.
 * @param {Reader} reader @param {Condition | null} unsettled
 */
function mayDecide({ plan, answers }, unsettled) {
  if (unsettled === null) return true
  return clausesOf(unsettled).some(({ is }) => {
    const [facet, possible] = [plan.facets[is], answers[is]]
    if (!facet || facet.derived) return is.startsWith("plan.")
    return !Array.isArray(possible) || possible.filter((value) => value !== "").length > 1
  })
}
