// The steps of one reader as a guide tells them: their days, why by then, and the few of this week (generator/assemble).
/** @import { Awaited, Day, Journey, PathStep, Plan, Reader, StepLine, Verdict } from "./types.js" */
import { allOf, negated, truth } from "./conditions.js"
import { leadOver } from "./phrases.js"
import { remainder } from "./residue.js"
import { keptStart, shownStep } from "./shown.js"
import { becauseOf } from "./tables.js"
import { fill } from "./values.js"
import { followerOf, lateWords, whyWords } from "./why.js"
import { filled, joined, plural, rounded, stretch } from "./words.js"

const [MOST, NEXT] = [5, 3]
const MONTH = 30.4

/**
 * The verdicts that are said, those that something is not possible first.
 * @param {Reader} reader @returns {Verdict[]}
 */
export function saidVerdicts(reader) {
  const found = Object.values(reader.values).flatMap((value) => {
    const row = value.winners[0]?.row
    if (!value.table.verdict || row?.say === undefined) return []
    return [{ name: value.name, sentence: fill(reader, row.say), because: becauseOf(value), isStop: Boolean(row.sure) }]
  })
  return [...found.filter((one) => one.isStop), ...found.filter((one) => !one.isStop)]
}

/**
 * The verdict that each table comes to, also of those that go without saying.
 * @param {Reader} reader @returns {Record<string, string>}
 */
export function verdictsOf({ values }) {
  const decided = Object.values(values).filter((one) => one.table.verdict && one.value !== null)
  return Object.fromEntries(decided.map((one) => [one.name, String(one.value)]))
}

/**
 * The steps still to be done, numbered in the order in which they can begin.
 * @param {Reader} reader @param {Verdict[]} verdicts @returns {StepLine[]}
 */
export function stepLines(reader, verdicts) {
  const { journey } = reader
  if (!journey) return []
  const lost = Object.fromEntries(verdicts.filter((one) => one.isStop).map((one) => [one.name, one.sentence]))
  const todo = Object.values(journey.steps).filter((one) => one.state === "todo")
  todo.sort((one, other) => one.days.typical.start - other.days.typical.start || one.days.typical.finish - other.days.typical.finish)
  const tight = tightest(todo, reader)
  /** @type {Map<string, Awaited>} */
  const waiting = new Map()
  return todo.map((one, place) => lineOf(reader, one, place + 1, tight.has(one.id), waitingFor(reader.plan, journey, one.id, waiting), lost))
}

/**
 * @param {Reader} reader @param {PathStep} one @param {number} number @param {boolean} isTight @param {Awaited} awaited
 * @param {Record<string, string>} lost @returns {StepLine}
 */
function lineOf(reader, one, number, isTight, awaited, lost) {
  const { plan, today } = reader
  const { start, finish, latest } = one.days.typical
  const [begin, over, missed] = limitsOf(reader, one)
  const unsettled = one.isOpen ? remainder(allOf(one.step.when, ...(one.step.done ? [negated(one.step.done)] : [])), reader.answers) : null
  const shown = shownStep(reader, one.id)
  // What only some pages ask is found there.
  return {
    id: one.id,
    number,
    start,
    finish,
    begin,
    day: shown ? shown.day : finish,
    over,
    missed,
    slack: latest === null ? null : latest - start,
    isPlanned: shown !== null && shown.planned && missed === null,
    isTight,
    isReady: !one.step.isEvent && start <= today,
    get waitsFor() { return before(reader, one.id) },
    follows: followerOf(one),
    waiting: awaited.days,
    awaited: awaited.steps,
    get room() { return roomWords(reader, one, missed !== null) },
    get why() { return missed === null ? whyWords(reader, one) : lateWords(reader, one, lost) },
    isSettled: one.step.settled !== undefined && !Object.keys(lost).length && truth(one.step.settled, reader.answers) === true,
    decides: one.step.settled !== undefined && Object.keys(lost).length > 0,
    lead: unsettled && leadOver(plan, unsettled, reader.answers, one.step.lead),
    unsettled,
  }
}

/**
 * The last day to begin, the one to be over, and the last day that is not kept.
 * @param {Reader} reader @param {PathStep} one @returns {[Day | null, Day, Day | null]}
 */
function limitsOf(reader, one) {
  const { start, finish, latest } = one.days.typical
  const shown = shownStep(reader, one.id)
  if (!shown) return [null, finish, null]
  if (isSet(reader, one.id)) return [start, finish, null]
  if (isOfOthers(one) && shown.missed === null) return [null, finish, null]
  return [latest === null ? null : shown.begin, shown.day, shown.missed]
}

/** @param {Reader} reader @param {string} name */
function isSet({ journey }, name) {
  return journey !== null && keptStart(journey, name) !== null
}

/**
 * The steps that are behind, or else those with the least slack. A day that the reader has set, and an event, have no
 * slack of their own.
 * @param {PathStep[]} todo @param {Reader} reader
 */
function tightest(todo, reader) {
  const slacks = todo.flatMap((one) => {
    const { latest, start, limit } = one.days.typical
    return limit === null || limit.kind === "day" ? [] : [{ one, slack: Number(latest) - start }]
  })
  const moving = slacks.filter(({ one }) => !one.step.isEvent)
  const least = Math.max(0, Math.min(...(moving.length ? moving : slacks).map(({ slack }) => slack)))
  return new Set(slacks.filter(({ slack }) => slack <= least).map(({ one }) => one.id))
}

/**
 * The steps still to be done that one waits for; one that is not for the reader hands on its own.
 * @param {Reader} reader @param {string} name @returns {string[]}
 */
function before({ plan, journey }, name) {
  const { after = [], anyAfter = [], soft = [] } = plan.steps[name]
  const found = [...after, ...anyAfter, ...soft].flatMap((other) => {
    const { state } = /** @type {Journey} */ (journey).steps[other]
    return state === "todo" ? [other] : state === "skipped" ? before(/** @type {Reader} */ ({ plan, journey }), other) : []
  })
  return [...new Set(found)]
}

/**
 * Whether a step is a day that others set and that does not wait for the reader.
 * @param {PathStep} one
 */
function isOfOthers({ step }) {
  return Boolean(step.isEvent && step.byOthers)
}

/**
 * The days others take from a step's beginning on, without the reader doing anything, and for what.
 * @param {Plan} plan @param {Journey} journey @param {string} name @param {Map<string, Awaited>} known @returns {Awaited}
 */
function waitingFor(plan, journey, name, known) {
  let found = known.get(name)
  if (!found) {
    const { step } = journey.steps[name]
    const after = journey.order.followers[name].filter(([other]) => journey.steps[other].state === "todo" && plan.steps[other].byOthers)
    const each = after.map(([other]) => waitingFor(plan, journey, other, known))
    const longest = each.reduce((most, one) => (one.days > most.days ? one : most), { days: 0, steps: /** @type {string[]} */ ([]) })
    const own = step.byOthers ? journey.standings[name].takes[1] : 0
    found = own ? { days: own + longest.days, steps: [step.called ?? step.label, ...longest.steps] } : longest
    known.set(name, found)
  }
  return found
}

/** @param {Reader} reader @param {PathStep} one @param {boolean} isLate */
function roomWords(reader, one, isLate) {
  const { plan } = reader
  const { noSpare, late, anyTime, fixed, others } = plan.words.room
  const { latest, start } = one.days.typical
  if (isSet(reader, one.id)) return fixed
  if (isOfOthers(one) && !isLate) return others
  if (latest === null) return anyTime
  const slack = latest - start
  if (slack > 0) return length(plan, slack)
  return slack === 0 || !isLate ? noSpare : filled(late, { days: length(plan, -slack) })
}

/** @param {Plan} plan @param {number} days in months where it is longer than two */
function length(plan, days) {
  if (days <= plan.words.stretch.long) return stretch(plan, days)
  return filled(plan.words.room.about, { months: plural(plan, rounded(days / MONTH), plan.words.stretch.longer[0][1]) })
}

/**
 * The steps to begin with, those with the least to spare; the one with the longest wait is always there. They are in the
 * order of the days by which to begin, with what is late before them. What is likely settled comes after what is not; where
 * something is not possible, what decides about it comes first.
 * @param {Plan} plan @param {StepLine[]} steps @returns {{ id: string, why: string }[]}
 */
export function thisWeek(plan, steps) {
  const sure = steps.filter((one) => one.lead === null)
  const ready = sure.filter((one) => one.isReady)
  ready.sort((one, other) => Number(other.decides) - Number(one.decides) || Number(one.slack === null) - Number(other.slack === null) || Number(one.slack) - Number(other.slack))
  const first = ready.length ? ready.slice(0, MOST) : sure.slice(0, NEXT)
  const most = Math.max(...ready.map((one) => one.waiting))
  const longest = ready.find((one) => one.waiting === most)
  if (longest && longest.waiting && !first.includes(longest)) first[first.length - 1] = longest
  return first.sort(byBegin).map((one) => {
    const isLongest = one.waiting > 0 && one.waiting === most
    const said = { why: one.why, days: stretch(plan, one.waiting), steps: joined(plan, one.awaited) }
    return { id: one.id, why: isLongest ? filled(plan.words.why.waits, said) : one.why }
  })
}

/**
 * By when a step has to be begun, or had to be; steps alike in that are in the order of the path.
 * @param {StepLine} one @param {StepLine} other
 */
function byBegin(one, other) {
  /** @param {StepLine} step */
  const places = ({ isSettled, decides, missed, start, slack, begin, number }) => {
    const hadTo = missed === null || slack === null ? null : start + slack
    return [Number(isSettled), Number(!decides), Number(missed === null), hadTo ?? begin ?? Infinity, number]
  }
  const theirs = places(other)
  return Number(places(one).map((place, at) => place - theirs[at]).find(Boolean))
}
