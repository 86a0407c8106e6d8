// Fitted: the page becomes the reader's own. What of its text, lists and lines is for them, under which lead, is the
// engine's decision, for the answers in mine.js and the day it is.

let showsEverything = false
let reader = null

// Fits the page. The first time nobody waits for it, and the browser draws and answers between; begun again, what was begun
// before is left.
async function fit() {
  const isFirst = !fitting_
  const keepStill = isFirst && !("waits" in page.dataset) ? stillness() : () => {}
  const work = fitting_ = fitting(isFirst)
  for (let step = work.next(); !step.done; step = work.next()) {
    const rests = isFirst && performance.now() - rested > REST
    if (step.value || rests) keepStill()
    if (step.value) await step.value
    else if (rests) await rest()
    if (fitting_ !== work) return
  }
  keepStill()
}

let fitting_ = null
let rested = 0
const REST = 4 // milliseconds of work without a rest

async function rest() {
  await (window.scheduler?.yield ? scheduler.yield() : new Promise((go) => setTimeout(go)))
  rested = performance.now()
}

async function inSteps(work) {
  while (!work.next().done) if (performance.now() - rested > REST) await rest()
}

// What the page says is the reader's from here on. Yields where it can stop, and what it waits for.
function* fitting(isFirst) {
  if (!plan) return
  const { given, count } = mine()
  const rest = [] // what is not on the screen
  reader = yield* readerOn(today_, given)
  if (reader) {
    const sections = yield* guidegen.selecting(plan, reader.answers)
    const tasks = guidegen.tasksIn(sections)
    const needed = textsNeeded(sections, tasks)
    if (needed.length) yield loadTexts(needed)
    // What nobody sees at once: with the page where that was just opened, else after it has been drawn.
    const below = (work) => isFirst ? work() : rest.push(work)
    yield* fitSections(sections, tasks)
    below(() => tellWhy(sections))
    tellLacking(needed)
    const parts = []
    dispatchEvent(new CustomEvent("planned", { detail: { parts, rest, below, tasks } }))
    const waited = parts.filter((part) => part instanceof Promise)
    for (const part of parts) if (!waited.includes(part)) yield* part
    if (waited.length) yield Promise.all(waited)
  }
  if (isFirst) yield* drawn(rest, setTimeout)
  tidy()
  yield
  tell(count > 0)
  dispatchEvent(new Event("fitted"))
  if (count) later(loadAhead)
  if (!isFirst) yield* drawn(rest, later)
}

// What can wait, each once the page has been drawn with what came before; after an answer, when nothing else is to be done.
function* drawn(rest, when) {
  for (const work of rest) { yield nextDrawing(when); work() }
}

function* fitSections(sections, tasks) {
  yield placeSections(sections)
  yield placeTasks(tasks)
  yield listSections()
  yield leadLinks(sections)
  yield fitText(new Map(sections.map((section) => [section.id, section])))
  yield fitTasks(tasks)
  for (const line of all(".aside[data-open], .catalog tr[data-open]")) fitLine(line)
  yield fitValues()
  yield* fitLists(sections)
  yield* showNumbers(sections)
}

function showAll(isAll) {
  showsEverything = isAll
  fittedAs = new WeakMap()
  fit()
}

function show(part, applies) {
  part.toggleAttribute("data-out", !applies)
  hide(part, !applies && !showsEverything)
}

const led = new WeakMap()

// The words of a lead, or none: what certainly is for the reader has none. One that is shared with the part before is
// there and not shown.
function lead(part, words, isShared = false) {
  const sign = `${isShared ? "=" : ""}${words ?? ""}`
  if (led.get(part) === sign) return
  led.set(part, sign)
  let line = one(":scope > .lead, :scope > :is(th, td, label, p) > .lead", part)
  if (!line && words) {
    line = made(part.localName === "div" ? "p" : "span", { className: "lead" })
    const at = part.localName === "div" ? part : one("label, th, td, p", part) || part
    at.prepend(line, part.localName === "div" ? "" : " ")
  }
  if (line) { hide(line, !words || isShared); if (words) say(line, `${words}:`) }
  part.classList.toggle("settled", !words)
  if (!part.matches("div.if")) return
  if (words) { part.setAttribute("role", "group"); part.setAttribute("aria-label", words) }
  else { part.removeAttribute("role"); part.removeAttribute("aria-label") }
}

function fitText(sections) {
  for (const part of all("section[data-module]")) {
    const section = sections.get(part.dataset.module)
    show(part, Boolean(section))
    if (!section || fittedAs.get(part) === section) continue
    fittedAs.set(part, section)
    const arms = guidegen.armsIn(section)
    for (const arm of all("[data-arm]", part)) {
      const mine_ = arm.dataset.arm.split(" ").map((place) => arms.get(place.split("+")[0]))
      const applies = mine_.every(Boolean)
      show(arm, applies)
      if (!applies) continue
      const leads = mine_.map((one_) => one_.lead).filter(Boolean)
      if (arm.localName !== "div") { lead(arm, guidegen.joinedLeads(plan, leads)); continue }
      lead(arm, leads[0]?.words, mine_[0].arms[0] !== arm.dataset.arm.split("+")[0])
      arm.classList.toggle("otherwise", Boolean(leads[0]?.isOtherwise))
    }
  }
  for (const group of all("[data-chapter] > div")) {
    const part = one("section[data-module]", group)
    if (!part) continue
    const found = sections.get(part.dataset.module)
    hide(group, false)
    lead(group, found?.lead && guidegen.leadSentence(plan, found.lead))
  }
}

// In lists away from their text. What was ticked stays, what an answer says is done does not.
function fitTasks(tasks) {
  for (const item of all(".tasks > .task:not(.papers > *, [data-listed])")) {
    const box = one("input[data-task]", item)
    if (!box) continue // a step of the path, which has no check mark there
    const task = tasks.get(box.id.slice("task-".length))
    const step = task?.step && reader.journey?.steps[task.step]
    const isDone = step && step.state === "done" && !(task.step in reader.ticks)
    const isInText = Boolean(item.closest("section[data-module]"))
    show(item, Boolean(task) && (isInText || !isDone))
    settle(box, Boolean(isDone))
    if (!task) continue
    if (!isInText) { // there its text is under them
      lead(item, guidegen.joinedLeads(plan, task.leads))
      const day = guidegen.dueDay(reader, task)
      if (day === null) delete box.dataset.day
      else box.dataset.day = guidegen.writeDay(day)
    }
    const due = guidegen.dueWords(reader, task)
    const line = one(".due", item)
    if (line) hide(line, !due) // what is done is due no more
    if (line && due && line.lastChild.textContent !== due) line.lastChild.textContent = due
    if (!line && due) one("label", item).append(" ", made("span", { className: "due" }, due))
  }
}

// In its text, what an answer says is done is ticked for good.
function settle(box, isDone) {
  if (box.disabled === isDone) return
  box.disabled = isDone
  box.checked = isDone || box.dataset.task in recallTicks()
}

// A note or a row of a list: its own condition is what is open of it. Under an author's own lead it stays.
function fitLine(line) {
  const open = JSON.parse(line.dataset.open)
  const applies = guidegen.truth(open, reader.answers)
  show(line, applies !== false)
  if (line.matches(".aside")) lead(line, applies === null ? line.dataset.lead ?? guidegen.leadOver(plan, guidegen.residue(open, reader.answers), reader.answers) : "")
}

function fitValues(from = document) {
  for (const mark of all("[data-value]", from)) {
    try { say(mark, guidegen.valueText(reader, mark.dataset.value)) } catch (error) {
      if (!(error instanceof guidegen.NoValue)) throw error
    }
  }
}

// What is left of a part may be its lead alone, once everything inside it is left out; lists follow.
function tidy() {
  for (const part of all("div[data-arm], div[data-open], div.group").reverse()) {
    if (part.childElementCount && !(part.hidden && part.matches("[data-out]"))) hide(part, [...part.children].every((child) => child.hidden || child.matches(".lead")))
  }
  const isOut = (link) => Boolean(document.getElementById(anchorOf(link))?.closest("[hidden]"))
  // The group itself may be hidden from the last time.
  const isHidden = (item, group) => item !== group && (item.hidden || isHidden(item.parentElement, group))
  const isEmpty = (group, items) => {
    const found = all(items, group)
    return found.length > 0 && found.every((item) => isHidden(item, group))
  }
  for (const group of all("section.month")) hide(group, isEmpty(group, ".task"))
  for (const group of all(".dates tbody")) hide(group, isEmpty(group, "tr[data-date], tr[data-open]"))
  for (const link of all('.toc a[href^="#"]')) hide(link.parentElement, isOut(link))
  for (const back of all(".notes-list .back")) hide(back, isOut(back))
  for (const note of all(".notes-list li")) hide(note, isEmpty(note, ".back"))
  for (const list of all(".notes-list")) hide(list, isEmpty(list, "li"))
}

// One line at the head of a page says what was left out, and that there is something to answer.
function tell(isAnswered) {
  const line = one(".fitted")
  if (!line || (!isAnswered && !one("[data-open], .lead"))) return
  const out = all("[data-out]").filter((part) => !part.parentElement.closest("[data-out]") && !part.matches("[data-listed], .my-list")).length
  const link = made("a", { href: "index.html#mine", textContent: isAnswered ? "Change your answers" : "Answer a few questions" })
  let parts = ["Some of this is only for some readers and begins with “If”. ", link, " and it fits you."]
  if (isAnswered && !out) parts = ["Fitted to your answers; nothing is left out here. ", link]
  if (isAnswered && out) {
    const button = made("button", { type: "button", textContent: showsEverything ? "Leave it out" : "Show everything" })
    button.addEventListener("click", () => { showAll(!showsEverything); one(".fitted button")?.focus() })
    parts = [`Fitted to your answers: ${out} ${out === 1 ? "part of this page does" : "parts of this page do"} not apply to you. `, button, " ", link]
  }
  const [said, now] = [one("span", line), made("span", {}, ...parts)]
  if (said.textContent !== now.textContent) said.replaceWith(now)
  hide(line, false)
}

// A link may lead to what was left out: then everything is shown.
function showTarget() {
  const target = ledTo()
  if (!target?.closest("[data-out]")) return
  showAll(true)
  target.scrollIntoView()
}

