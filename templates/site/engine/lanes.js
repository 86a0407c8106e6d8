// The dates drawn in lanes, and under them the steps with the least to spare (render/timeline.py).
/** @import { Chart, DateEntry, Plan, Reader, Scale, StepLine } from "./types.js" */
import { barsOf, LETTER, monthLines, scaleOf, tenth } from "./drawn.js"
import { wholeMonthsOf } from "./listed.js"

const [MARK_SIZE, INSET, AXIS, LABEL, UNDER] = [20, 2, 34, 24, 8]
const [WORD_SIZE, GUTTER, STEP_ROW, STEP_SIZE] = [12, 2, 17, 12]

/**
 * The chart of the reader's dates; null where nothing is dated.
 * @param {Reader} reader @param {DateEntry[]} dates @param {StepLine[]} lines @param {number} width @returns {Chart | null}
 */
export function chartOf({ plan }, dates, lines, width) {
  const chain = lines.filter((line) => line.isTight)
  const numbered = dates.map((entry, place) => ({ number: place + 1, entry, start: entry.start ?? NaN }))
  const dated = numbered.filter(({ entry }) => entry.start !== null)
  if (!dated.length) return null
  const starts = [...dated.map(({ start }) => start), ...chain.map((line) => line.start)]
  const ends = [...dated.map(({ entry, start }) => entry.end ?? start), ...chain.map((line) => line.finish)]
  const [first, last] = wholeMonthsOf(Math.min(...starts), Math.max(...ends))
  const scale = scaleOf(first, last, width)
  /** @type {Chart["lanes"]} */
  const lanes = []
  let top = AXIS
  for (const label of new Set([...plan.lanes, ...dated.map(({ entry }) => entry.lane)])) {
    const mine = dated.filter(({ entry }) => entry.lane === label)
    if (!mine.length) continue
    const { marks, rows } = placedMarks(mine, scale, top + LABEL)
    lanes.push({ label, top, marks })
    top += LABEL + rows * MARK_SIZE + UNDER
  }
  const height = chain.length ? Math.ceil(LABEL + chain.length * STEP_ROW + UNDER) : 0
  const below = chain.length ? { top, ...barsOf(plan, chain, scale, top + LABEL, STEP_ROW, STEP_SIZE), size: STEP_SIZE } : null
  return { width, height: top + height, first, last, months: monthLines(plan, first, last, width), lanes, chain: below }
}

/**
 * The marks of a lane, each in the first row with room for it and its words, and the number of rows.
 * @param {{ number: number, entry: DateEntry, start: number }[]} entries @param {Scale} scale @param {number} top
 */
function placedMarks(entries, scale, top) {
  /** @type {[number, number][][]} */
  const rows = []
  const marks = entries.map(({ number, entry, start }) => {
    const left = Math.min(scale.x(start), scale.width - MARK_SIZE - INSET)
    const right = Math.max(left + MARK_SIZE, entry.end !== null && entry.kind === "window" ? scale.x(entry.end) : left)
    const { words, taken } = markWords(entry.label, left, right, scale.width)
    const free = rows.findIndex((row) => row.every(([from, to]) => taken[1] + GUTTER <= from || to + GUTTER <= taken[0]))
    const row = free < 0 ? rows.length : free
    ;(rows[row] ??= []).push(taken)
    return { id: entry.id, number, kind: entry.kind, x: left, y: top + row * MARK_SIZE, width: tenth(right - left), maybe: entry.lead !== null, words }
  })
  return { marks, rows: rows.length }
}

/**
 * The words of a mark, and from where to where both reach: in a long mark, else after it, else before it.
 * @param {string} text @param {number} left @param {number} right @param {number} width
 * @returns {{ words: { text: string, x: number, anchor: string } | null, taken: [number, number] }}
 */
function markWords(text, left, right, width) {
  const length = text.length * WORD_SIZE * LETTER
  if (right - left >= MARK_SIZE + length) return { words: { text, x: MARK_SIZE, anchor: "start" }, taken: [left, right] }
  if (right + 3 + length <= width) return { words: { text, x: tenth(right - left + 3), anchor: "start" }, taken: [left, right + 3 + length] }
  if (left - 3 - length >= 0) return { words: { text, x: -3, anchor: "end" }, taken: [left - 3 - length, right] }
  return { words: null, taken: [left, right] }
}
