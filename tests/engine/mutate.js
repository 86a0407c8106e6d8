// Breaks one operator or constant of the page's engine at a time and says which breaks no case notices:
// node mutate.js ENGINE CASES PART PARTS, the answer on stdout: {tried, late, survived: [{from, to, text}]}.
// CASES is {units, projects}: what run_units.js reads, and a list of what run.js reads.
// First every case is run once, and it is noted which places of the script it reaches. A break is then tried against
// the cases that reach it, up to one that tells something else.
const crypto = require("crypto")
const fs = require("fs")
const inspector = require("inspector")
const vm = require("vm")
const { breaksOf } = require("./breaks.js")

const [file, casesFile, part, parts] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])]
const script = fs.readFileSync(file, "utf8")
const tellings = ["./telling.js", "./unit_telling.js"].map((name) => fs.readFileSync(require.resolve(name), "utf8")).join("\n")
const { units, projects } = JSON.parse(fs.readFileSync(casesFile, "utf8"))
const groups = [units, ...projects].map(({ cases, readers, ...data }) => ({ data: JSON.stringify(data), cases: cases ?? readers }))
const all = groups.flatMap(({ cases }, group) => cases.map((one) => ({ group, data: JSON.stringify(one) })))

// Where an error came from is not told.
Error.stackTraceLimit = 0

/** At once so much of what cases take, in milliseconds, and how long that may take with a break, which may have no end. */
const [STRETCH, LEAST, TIMES] = [100, 3000, 30]

/** Short cases are asked together which places they reach, since that takes longer than they do. */
const TOGETHER = 4

// Opens groups of cases when one of them is asked for, and tells of single cases, as texts.
const TELLER = `(() => {
  const opened = []
  const open = (group, data) => {
    const project = JSON.parse(data)
    return { project, plan: group ? guidegen.openPlan(project.plan) : project.plan }
  }
  return (group, data, one) => {
    const { project, plan } = opened[group] ??= open(group, data)
    if (!one) return null
    return JSON.stringify(group ? tellOf(guidegen, plan, project, JSON.parse(one)) : tellOfUnit(guidegen, plan, JSON.parse(one)))
  }
})()`

/** Tells of a script what a case is told: a function of the case. */
function tellerOf(text) {
  const teller = new vm.Script(`(() => { ${text};${tellings};return ${TELLER} })()`, { filename: "engine.js" }).runInThisContext({ timeout: LEAST })
  return ({ group, data }) => teller(group, groups[group].data, data)
}

/** The stretches of the script that ran since the last time, and those that did not, outer ones first. */
function reachedSince(session) {
  let found = []
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    found = result.filter(({ url }) => url === "engine.js").flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
  })
  return found.sort((one, other) => one.startOffset - other.startOffset || other.endOffset - one.endOffset)
}

/** For each break whether its place was reached since the last time. */
function marks(session, breaks, shift) {
  const isReached = new Uint8Array(breaks.length)
  const from = (offset) => {
    let [low, high] = [0, breaks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (breaks[middle].at + shift < offset) low = middle + 1
      else high = middle
    }
    return low
  }
  for (const { startOffset, endOffset, count } of reachedSince(session)) isReached.fill(count ? 1 : 0, from(startOffset), from(endOffset))
  return isReached
}

/** Runs all cases as the script is: what is told of each, how long it takes, and which breaks it reaches. */
function surveyed(breaks) {
  const session = new inspector.Session()
  session.connect()
  session.post("Profiler.enable")
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true })
  const shift = "(() => { ".length
  const tell = tellerOf(script)
  const atStart = marks(session, breaks, shift)
  const atOpening = groups.map((_, group) => {
    tell({ group })
    return marks(session, breaks, shift)
  })
  let [together, cost] = [[], 0]
  for (const [place, one] of all.entries()) {
    const began = performance.now()
    one.wanted = tell(one)
    one.cost = performance.now() - began
    cost += one.cost
    together.push(one)
    if (cost < TOGETHER && all[place + 1]?.group === one.group) continue
    const isReached = marks(session, breaks, shift).map((is, number) => is || atStart[number] || atOpening[one.group][number])
    for (const each of together) each.isReached = isReached
    together = []
    cost = 0
  }
  session.disconnect()
}

/** Short cases first, and each group as long as another: what one does not notice, the next may. */
function inTurn(cases) {
  const spent = groups.map(() => 0)
  return cases.map((one) => ({ one, at: spent[one.group] += one.cost })).sort((one, other) => one.at - other.at).map(({ one }) => one)
}

/** The cases that reach a break, then the others of their groups: these may read what the first have worked out. */
function candidates(number) {
  const reaching = byCost.filter((one) => one.isReached[number])
  const reached = new Set(reaching.map(({ group }) => group))
  return [...inTurn(reaching), ...inTurn(byCost.filter((one) => !one.isReached[number] && reached.has(one.group)))]
}

/** Whether one of the cases is told something else than before, or the script stops, or has no end. */
function isNoticed(text, cases, counts) {
  try {
    const tell = tellerOf(text)
    for (let place = 0; place < cases.length;) {
      let cost = 0
      const stretch = []
      while (place < cases.length && cost < STRETCH) cost += cases[stretch.push(cases[place++]) && place - 1].cost
      if (isOther(tell, stretch, Math.max(LEAST, TIMES * cost))) return true
    }
    return false
  } catch (error) {
    if (error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") counts.late += 1
    return true
  }
}

function isOther(tell, cases, timeout) {
  globalThis.checked = () => cases.some((one) => tell(one) !== one.wanted)
  return CHECKED.runInThisContext({ timeout: Math.ceil(timeout) })
}
const CHECKED = new vm.Script("checked()")

// By the words of its line, so that an edit elsewhere moves no break to another part.
function partOf({ from, to, start }) {
  const first = script.lastIndexOf("\n", start - 1) + 1
  const name = JSON.stringify([lineOf(start), script.slice(first, start).trim(), from, to])
  return crypto.createHash("sha256").update(name).digest().readUInt32BE(0) % parts
}

function lineOf(start) {
  return script.slice(script.lastIndexOf("\n", start - 1) + 1).split("\n", 1)[0].trim()
}

const breaks = breaksOf(script)
surveyed(breaks)
const byCost = [...all].sort((one, other) => one.cost - other.cost)
const counts = { late: 0 }
const survived = []
let tried = 0
for (const [number, { from, to, start, end, put }] of breaks.entries()) {
  if (partOf(breaks[number]) !== part) continue
  tried += 1
  const text = script.slice(0, start) + put + script.slice(end)
  if (isNoticed(text, candidates(number), counts)) continue
  survived.push({ from, to, text: lineOf(start) })
}
process.stdout.write(JSON.stringify({ tried, ...counts, survived }))
