// Breaks one operator of the page's engine at a time and says which breaks no case notices:
// node mutate.js ENGINE CASES PART PARTS, the answer on stdout: {tried, survived: [{line, column, from, to, text}]}.
// CASES is {units, projects}: what run_units.js reads, and a list of what run.js reads.
const crypto = require("crypto")
const fs = require("fs")
const vm = require("vm")

const [file, cases, part, parts] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])]
const script = fs.readFileSync(file, "utf8")
const tellings = ["./telling.js", "./unit_telling.js"].map((name) => fs.readFileSync(require.resolve(name), "utf8")).join("\n")

const OTHERS = {
  "===": ["!=="], "!==": ["==="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
  "&&": ["||"], "||": ["&&"], "??": ["&&"], "+": ["-"], "-": ["+"], "*": ["+"], "/": ["*"], "%": ["*"], "!": [""],
  "+=": ["-="], "||=": ["="], "??=": ["="],
}

// What is not an operator of a program (notes, texts, patterns) is read over; a text with holes has none of its own here.
const TOKENS = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|(?<=[(,=:]\s*)\/(?![*/])(?:[^/\\\n[]|\\.|\[[^\]]*\])+\/g?|=>|\.\.\.|===|!==|<=|>=|&&|\|\|=|\?\?=|\|\||\?\?|\?\.|\+=|[<>+*/%!-]/g

function mutants() {
  return [...script.matchAll(TOKENS)].flatMap(({ 0: from, index }) => (OTHERS[from] ?? []).map((to) => ({ from, to, index })))
}

// Everything that is told of all cases, or null where something is told that is not \`wanted\`.
const RUN = `(() => {
  const told = []
  const isAsWanted = (one) => { told.push(one); return !wanted || wanted[told.length - 1] === one }
  const { units, projects } = JSON.parse(cases)
  for (const one of units.cases) if (!isAsWanted(JSON.stringify(tellOfUnit(guidegen, units.plan, one)))) return null
  for (const project of projects) {
    const plan = guidegen.openPlan(project.plan)
    for (const one of project.readers) if (!isAsWanted(JSON.stringify(tellOf(guidegen, plan, project, one)))) return null
  }
  return told
})()`

const CASES = fs.readFileSync(cases, "utf8")

// A break that makes it run without an end is noticed by the time it takes.
function run(text, wanted, timeout) {
  const context = vm.createContext({ cases: CASES, wanted })
  new vm.Script(`${text};${tellings}`).runInContext(context, { timeout: 2000 })
  return new vm.Script(RUN).runInContext(context, { timeout })
}

// By the words of its line, so that an edit elsewhere moves no break to another part.
function partOf({ from, to, index }) {
  const first = script.lastIndexOf("\n", index - 1) + 1
  const line = script.slice(first).split("\n", 1)[0]
  const name = JSON.stringify([line.trim(), line.slice(0, index - first).trim(), from, to])
  return crypto.createHash("sha256").update(name).digest().readUInt32BE(0) % parts
}

const began = Date.now()
const wanted = run(script, null, 120000)
const patience = 3 * (Date.now() - began)
const mine = mutants().filter((one) => partOf(one) === part)
const survived = []
for (const { from, to, index } of mine) {
  let isSame = false
  try {
    isSame = run(script.slice(0, index) + to + script.slice(index + from.length), wanted, patience) !== null
  } catch {
    // A break that stops it is noticed.
  }
  if (!isSame) continue
  const before = script.slice(0, index).split("\n")
  const line = script.split("\n")[before.length - 1]
  survived.push({ line: before.length, column: before[before.length - 1].length, from, to, text: line.trim() })
}
process.stdout.write(JSON.stringify({ tried: mine.length, survived }))
