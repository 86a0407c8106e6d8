// To go on elsewhere: answers and check marks as a file that every command of guidegen reads, or in a link. What is
// after the "#" of a link is never sent to a server, and every page of a guide takes it over before it is fitted
// (planned.js). move.js comes first; what saves a file is in along.js, and what reads one in answers.js, both on the plan.

const LINK = "mine"
const FORM = "2"
const READ = ["1", FORM] // the first had each check mark with its day: "t.tent=20782"

const PAPER = "document--" // what the mark of a paper begins with, written "*" in a link

// Everything that was answered for this guide, and what is ticked; a reader's own lists are not among it.
function carried() {
  const ticks = Object.fromEntries(Object.entries(recallTicks()).filter(([name]) => !name.startsWith("list--")))
  return { answers: mine().given, ticks }
}

function answersFile(now = new Date()) {
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":")
  return `${JSON.stringify({ version: 1, answered: `${isoDay(now)} ${time}`, ...carried() }, null, 2)}\n`
}

// Short, so that it fits a message: "mine=2&a.nights=3&a.likes=.sea.hills&d.20782=.tent.map".
function pairsOf(answers, ticks) {
  const pairs = new URLSearchParams([[LINK, FORM]])
  for (const [name, answer] of Object.entries(answers)) pairs.set(`a.${name}`, Array.isArray(answer) ? `.${answer.join(".")}` : answer)
  for (const [name, day] of Object.entries(ticks)) {
    const key = `d.${guidegen.readDay(day)}`
    pairs.set(key, `${pairs.get(key) ?? ""}.${name.replace(PAPER, "*")}`)
  }
  return pairs
}

function linkTo(address) {
  const { answers, ticks } = carried()
  return `${address.split("#")[0]}#${pairsOf(answers, ticks)}`
}

// What a link carries becomes the reader's own; what this site does not ask, or cannot be, is left out and said.
function takeOver() {
  const pairs = new URLSearchParams(location.hash.slice(1))
  if (!pairs.has(LINK) || !plan) return
  history.replaceState(null, "", location.href.split("#")[0])
  if (!READ.includes(pairs.get(LINK))) {
    notice("arrived", "This link is of another version of the site; nothing was taken from it.")
    return
  }
  const [answers, ticks] = [{}, {}]
  const tick = (name, day) => { if (/^\d{1,5}$/.test(day)) ticks[name.replace("*", PAPER)] = guidegen.writeDay(Number(day)) }
  for (const [key, words] of pairs) {
    const name = key.slice(2)
    if (key.startsWith("t.")) tick(name, words)
    if (key.startsWith("d.")) for (const one of words.split(".").filter(Boolean)) tick(one, name)
    if (!key.startsWith("a.")) continue
    const type = plan.facets[name]?.type
    answers[name] = type === "integer" ? Number(words) : type === "choices" ? words.split(".").filter(Boolean) : words
  }
  const from = Object.hasOwn(plan.guides, pairs.get("from")) ? pairs.get("from") : ""
  const by = Object.hasOwn(BROUGHT, pairs.get("by")) ? pairs.get("by") : "link"
  take(answers, ticks, by, from, Boolean(from))
}

// Answers and ticks from elsewhere. They open the guide that is nearest to them, unless that was just done.
function take(answers, ticks, by, from = "", hasMoved = false) {
  const taken = Object.fromEntries(Object.entries(answers).filter(([name, answer]) => isAnswer(name, answer)))
  const lost = Object.keys(answers).filter((name) => !Object.hasOwn(taken, name) && answers[name] !== null)
  const marks = Object.fromEntries(Object.entries(ticks).filter(([name, day]) => /^[a-z0-9_-]+$/.test(name) && isDay(day)))
  remember(ANSWERS, JSON.stringify({ ...recallAnswers(), ...taken }))
  remember(TICKS, JSON.stringify({ ...recallTicks(), ...marks }))
  if (!hasMoved && moveFor(taken, by)) return
  dispatchEvent(new Event("carried"))
  tellArrived(by, from, lost, Object.keys({ ...taken, ...marks }).length > 0)
}

async function readIn(file) {
  let found
  try { found = readAnswersFile(await file.text()) } catch {
    notice("arrived", "This is not an answers file. Nothing was taken from it.")
    one(".arrived").scrollIntoView({ block: "nearest" })
    return
  }
  const day = isoDay(new Date())
  const ticks = Object.fromEntries(Object.entries(found.ticks || {}).map(([name, when]) => [name, when ?? day]))
  take(found.answers || {}, ticks, "file")
  one(".arrived").scrollIntoView({ block: "nearest" })
}

function offerCarrying() {
  const said = one(".carried")
  one("#saved-file")?.addEventListener("change", ({ target }) => { if (target.files[0]) readIn(target.files[0]); target.value = "" })
  one("[data-carry=file]")?.addEventListener("click", () => {
    save("my.answers.json", "application/json", answersFile())
    said.textContent = "Saved as my.answers.json. Your office can go on from it."
  })
  one("[data-carry=link]")?.addEventListener("click", async () => {
    const link = linkTo(location.href)
    try { await navigator.clipboard.writeText(link); said.textContent = "The link is copied. Anyone who has it can read your answers." } catch { said.textContent = link }
  })
}

addEventListener("hashchange", takeOver)
takeOver()
if (plan) offerCarrying()
