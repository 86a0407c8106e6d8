// Breaks one operator or constant of the page's engine at a time and says which breaks no case notices:
// node mutate.js ENGINE CASES PARTS PART..., the answer on stdout: for each part {part, tried, late, survived}.
// CASES is {units, projects, left, isSure}: lists of what run_units.js and run.js read, what breaks begin with that are not
// tried, and whether it is made sure that no case changes what another is told.
// First it is noted of every case which places of the script it reaches and how many turns it takes. A break is then tried
// against the cases that reach it, up to one that tells something else.
const crypto = require("crypto")
const fs = require("fs")
const inspector = require("inspector")
const vm = require("vm")
const { breaksOf } = require("./breaks.js")
const { COUNTING, TOO_MANY, counting } = require("./turns.js")

const [file, casesFile, parts, ...asked] = [process.argv[2], process.argv[3], ...process.argv.slice(4).map(Number)]
const script = fs.readFileSync(file, "utf8")
const counted = counting(script)
const tellings = ["./telling.js", "./unit_telling.js"].map((name) => fs.readFileSync(require.resolve(name), "utf8")).join("\n")
const { units, projects, left, isSure } = JSON.parse(fs.readFileSync(casesFile, "utf8"))
const groups = [...units, ...projects].map(({ cases, readers, ...data }) => ({ data: JSON.stringify(data), cases: cases ?? readers }))
const all = groups.flatMap(({ cases }, group) => cases.map((one) => ({ group, data: JSON.stringify(one) })))

// Where an error came from is not told.
Error.stackTraceLimit = 0

/** How many turns a broken script may take: so many, and some times as many as it takes as it is. */
const [LEAST, TIMES] = [1_000_000, 10]

/** Short cases are asked together which places they reach, up to so many turns, since that takes longer than they do. */
const TOGETHER = 40_000

const FRONT = `(() => { ${COUNTING};$turns.most = ${LEAST};`

// Opens groups of cases when one of them is asked for, and tells of single cases, as texts, after how many turns.
const TELLER = `(() => {
  const opened = []
  const open = (group, data) => {
    const project = JSON.parse(data)
    return { project, plan: group < ${units.length} ? project.plan : guidegen.openPlan(project.plan) }
  }
  const tell = (group, data, one) => {
    const { project, plan } = opened[group] ??= open(group, data)
    return group < ${units.length} ? tellOfUnit(guidegen, plan, JSON.parse(one)) : tellOf(guidegen, plan, project, JSON.parse(one))
  }
  return { forget: () => opened.splice(0), tell: (group, data, one, most) => {
    Object.assign($turns, { taken: 0, most })
    return { told: JSON.stringify(tell(group, data, one)), taken: $turns.taken }
  } }
})()`

/** Tells of a script that counts its turns what a case is told: a function of the case and of the most turns. */
function tellerOf(text) {
  const program = new vm.Script(`${FRONT}${text};${tellings};return ${TELLER} })()`, { filename: "engine.js" })
  const { tell, forget } = program.runInThisContext()
  return { tell: ({ group, data }, most) => tell(group, groups[group].data, data, most), forget }
}

/** The stretches of the script that ran since the last time, and those that did not, outer ones first. */
function reachedSince(session) {
  let found = []
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    found = result.filter(({ url }) => url === "engine.js").flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
  })
  return found.sort((one, other) => one.startOffset - other.startOffset || other.endOffset - one.endOffset)
}

/** For each place, in their order, whether it was reached since the last time. */
function marks(session, places) {
  const isReached = new Uint8Array(places.length)
  const from = (offset) => {
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (places[middle] < offset) low = middle + 1
      else high = middle
    }
    return low
  }
  for (const { startOffset, endOffset, count } of reachedSince(session)) isReached.fill(count ? 1 : 0, from(startOffset), from(endOffset))
  return isReached
}

/** Notes of each case what is told of it, how many turns that takes at most, and which breaks it reaches. */
function survey(breaks) {
  const session = new inspector.Session()
  session.connect()
  session.post("Profiler.enable")
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true })
  const shift = FRONT.length
  const places = breaks.map(({ at }) => counted.placeOf(at) + shift)
  const { tell, forget } = tellerOf(counted.text)
  const atStart = marks(session, places)
  for (const one of all) Object.assign(one, { cost: 0, isReached: atStart })
  // By itself, and once more after others: what these have worked out may be read, and must change nothing.
  for (const isAlone of isSure ? [true, false] : [true]) {
    let [together, cost] = [[], 0]
    for (const [place, one] of all.entries()) {
      const { told, taken } = tell(one, Infinity)
      if (isAlone) forget()
      if (told !== (one.wanted ??= told)) throw new Error(`other cases change what is told of ${one.data}`)
      one.cost = Math.max(one.cost, taken)
      cost += taken
      together.push(one)
      if (cost < TOGETHER && all[place + 1]?.group === one.group) continue
      const isReached = marks(session, places)
      for (const each of together) each.isReached = each.isReached.map((is, number) => is || isReached[number])
      together = []
      cost = 0
    }
  }
  session.disconnect()
}

/** Short cases first, and each group as long as another: what one does not notice, the next may. */
function inTurn(cases) {
  const spent = groups.map(() => 0)
  return cases.map((one) => ({ one, at: spent[one.group] += one.cost })).sort((one, other) => one.at - other.at).map(({ one }) => one)
}

/** Whether one of the cases is told something else than before, or the script stops, or has no end. */
function isNoticed(text, cases, counts) {
  try {
    const { tell } = tellerOf(text)
    return cases.some((one) => tell(one, LEAST + TIMES * one.cost).told !== one.wanted)
  } catch (error) {
    if (error.message === TOO_MANY) counts.late += 1
    return true
  }
}

/** The script that counts, with a break. */
function brokenBy({ edits }) {
  let [text, done] = ["", 0]
  for (const { start, end, put } of edits) {
    const place = counted.placeOf(start)
    text += counted.text.slice(done, place) + put
    done = place + end - start
  }
  return text + counted.text.slice(done)
}

// By the words of its line, so that an edit elsewhere moves no break to another part.
function partOf({ from, to, edits: [{ start }] }) {
  const first = script.lastIndexOf("\n", start - 1) + 1
  const name = JSON.stringify([lineOf(start), script.slice(first, start).trim(), from, to])
  return crypto.createHash("sha256").update(name).digest().readUInt32BE(0) % parts
}

function wordsOf({ from, to, edits }) {
  return `${from} -> ${to} in ${lineOf(edits[0].start)}`
}

function lineOf(start) {
  return script.slice(script.lastIndexOf("\n", start - 1) + 1).split("\n", 1)[0].trim()
}

const breaks = breaksOf(script)
for (const words of left) if (!breaks.some((one) => wordsOf(one).startsWith(words))) throw new Error(`nothing is broken by ${words}`)
survey(breaks)
const byCost = [...all].sort((one, other) => one.cost - other.cost)

function triedPart(part) {
  const mine = [...breaks.entries()].filter(([, one]) => partOf(one) === part && !left.some((words) => wordsOf(one).startsWith(words)))
  const counts = { late: 0 }
  const survived = mine.filter(([number, one]) => !isNoticed(brokenBy(one), inTurn(byCost.filter(({ isReached }) => isReached[number])), counts))
  return { part, tried: mine.length, ...counts, survived: survived.map(([, one]) => wordsOf(one)) }
}

process.stdout.write(JSON.stringify(asked.map(triedPart)))
