// To go on elsewhere: answers and check marks as a file that every command of guidegen reads, or in a link. What is
// after the "#" of a link is never sent to a server, and every page of a guide takes it over before it is fitted
// (begin.js). move.js comes first; what saves a file is in along.js, and what reads one in answers.js, both on the plan.

const LINK = "mine"
const END = "end"
const FORM = "3"
const OLDER = ["1", "2"] // without an end; the first had each check mark with its day: "t.tent=20782"

const PAPER = "document--" // what the mark of a paper begins with, written "*" in a link

const UNSURE = "It is an older one, which does not show whether it is whole: look through your answers."
const BROUGHT = { link: "Taken over from the link.", old: `Taken over from the link. ${UNSURE}`, file: "Taken over from your file.", answer: "This is the guide for your answer." }
const NOTHING = { link: "Nothing was taken over from the link.", old: "Nothing was taken over from the link.", file: "Nothing was taken over from your file." }

// Everything that was answered for this guide, and what is ticked; a reader's own lists are not among it.
function carried() {
  const ticks = Object.fromEntries(Object.entries(recallTicks()).filter(([name]) => !name.startsWith("list--")))
  return { answers: mine().given, ticks }
}

function answersFile(now = new Date()) {
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":")
  return `${JSON.stringify({ version: 1, answered: `${isoDay(now)} ${time}`, ...carried() }, null, 2)}\n`
}

// Short, so that it fits a message: "mine=3&a.nights=3&a.likes=.sea.hills&d.20782=.tent.map&end=1x2y3z4". `more` goes along.
function fragmentOf(answers, ticks, more = {}) {
  const pairs = new URLSearchParams([[LINK, FORM]])
  for (const [name, answer] of Object.entries(answers)) pairs.set(`a.${name}`, Array.isArray(answer) ? `.${answer.join(".")}` : answer)
  for (const [name, day] of Object.entries(ticks)) {
    const key = `d.${guidegen.readDay(day)}`
    pairs.set(key, `${pairs.get(key) ?? ""}.${name.replace(PAPER, "*")}`)
  }
  for (const [name, words] of Object.entries(more)) pairs.set(name, words)
  pairs.set(END, signOf(pairs))
  return pairs
}

// Seven signs that are others when a single sign of the pairs is (FNV-1a): a link that was cut or changed shows it.
function signOf(pairs) {
  let sum = 0x811c9dc5
  for (const sign of pairs.toString()) sum = Math.imul(sum ^ sign.charCodeAt(0), 0x01000193)
  return (sum >>> 0).toString(36).padStart(7, "0")
}

// What a link carries; null where it is not whole. What a program has hung on behind the end is not its own.
function ownOf(pairs) {
  if (OLDER.includes(pairs.get(LINK))) return pairs
  const own = new URLSearchParams([...pairs].slice(0, [...pairs.keys()].indexOf(END)))
  return pairs.get(END)?.startsWith(signOf(own)) ? own : null
}

function linkTo(address, { answers, ticks } = carried()) {
  return `${address.split("#")[0]}#${fragmentOf(answers, ticks)}`
}

// What a link carries becomes the reader's own; what this site does not ask, or cannot be, is left out and said.
function takeOver() {
  if (!plan || !isCarrying()) return
  const said = new URLSearchParams(location.hash.slice(1))
  history.replaceState(null, "", location.href.split("#")[0])
  const form = said.get(LINK)
  if (/^\d+$/.test(form) && ![FORM, ...OLDER].includes(form)) { notice("arrived", "This link is of another version of the site; nothing was taken from it."); return }
  const pairs = ownOf(said)
  if (!pairs) { notice("arrived", "This link is cut off or damaged; nothing was taken from it. Copy all of it again."); return }
  const [answers, ticks] = [{}, {}]
  const tick = (name, day) => { if (/^\d{1,5}$/.test(day)) ticks[name.replace("*", PAPER)] = guidegen.writeDay(Number(day)) }
  for (const [key, words] of pairs) {
    const name = key.slice(2)
    if (key.startsWith("t.")) tick(name, words)
    if (key.startsWith("d.")) for (const one of words.split(".").filter(Boolean)) tick(one, name)
    if (!key.startsWith("a.")) continue
    const type = plan.facets[name]?.type
    answers[name] = type === "integer" && /^-?\d+$/.test(words) ? Number(words) : type === "choices" ? words.split(".").filter(Boolean) : words
  }
  const from = Object.hasOwn(plan.guides, pairs.get("from")) ? pairs.get("from") : ""
  const by = Object.hasOwn(BROUGHT, pairs.get("by")) ? pairs.get("by") : form === FORM ? "link" : "old"
  take(answers, ticks, by, from, Boolean(from))
}

// Answers and ticks from elsewhere. They open the guide that is nearest to them, unless that was just done.
function take(answers, ticks, by, from = "", hasMoved = false) {
  const taken = Object.fromEntries(Object.entries(answers).filter(([name, answer]) => isAnswer(name, answer)))
  const lost = Object.keys(answers).filter((name) => !Object.hasOwn(taken, name) && answers[name] !== null)
  const marks = Object.fromEntries(Object.entries(ticks).filter(([name, day]) => /^[a-z0-9_-]+$/.test(name) && isDay(day)))
  remember(ANSWERS, JSON.stringify({ ...recallAnswers(), ...taken }))
  remember(TICKS, JSON.stringify({ ...recallTicks(), ...marks }))
  if (!hasMoved && moveFor(taken, by, Object.fromEntries(lost.map((name) => [name, answers[name]])))) return
  dispatchEvent(new Event("carried"))
  tellArrived(by, from, lost, Object.keys({ ...taken, ...marks }).length > 0)
}

const quoted = (names) => names.map((name) => `“${name}”`).join(", ")
const fewOf = (names) => (names.length > 8 ? [...names.slice(0, 8), `${names.length - 8} more`] : names)

// What came along, if anything did, and what of it does not apply here. `unknown` is what this site does not ask.
async function tellArrived(by, from, unknown, isAnything) {
  const came = (!isAnything && NOTHING[by]) || BROUGHT[by]
  notice("arrived", came)
  await fitted_
  const words = [from && by !== "answer" && isAnything ? `${came} This guide is the nearest to these answers.` : came]
  if (by === "answer") words.push("Your other answers and your check marks came along.")
  if (unknown.length) words.push(`This site does not ask, or does not know the answer: ${guidegen.joined(plan, fewOf(unknown.map(facetName)))}. That was left out.`)
  if (refused.size && !one(".given")) words.push(KEEPS_NOTHING)
  const { lost } = mine()
  if (lost.length) words.push(`No longer asked of you: ${quoted(lost.map((name) => plan.facets[name].label))}.`)
  const ticks = await ticksLeftOver()
  if (ticks.length) words.push(`No longer on your list: ${guidegen.joined(plan, fewOf(ticks))}.`)
  if (lost.length || ticks.length) words.push("Nothing is deleted: it counts again where it applies.")
  notice("arrived", words.join(" "))
}

// The tasks in a body, for all its readers.
const tasksOf = (body) => body.flatMap((node) => [...(node.tasks ?? []), ...tasksOf(node.aside ?? node.run ?? []), ...(node.arms ?? []).flatMap((arm) => tasksOf(arm.body))])

// What marks are called on this site, for all its readers: steps, tasks as in the text of their chapter, and documents.
async function namesOf(marks) {
  const places = new Map(plan.entries.flatMap(({ chapter, order }) => order.flatMap((section) => tasksOf(plan.modules[section].body).map(({ id }) => [id, { id, chapter, section }]))))
  await loadTexts([...new Set(marks.flatMap((name) => places.get(name)?.chapter ?? []))])
  const isPaper = (name) => name.startsWith(PAPER)
  if (marks.some(isPaper) && !window.guidegenTaken) await load(`${page.dataset.root}taken.js`).catch(() => {})
  const nameOf = (name) => (isPaper(name) ? window.guidegenTaken?.documents[name.slice(PAPER.length)]?.[0] : plan.steps[name]?.label ?? (places.has(name) ? taskText(places.get(name)) : null))
  return marks.map((name) => nameOf(name) ?? null)
}

// The ticks that belong to nothing of this guide, in words; those that are unknown on this site are counted at the end.
async function ticksLeftOver() {
  const ticks = Object.keys(recallTicks()).filter((name) => !name.startsWith("list--"))
  if (!ticks.length || !reader) return []
  const tasks = guidegen.tasksIn(guidegen.selectSections(plan, reader.answers))
  const papers = new Set(guidegen.documentLines(reader).map(({ id }) => PAPER + id))
  const isHere = (name) => reader.journey?.steps[name] ? reader.journey.steps[name].state !== "skipped" : tasks.has(name) || papers.has(name)
  const names = await namesOf(ticks.filter((name) => !isHere(name)))
  const known = names.filter(Boolean).map((name) => `“${name}”`)
  const count = names.length - known.length
  return [...known, ...(count ? [count === 1 ? "one check mark that this site does not know" : `${count} check marks that this site does not know`] : [])]
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
