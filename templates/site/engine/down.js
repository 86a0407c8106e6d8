// The path drawn from top to bottom, for a narrow screen: one bar a step, its words at the right (render/path_down.py).
/** @import { Day, Down, DownBar, Plan, StepLine } from "./types.js" */
import { partsOf } from "./days.js"
import { drawnName, tenth } from "./drawn.js"
import { filled, rounded, sayDay } from "./words.js"

const WIDTH = 330
const [BARS, PITCH] = [126, 14]
const [LINE, MONTH_HEIGHT, BETWEEN, TAIL] = [18, 30, 10, 60]
const LETTER_WIDTH = 7.4

/** @typedef {{ line: StepLine, top: number, words: string[] }} Placed */

/**
 * The path in the order in which its steps can begin.
 * @param {Plan} plan @param {StepLine[]} lines not empty @returns {Down}
 */
export function downOf(plan, lines) {
  const letters = Math.floor((WIDTH - BARS) / LETTER_WIDTH)
  /** @type {Placed[]} */
  const rows = []
  /** @type {Down["months"]} */
  const months = []
  let [y, month] = [0, NaN]
  for (const line of lines) {
    const first = line.start - partsOf(line.start)[2]
    if (first !== month) {
      month = first
      months.push({ y: tenth(y + 19), label: sayDay(plan, line.start, "month") })
      y += MONTH_HEIGHT
    }
    const words = [...brokenLines(drawnName(plan, line), letters), dayWords(plan, line)]
    rows.push({ line, top: y, words })
    y += words.length * LINE + BETWEEN
  }
  /** @type {number[]} */
  const ends = []
  const bars = rows.map((row) => downBar(row, rows, y, ends))
  const pitch = Math.min(PITCH, (BARS - 6) / ends.length)
  return { width: WIDTH, height: rounded(y), months, bars: bars.map((bar) => ({ ...bar, x: tenth(bar.column * pitch), width: tenth(pitch * 0.64) })) }
}

/**
 * One bar in the first column that is free there, with its words.
 * @param {Placed} row @param {Placed[]} rows @param {number} bottom @param {number[]} ends changed
 * @returns {Omit<DownBar, "x" | "width">}
 */
function downBar({ line, top, words }, rows, bottom, ends) {
  const work = Math.max(top + 12, heightOf(line.finish, rows, bottom))
  const full = Math.max(work, heightOf(line.finish + Math.max(0, line.slack ?? 0), rows, bottom))
  const whole = Math.min(full, work + TAIL)
  const free = ends.findIndex((end) => end <= top)
  const column = free < 0 ? ends.length : free
  ends[column] = whole + 4
  const texts = words.map((one, place) => ({ y: tenth(top + 13 + place * LINE), words: one }))
  return {
    column, textX: BARS, y: tenth(top + 3), work: tenth(work - top - 3), whole: tenth(whole - top - 3), goesOn: full > work + TAIL,
    lines: texts.slice(0, -1), days: texts[texts.length - 1], leader: tenth(top + 8), isTight: line.isTight, maybe: line.lead !== null,
  }
}

/**
 * Where a day on or after the first is: between the steps that begin before and after it.
 * @param {Day} day @param {Placed[]} rows @param {number} bottom
 */
function heightOf(day, rows, bottom) {
  const before = rows.filter(({ line }) => line.start <= day)
  const after = rows.find(({ line }) => line.start > day)
  const last = before[before.length - 1]
  const days = day - last.line.start
  if (!after) return Math.min(bottom, last.top + days)
  return last.top + (after.top - last.top) * days / (after.line.start - last.line.start)
}

/**
 * When it can begin, and when it has to; the last day has its year.
 * @param {Plan} plan @param {StepLine} line
 */
function dayWords(plan, { start, begin }) {
  if (begin === null || begin === start) return sayDay(plan, start)
  return filled(plan.words.groups.fromTo, { first: sayDay(plan, start, "short"), last: sayDay(plan, begin) })
}

/**
 * @param {string} words @param {number} letters @returns {string[]}
 */
function brokenLines(words, letters) {
  const lines = [""]
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim()
    if (longer.length <= letters || !lines[lines.length - 1]) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
