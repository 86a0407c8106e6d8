// Days as whole numbers, counted from 1970-01-01, and rules that give one day from another (model/dates.py).
/** @import { Day, Durations, Pace, Rule, Span } from "./types.js" */

const LENGTH = 86400000

/**
 * @param {number} year @param {number} month from 1 @param {number} date @returns {Day}
 */
export function dayOf(year, month, date) {
  return Math.round(Date.UTC(year, month - 1, date) / LENGTH)
}

/**
 * Reads "2027-06-30".
 * @param {string} words @returns {Day}
 */
export function readDay(words) {
  const [year, month, date] = words.split("-").map(Number)
  return dayOf(year, month, date)
}

/**
 * Writes "2027-06-30".
 * @param {Day} day
 */
export function writeDay(day) {
  return new Date(day * LENGTH).toISOString().slice(0, 10)
}

/**
 * The day it is where the reader is.
 * @param {Date} [now] @returns {Day}
 */
export function todayOf(now = new Date()) {
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate())
}

/**
 * Year, month from 1, and day of the month.
 * @param {Day} day @returns {[number, number, number]}
 */
export function partsOf(day) {
  const date = new Date(day * LENGTH)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

/**
 * Monday is 0.
 * @param {Day} day
 */
export function weekdayOf(day) {
  return modulo(day + 3, 7)
}

/**
 * @param {number} number @param {number} by
 */
export function modulo(number, by) {
  return ((number % by) + by) % by
}

/**
 * The same day so many months on; where the month is shorter, its last day.
 * @param {Day} day @param {number} count @returns {Day}
 */
export function addMonths(day, count) {
  const [year, month, date] = partsOf(day)
  const first = dayOf(year, month + count, 1)
  const [, , last] = partsOf(dayOf(year, month + count + 1, 1) - 1)
  return first + Math.min(date, last) - 1
}

/**
 * Whole months from one day to another; negative where the second comes first.
 * @param {Day} start @param {Day} end
 */
export function wholeMonths(start, end) {
  const [first, last] = [partsOf(start), partsOf(end)]
  const months = (last[0] - first[0]) * 12 + last[1] - first[1]
  if (months > 0 && addMonths(start, months) > end) return months - 1
  if (months < 0 && addMonths(start, months) < end) return months + 1
  return months
}

/**
 * The day that lies a rule's distance from another.
 * @param {Rule} rule @param {Day} day @returns {Day}
 */
export function shifted([, count = 0, unit = "days"], day) {
  if (unit === "months") return addMonths(day, count)
  return day + count * (unit === "weeks" ? 7 : 1)
}

/**
 * The day itself or the next such weekday.
 * @param {Day} day @param {number | undefined} weekday @returns {Day}
 */
export function toWeekday(day, weekday) {
  return weekday === undefined ? day : day + modulo(weekday - weekdayOf(day), 7)
}

/**
 * The day itself or the last such weekday before it.
 * @param {Day} day @param {number | undefined} weekday @returns {Day}
 */
export function backToWeekday(day, weekday) {
  return weekday === undefined ? day : day - modulo(weekdayOf(day) - weekday, 7)
}

/**
 * The day itself, or the next one (the last one before it, for a step of -1) that lies in none of the closed spans. There is one.
 * @param {Day} day @param {Span[]} closed @param {1 | -1} [step] @returns {Day}
 */
export function outOf(day, closed, step = 1) {
  while (closed.some((span) => holds(span, day))) day += step
  return day
}

/**
 * Whether a day lies in a span of every year, which may reach over New Year.
 * @param {Span} span @param {Day} day
 */
function holds([from, to], day) {
  const [, month, date] = partsOf(day)
  const place = month * 100 + date
  return from <= to ? from <= place && place <= to : place >= from || place <= to
}

/**
 * How many days it takes in one pass.
 * @param {Durations} takes @param {Pace} pace
 */
export function daysIn(takes, pace) {
  return takes[pace === "best" ? 0 : pace === "typical" ? 1 : 2]
}
