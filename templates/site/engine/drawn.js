// Where a day is on a drawing, the lines of its months, and the path drawn from left to right (render/scale.py, path_across.py).
/** @import { Across, Bar, Bars, Day, Link, Month, Name, Plan, Reader, Scale, StepLine } from "./types.js" */
import { anchorDay } from "./calendar.js"
import { addMonths, partsOf } from "./days.js"
import { wholeMonthsOf } from "./listed.js"
import { inText, rounded } from "./words.js"

const [HEAD, NAME_HEIGHT, ROW, FOOT, LEAST] = [34, 15, 22, 8, 5]
const BAR = 0.62
export const LETTER = 0.53
const LARGEST = 12.5

/**
 * To one decimal, halves to the even one.
 * @param {number} value
 */
export function tenth(value) {
  return value % 1 === 0.25 ? Math.floor(value) + 0.2 : Number(value.toFixed(1))
}

/**
 * @param {Day} first @param {Day} last @param {number} width @returns {Scale}
 */
export function scaleOf(first, last, width) {
  return { width, x: (day) => tenth((day - first) / (last - first) * width) }
}

/**
 * The lines of the axis: every month, named at the quarters, with the year in January and at the first.
 * @param {Plan} plan @param {Day} first @param {Day} last @param {number} width @returns {Month[]}
 */
export function monthLines(plan, first, last, width) {
  const { x } = scaleOf(first, last, width)
  /** @type {Month[]} */
  const found = []
  for (let day = first; day < last; day = addMonths(day, 1)) {
    const [year, month] = partsOf(day)
    const label = month % 3 === 1 ? plan.words.months[month - 1].slice(0, 3) : null
    found.push({ x: x(day), label, year: month === 1 || !found.length ? year : null })
  }
  return found
}

/**
 * What a step is called on drawings.
 * @param {Plan} plan @param {StepLine} line
 */
export function drawnName(plan, line) {
  const called = plan.steps[line.id].called ?? plan.steps[line.id].label
  return `${line.number} ${called.slice(0, 1).toUpperCase()}${called.slice(1)}`
}

/**
 * The last day a step's bar reaches.
 * @param {StepLine} line
 */
function endOf({ finish, slack }) {
  return slack === null ? finish : finish + Math.max(0, slack)
}

/**
 * The path from left to right.
 * @param {Reader} reader @param {StepLine[]} lines not empty @param {number} width @returns {Across}
 */
export function acrossOf(reader, lines, width) {
  const [first, last] = wholeMonthsOf(Math.min(reader.today, ...lines.map(({ start }) => start)), Math.max(...lines.map(endOf)))
  const scale = scaleOf(first, last, width)
  const { names, levels } = namesOf(othersDays(reader).filter(({ day }) => first <= day && day < last), scale)
  const top = HEAD + levels * NAME_HEIGHT + 4
  const height = rounded(top + lines.length * ROW + FOOT)
  return { width, height, first, last, months: monthLines(reader.plan, first, last, width), names, size: LARGEST, ...barsOf(reader.plan, lines, scale, top, ROW, LARGEST) }
}

/**
 * The days of others that limit steps still to be done, each once, in order.
 * @param {Reader} reader @returns {{ label: string, day: Day }[]}
 */
function othersDays({ plan, journey, calendar }) {
  /** @type {Map<string, { label: string, day: Day }>} */
  const found = new Map()
  for (const { id, state } of Object.values(journey?.steps ?? {})) {
    for (const { entry } of (state === "todo" && journey?.standings[id].dues) || []) {
      const name = entry.date[0]
      const dated = name in plan.milestones && entry.hard ? anchorDay(calendar, name) : null
      if (dated) found.set(name, { label: plan.milestones[name].label, day: dated.day })
    }
  }
  return [...found.values()].sort((one, other) => one.day - other.day || inText(one.label, other.label))
}

/**
 * Steps as bars, one below the other, and the links between them.
 * @param {Plan} plan @param {StepLine[]} lines @param {Scale} scale @param {number} top @param {number} row @param {number} size
 * @returns {Bars}
 */
export function barsOf(plan, lines, scale, top, row, size) {
  const middles = Object.fromEntries(lines.map((line, place) => [line.id, tenth(top + (place + 0.5) * row)]))
  const byId = new Map(lines.map((line) => [line.id, line]))
  return {
    bars: lines.map((line) => barOf(plan, line, scale, middles[line.id], tenth(row * BAR), size)),
    links: lines.flatMap((line) => linkTo(line, byId, scale, middles) ?? []),
  }
}

/**
 * @param {Plan} plan @param {StepLine} line @param {Scale} scale @param {number} middle @param {number} height
 * @param {number} size @returns {Bar}
 */
function barOf(plan, line, scale, middle, height, size) {
  const left = Math.min(scale.x(line.start), scale.width - LEAST)
  const work = Math.max(LEAST, tenth(scale.x(line.finish) - left))
  const whole = Math.max(work, tenth(scale.x(endOf(line)) - left))
  const words = drawnName(plan, line)
  const length = words.length * size * LETTER
  const bar = { x: left, y: tenth(middle - height / 2), height, work, whole, words, base: tenth(middle + size * 0.34), isTight: line.isTight, maybe: line.lead !== null }
  if (left + whole + 5 + length <= scale.width) return { ...bar, textX: tenth(left + whole + 5), anchor: "start" }
  if (left - 5 - length >= 0) return { ...bar, textX: tenth(left - 5), anchor: "end" }
  return { ...bar, textX: tenth(Math.max(2, Math.min(left + work + 3, scale.width - length))), anchor: "start" }
}

/**
 * The line from the step that a step begins after, where one decides its first day.
 * @param {StepLine} line @param {Map<string, StepLine>} byId @param {Scale} scale @param {Record<string, number>} middles
 * @returns {Link | null}
 */
function linkTo(line, byId, scale, middles) {
  const drawn = line.waitsFor.map((id) => byId.get(id)).filter((one) => one !== undefined)
  const before = drawn.reduce((/** @type {StepLine | null} */ latest, one) => (latest && latest.finish >= one.finish ? latest : one), null)
  if (!before) return null
  const [from, to] = [middles[before.id], middles[line.id]]
  if (before.finish > line.start || from >= to || line.start - before.finish > 7) return null
  return { x: Math.min(scale.x(before.finish), scale.x(line.start)), y1: from, y2: to, to: scale.x(line.start), isTight: line.isTight && before.isTight }
}

/**
 * The days of others as lines with their names, each in the first row with room for it, and the number of rows.
 * @param {{ label: string, day: Day }[]} days @param {Scale} scale @returns {{ names: Name[], levels: number }}
 */
function namesOf(days, scale) {
  /** @type {number[]} */
  const ends = []
  const names = days.map(({ label, day }) => {
    const [x, length] = [scale.x(day), label.length * 12 * LETTER]
    const [before, after] = [x - 4, x + 4]
    const isLeft = after + length > scale.width
    const left = isLeft ? Math.max(0, before - length) : after
    const free = ends.findIndex((end) => end <= left)
    const row = free < 0 ? ends.length : free
    ends[row] = left + length + 10
    return { x, y: HEAD + row * NAME_HEIGHT + 11, label, textX: tenth(isLeft ? before : after), anchor: isLeft ? "end" : "start" }
  })
  return { names, levels: ends.length }
}
