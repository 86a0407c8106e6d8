// Why a reader is reading a section, in words for that reader: always true, and enough to explain it (select/why.py).
/** @import { Answers, Body, Condition, Plan, Reader, Section, ShownNode } from "./types.js" */
import { ALWAYS, allOf, anyOf, certain, clausesOf, keyOf, noneOf } from "./conditions.js"
import { Grounds } from "./grounds.js"
import { statements } from "./statements.js"
import { filled, joined } from "./words.js"

/** @typedef {{ words: string, holds: Set<string>, open: Set<string> }} WhyChapter */

/**
 * Why a chapter is in the guide, by what it and its part ask; without words where that is nothing.
 * @param {Reader} reader @param {string} chapter @returns {WhyChapter}
 */
export function whyChapter({ plan, answers }, chapter) {
  const grounds = new Grounds(plan, answers)
  grounds.add(plan.chapters[chapter]?.when, false)
  grounds.finish()
  const { ofChapter, openChapter } = plan.words.reading
  const found = statements(plan, grounds.true.values(), answers)
  const words = [...reasonsIn(plan, ofChapter, found.map((one) => one.words)), ...said(plan, openChapter, grounds.open)].join(" ")
  return { words, holds: new Set(found.map(({ condition }) => keyOf(condition))), open: grounds.open }
}

/**
 * Why a section is shown: what it adds to why its chapter is there, which is said at the head of that.
 * @param {Reader} reader @param {Section} section @param {WhyChapter} chapter @returns {string}
 */
export function whySection({ plan, ...reader }, section, chapter) {
  const words = plan.words.reading
  const module = plan.modules[section.id]
  if (module.everybody) return [words.everybody, ...said(plan, words.fitted, section.asks)].join(" ")
  const answers = section.isStrict ? certain(reader.answers) : reader.answers
  const isBodyOpen = section.body.every(isOpen)
  const better = betterThan(plan, section.id)
  const grounds = groundsOf(plan, section, better, answers, isBodyOpen)
  const found = statements(plan, grounds.true.values(), answers)
  const named = new Set([...found.flatMap(({ condition }) => clausesOf(condition).map(({ is }) => is)), ...grounds.open])
  const added = [
    ...reasonsIn(plan, better.length ? words.insteadOfOthers : words.because, found.filter(({ condition }) => !chapter.holds.has(keyOf(condition))).map((one) => one.words)),
    ...said(plan, !section.lead && !isBodyOpen ? words.replaced : words.open, [...grounds.open].filter((is) => !chapter.open.has(is))),
  ]
  return [...(added.length ? added : [words.asChapter]), ...said(plan, words.fitted, section.asks.filter((is) => !named.has(is)))].join(" ")
}

/**
 * @param {Plan} plan @param {Section} section @param {string[]} better @param {Answers} answers @param {boolean} isBodyOpen
 */
function groundsOf(plan, section, better, answers, isBodyOpen) {
  const module = plan.modules[section.id]
  const isSettled = !section.lead && !section.unsettled
  const grounds = new Grounds(plan, answers)
  grounds.add(entryOf(plan, section.id).around, isSettled)
  grounds.add(module.when, isSettled)
  for (const id of better) grounds.add({ not: plan.modules[id].when ?? ALWAYS }, isSettled)
  grounds.add(filledBy(module.body), isSettled && !isBodyOpen)
  grounds.finish()
  return grounds
}

/** @param {Plan} plan @param {string} id */
function entryOf(plan, id) {
  return plan.entries.filter(({ order }) => order.includes(id))[0]
}

/**
 * The alternatives that come before one and can be for the same reader.
 * @param {Plan} plan @param {string} id
 */
function betterThan(plan, id) {
  const { order, apart } = entryOf(plan, id)
  const out = apart?.[id] ?? []
  return order.slice(0, order.indexOf(id)).filter((_, place) => !out.includes(place))
}

/**
 * For whom anything of a body is left (logic/bodies.py).
 * @param {Body} body @returns {Condition}
 */
function filledBy(body) {
  return anyOf(...body.flatMap((node) => {
    if (typeof node === "number" || "words" in node) return [ALWAYS]
    if (!("arms" in node)) return [filledBy("aside" in node ? node.aside : node.run)]
    return node.arms.map((arm, place) => allOf(arm.when, noneOf(node.arms.slice(0, place).map(({ when }) => when)), filledBy(arm.body)))
  }))
}

/**
 * Whether it may yet turn out that nothing of a node is for the reader.
 * @param {ShownNode} node @returns {boolean}
 */
function isOpen(node) {
  if (node.kind === "text") return false
  return (node.kind === "arm" && node.lead !== null) || node.body.every(isOpen)
}

/**
 * The sentence that names some subjects; none where there are none. Several may be one question.
 * @param {Plan} plan @param {string} pattern @param {Iterable<string>} subjects
 */
function said(plan, pattern, subjects) {
  const labels = [...new Set([...subjects].map((is) => plan.subjects[is].label))]
  return labels.length ? [filled(pattern, { subjects: joined(plan, labels) })] : []
}

/**
 * The sentence that gives some reasons; none where there are none. Two of which one has a comma are set off by one.
 * @param {Plan} plan @param {string} pattern @param {string[]} reasons
 */
function reasonsIn(plan, pattern, reasons) {
  if (!reasons.length) return []
  const isApart = reasons.length === 2 && reasons.some((one) => one.includes(","))
  return [filled(pattern, { reasons: isApart ? reasons.join(plan.words.and.last) : joined(plan, reasons) })]
}
