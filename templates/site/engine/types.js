// What plan.js holds, and what the engine makes of it. Read by the type checker and by people; no page loads it.

/**
 * @typedef {number} Day days since 1970-01-01
 * @typedef {string | number} Value
 * @typedef {string | number} Scalar
 * @typedef {boolean | null} Truth null: the answers do not decide it
 *
 * @typedef {{ is: string, in?: (Value | null)[], min?: number, max?: number }} Clause
 * @typedef {Clause | { all: Condition[] } | { any: Condition[] } | { not: Condition }} Condition
 *
 * @typedef {{ several: Value[] | null, asked?: boolean }} Several several values at once; null while unanswered
 * @typedef {{ low: Day | null, high: Day | null, asked?: boolean }} Stretch the days still possible
 * @typedef {{ value: Value | null, possible: (Value | null)[] }} Presumed what the plan states, and may become
 * @typedef {any[] | Several | Stretch | Presumed} Possible a list holds the values still possible
 * @typedef {Record<string, Possible>} Answers
 * @typedef {string | number | string[]} Answer days as "2027-06-30"
 * @typedef {Record<string, Answer | undefined>} Given
 *
 * @typedef {[string, string]} Unit the word for one and for several
 * @typedef {[anchor: string, count?: number, unit?: "days" | "weeks" | "months"]} Rule
 * @typedef {"best" | "typical" | "careful"} Pace
 * @typedef {[number, number, number]} Durations
 * @typedef {[from: number, to: number]} Span days of the year, each month * 100 + day
 * @typedef {{ day: Day, planned: boolean }} Dated
 */

/**
 * A facet, or what else a clause can be about.
 * @typedef {{
 *   type: "choice" | "choices" | "integer" | "date", values: string[], label: string,
 *   low?: number, high?: number, more?: boolean, unit?: Unit,
 *   if?: string, phrases?: Record<string, [string?, string?]>, labels?: Record<string, string>,
 *   left?: string, sign?: "<=" | ">=", bound?: number | Rule, answered?: string,
 * }} Subject
 *
 * @typedef {Subject & {
 *   means?: Record<string, string[]>, texts?: Record<string, string>, asked?: Condition, called?: string,
 *   derived?: boolean, rows?: { when?: Condition, value: string }[], months?: [string, string],
 *   counted?: Value | Rule, planned?: Rule, state?: boolean,
 * }} Facet
 *
 * @typedef {{ id: string, rule: Condition, because: string }} Constraint
 * @typedef {{ facets: Record<string, Facet>, subjects: Record<string, Subject>, constraints: Constraint[], milestones: Record<string, Milestone>, seasonFacet?: string | null, season?: number | null }} Rules
 */

/**
 * @typedef {{
 *   when?: Condition, value: Scalar | { plan: string } | { path: string } | { rule: Rule },
 *   because: string, say?: string, sure?: boolean, again?: boolean,
 * }} Row
 * @typedef {{
 *   label: string, called: string, type: "integer" | "text" | "month" | "date", policy: "first" | "min" | "max" | "collect",
 *   unit?: Unit, verdict?: boolean, hidden?: boolean, late?: boolean, rows: Row[], default?: Row,
 * }} Table
 * @typedef {{
 *   row: Row, number: number, truth: Truth, onlyCounted: boolean, value: Scalar | null, possible: (Value | null)[], because: string,
 * }} Trial
 * @typedef {{
 *   name: string, table: Table, value: Scalar | null, winners: Trial[], changes: Trial[], trials: Trial[], possible: (Value | null)[],
 * }} PlanValue
 */

/**
 * @typedef {{ to: string, days: number } | { year: number, month: number, nth: number, weekday: number }
 *   | { year: number, month: number, day: number, step?: 1 | -1, weekdays?: number[] }} SeasonRule
 * @typedef {{
 *   label: string, called?: string, dates?: Record<string, [Day, (Day | null)?]>, start?: SeasonRule, end?: SeasonRule, step?: string,
 *   when?: Condition, lead?: string, hidden?: boolean, lane?: string, kind?: string,
 *   resting?: string, standing?: Record<string, string>,
 * }} Milestone
 *
 * @typedef {{ date: Rule, when?: Condition, hard?: boolean }} Anchored
 * @typedef {{ opens: Rule, opensEarly?: Rule, closes: Rule, season?: number, left?: Durations, when?: Condition }} Window
 * @typedef {{
 *   label: string, noun: string, called?: string, takes: Durations, takesAnswer?: string, isEvent?: boolean, byOthers?: boolean,
 *   after?: string[], anyAfter?: string[], soft?: string[], from?: Anchored[], by?: Anchored[], within?: Window[],
 *   closed?: Span[], startsOn?: Rule, endsOn?: Rule, weekday?: number, repeat?: [string, number],
 *   when?: Condition, done?: Condition, settled?: Condition, lead?: string, missed?: string[],
 * }} Step
 *
 * @typedef {{ kind: string, step?: string, rule?: Rule }} Wait
 * @typedef {{ kind: "by" | "before" | "day", step?: string, rule?: Rule, isHard: boolean }} Limit
 * @typedef {{ planned: [Day, Day][], soonest: [Day, Day][], count: number, wait: Wait }} Run
 * @typedef {{ latest: Day, due: Day, limit: Limit }} Last
 * @typedef {{ runsIn: (pace: Pace) => Record<string, Run>, lastsIn: (pace: Pace) => Record<string, Last> }} Passes
 * @typedef {{
 *   step: Step, isSkipped: boolean, isOpen: boolean, ended: Day | null, takes: Durations, repeats: number, dues: { day: Day, entry: Anchored }[],
 *   notBefore: { day: Day, entry: Anchored }[], window: Window | null, starts: Dated | null, ends: Dated | null, setStart: Day | null,
 * }} Standing
 * @typedef {{
 *   start: Day, finish: Day, earliest: Day, soonest: Day, latest: Day | null, due: Day | null, turns: [Day, Day][],
 *   count: number, wait: Wait, limit: Limit | null,
 * }} StepDays
 * @typedef {{
 *   id: string, step: Step, state: "todo" | "done" | "skipped", isOpen: boolean, assumed: Set<string>, days: Record<Pace, StepDays>,
 * }} PathStep
 * @typedef {{ steps: Record<string, Step>, forward: string[], followers: Record<string, [string, "after" | "either" | "soft"][]>, moving: Record<string, string[]> }} Order
 * @typedef {{
 *   today: Day, steps: Record<string, PathStep>, counted: Record<string, Scalar>, order: Order, standings: Record<string, Standing>,
 *   runsIn: Passes["runsIn"], goals: Record<string, Record<string, Last>>,
 * }} Journey
 * @typedef {{ step: string, pace: Pace, field: string, goal: string | null, isDay: boolean }} PathField
 * What the path of one reader is found from: `counting` are the answers with what is counted in place of open ones.
 * @typedef {{
 *   today: Day, counted: Record<string, Scalar>, counting: Answers, given: Answers, ticks: Record<string, Day>,
 *   resolve: (rule: Rule, season: number) => Dated | null, behind: (name: string) => string[], number: (name: string) => number,
 * }} Situation
 * @typedef {{
 *   plan: Plan, answers: Answers, season: number | null, today: Day, planDays: Record<string, Day>, journey: Journey | null,
 *   pathDays: Record<string, Day>, lastDays: Record<string, Day>, movedDays: Record<string, Day>,
 * }} Calendar
 * @typedef {{
 *   plan: Plan, given: Given, today: Day, ticks: Record<string, Day | null>, answers: Answers, broken: Constraint | null,
 *   values: Record<string, PlanValue>, calendar: Calendar, journey: Journey | null,
 * }} Reader
 * @typedef {{ facets: Answers, standings: Record<string, Standing>, runs: Record<string, Run> }} BestPass
 * @typedef {(condition: Condition | undefined) => Truth} Best what holds on the path at best
 * @typedef {{ name: string, sentence: string, because: string, isStop: boolean }} Verdict
 * @typedef {{ days: number, steps: string[] }} Awaited
 * @typedef {{
 *   id: string, number: number, start: Day, finish: Day, begin: Day | null, day: Day, over: Day, missed: Day | null,
 *   slack: number | null, isPlanned: boolean, isTight: boolean, isReady: boolean, waitsFor: string[], follows: string | null,
 *   waiting: number, awaited: string[], room: string, why: string, lead: string | null, isSettled: boolean,
 *   decides: boolean, unsettled: Condition | null,
 * }} StepLine
 */

/**
 * @typedef {{ id: string, due?: Rule, step?: string, done?: boolean }} Task
 * @typedef {{ when?: Condition, lead?: string, hide?: boolean, body: Body }} Arm
 * @typedef {{ words: number, tasks?: Task[], cites?: number[], terms?: string[] }} LongText a text, its facts by number
 * @typedef {(number | LongText | { arms: Arm[] } | { aside: Body, say?: boolean } | { run: Body })[]} Body a number is the
 * words of a text without tasks and facts
 * @typedef {{ when?: Condition, lead?: string, hide?: boolean, everybody?: boolean, words: number, body: Body }} Module
 * @typedef {{ chapter: string, around?: Condition, slot?: boolean, order: string[], apart?: Record<string, number[]> }} Entry `apart`: places
 * of those before a module that are for other readers
 * @typedef {{ words: string, residue: Condition, instead: boolean, isOtherwise?: boolean, alone?: string | null }} Lead
 * @typedef {{ kind: "text", place: string, words: number, tasks: Task[], cites: number[], terms: string[] }
 *   | { kind: "run", place: string, body: ShownNode[] } | { kind: "aside", place: string, isSaid: boolean, body: ShownNode[] }
 *   | { kind: "arm", arms: string[], lead: Lead | null, unsettled: Condition | null, body: ShownNode[] }} ShownNode
 * @typedef {{
 *   id: string, chapter: string, lead: Lead | null, unsettled: Condition | null, body: ShownNode[],
 *   asks: string[], isStrict: boolean,
 * }} Section what the arms of its blocks ask about; whether nothing presumed decided that it is shown
 */

/**
 * @typedef {Task & { leads: Lead[], unsettled: Condition[], section: string, chapter: string }} ListedTask
 * @typedef {{
 *   chapters: Record<string, string>, tasks: Record<string, string>, lanes: Record<string, string>, documents: Record<string, [string, string]>,
 *   dates: Record<string, { alarm?: number, note?: string, verify?: boolean, source?: { name: string, url: string } }>,
 *   words: Record<"tasks" | "until" | "moves" | "last" | "rule" | "confirm" | "source" | "chapter" | "beginBy" | "newDay", string>,
 * }} Taken
 * @typedef {{
 *   key: string, summary: string, start: Day, end: Day, category: string, isSure: boolean, alarm: number | null, lines: string[], url: string | null,
 * }} CalendarEntry
 * @typedef {{ title: string, tasks: string[], isLate: boolean }} TaskGroup
 * @typedef {{ id: string, start: Day | null, needed: Day | null, planned: boolean, title: string, lead: string | null, sets: string[] }} ListedDocument
 * @typedef {{
 *   id: string, label: string, lane: string, kind: string, start: Day | null, end: Day | null, planned: boolean,
 *   rule: string | null, title: string, lead: string | null, standing: string,
 * }} DateEntry
 */

/**
 * @typedef {[low: number, typical: number, high: number]} Estimate
 * @typedef {{ of?: string, each: Estimate, plus?: number }} Count
 * @typedef {{
 *   when?: Condition, lead?: string, cites?: number[], amount?: Estimate, times?: Count, share?: number, payer?: string, moves?: boolean,
 *   fee?: { count: Count, base: number, tiers: [number | null, number][] },
 * }} Cost
 * @typedef {{ when?: Condition, sets?: string[], step?: string, lead?: string, cites?: number[] }} Document
 * @typedef {{
 *   id: string, lead: string | null, unsettled: Condition | null, total: Estimate, byNumber: (Estimate | null)[],
 *   isCounted: boolean, isMaybe: boolean,
 * }} BudgetLine
 * @typedef {{
 *   when: Condition, conditions: Condition[], of: number[], classes: { facets: [string | null, number][], tables: number[][] }[],
 *   tables: {
 *     type: "fit" | "score", policy: "first" | "min" | "max", values: Value[], default: Value | null, because: string[], asks: string[],
 *   }[],
 *   columns: Record<string, { ask?: string, because?: string, when?: Condition }>, words: { byAnswer: string, byPlan: string },
 *   rows: { id: string, name: string, because?: string, unknown?: string[], said?: Record<string, string>, fresh?: Day, dated?: boolean }[],
 * }} CatalogRules
 * @typedef {{
 *   fit: string, grounds: { value: string, column?: string | null, rule?: number[], undecided?: number }[], scores: (number | null)[],
 *   rules: [table: number, rule: number][],
 * }} Outcome
 * @typedef {{
 *   id: string, fit: string, reasons: string[], asks: string[], open: string[], more: string[], scores: string[], isStale: boolean,
 * }} Choice
 */

/**
 * @typedef {{ width: number, x: (day: Day) => number }} Scale
 * @typedef {{ x: number, label: string | null, year: number | null }} Month
 * @typedef {{ x: number, y: number, label: string, textX: number, anchor: string }} Name
 * @typedef {{
 *   x: number, y: number, height: number, work: number, whole: number, words: string, base: number, isTight: boolean,
 *   maybe: boolean, textX: number, anchor: string,
 * }} Bar
 * @typedef {{ x: number, y1: number, y2: number, to: number, isTight: boolean }} Link
 * @typedef {{ bars: Bar[], links: Link[] }} Bars
 * @typedef {Bars & { width: number, height: number, first: Day, last: Day, months: Month[], names: Name[], size: number }} Across
 * @typedef {{ y: number, words: string }} DownWords
 * @typedef {{
 *   column: number, textX: number, x: number, width: number, y: number, work: number, whole: number, goesOn: boolean, lines: DownWords[],
 *   days: DownWords, leader: number, isTight: boolean, maybe: boolean,
 * }} DownBar
 * @typedef {{ width: number, height: number, months: { y: number, label: string }[], bars: DownBar[] }} Down
 * @typedef {{
 *   id: string, number: number, kind: string, x: number, y: number, width: number, maybe: boolean,
 *   words: { text: string, x: number, anchor: string } | null,
 * }} Mark
 * @typedef {{
 *   width: number, height: number, first: Day, last: Day, months: Month[], chain: (Bars & { top: number, size: number }) | null,
 *   lanes: { label: string, top: number, marks: Mark[] }[],
 * }} Chart
 */

/**
 * @typedef {{
 *   numbers: string[], none: string, not: string, singular: number[], months: string[],
 *   days: { long: string, month: string, short: string },
 *   and: { two: string, more: string, last: string }, or: { two: string, more: string, last: string },
 *   stretch: { day: Unit, longer: [number, Unit][], long: number, about: string },
 *   range: Record<"more" | "fewer" | "either" | "fromTo" | "on" | "onOrBefore" | "onOrAfter" | "between" | "before" | "after", string>,
 *   rule: { before: string, after: string, units: Record<"days" | "weeks" | "months", Unit> },
 *   if: string, instead: string, unworded: string, otherwise: string, otherCase: string, fields: Record<string, string>,
 *   groups: Record<"now" | "noDate" | "asYouGo" | "startIn" | "whenAsked" | "sameMonth" | "fromTo", string>,
 *   due: Record<"days" | "late" | "planned" | "by", string>, nothing: string,
 *   room: Record<"noSpare" | "late" | "anyTime" | "fixed" | "others" | "about", string>,
 *   why: Record<"before" | "chain" | "chainAdvice" | "chainDay" | "by" | "advice" | "day" | "nothing" | "late" | "tight" | "tooShort"
 *     | "lateMoves" | "lateLost" | "waits", string>,
 *   reading: Record<"everybody" | "because" | "ofChapter" | "openChapter" | "asChapter" | "insteadOfOthers" | "open" | "replaced" | "fitted"
 *     | "answer" | "otherAnswer" | "planned" | "notPlanned", string>,
 * }} Words
 *
 * @typedef {Rules & {
 *   season: number | null, seasonFacet: string | null, seasonName: string,
 *   constants: Record<string, string>, curled: Record<string, string>,
 *   tables: Record<string, Table>, steps: Record<string, Step>, order: Order,
 *   chapters: Record<string, { when: Condition }>, modules: Record<string, Module>, entries: Entry[], costs: Record<string, Cost>, number: string | null,
 *   goodUntil: string | null, words: Words, guides: Record<string, Given>, reviewed: Day,
 *   documents: Record<string, Document>, sets: Record<string, { label: string, when?: Condition }>, dates: string[], lanes: string[], facts: [string, Day?][],
 * }} Plan
 */

export {}
