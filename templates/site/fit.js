// Fitted: the page becomes the reader's own. What of its text, lists and lines is for them, under which lead, is the
// engine's decision, for the answers in mine.js and the day it is.

// A clock that is behind the guide itself is wrong: then the day it was last reviewed counts.
const today_ = plan ? Math.max(guidegen.todayOf(), plan.reviewed) : guidegen.todayOf()
let showsEverything = false
let reader = null

// What the page says is the reader's from here on.
async function fit() {
  if (!plan) return
  const { given, count } = mine()
  reader = readerOn(today_, given)
  if (reader) {
    const sections = guidegen.selectSections(plan, reader.answers)
    const needed = textsNeeded(sections)
    if (needed.length) {
      const asked = reader
      await loadTexts(needed)
      if (reader !== asked) return // answered again meanwhile
    }
    fitSections(sections)
    dispatchEvent(new Event("planned"))
  }
  tidy()
  tell(count > 0)
  tellWhy(count > 0)
  dispatchEvent(new Event("fitted"))
}

function fitSections(sections) {
  const tasks = guidegen.tasksIn(sections)
  placeSections(sections)
  placeTasks(tasks)
  listSections()
  leadLinks(sections)
  fitText(new Map(sections.map((section) => [section.id, section])))
  fitTasks(tasks)
  for (const line of all("[data-open]:not([data-arm], .tasks:not(.papers) > .task)")) if (!one("section[data-module]", line)) fitLine(line)
  fitValues()
  fitLists(sections)
  showNumbers(sections)
  tellLacking(sections)
}

function show(part, applies) {
  part.toggleAttribute("data-out", !applies)
  part.hidden = !applies && !showsEverything
}

// The words of a lead, or none: what certainly is for the reader has none.
function lead(part, words) {
  let line = one(":scope > .lead, :scope > :is(th, td, label, p) > .lead", part)
  if (!line && words) {
    line = Object.assign(document.createElement(part.localName === "div" ? "p" : "span"), { className: "lead" })
    const at = part.localName === "div" ? part : one("label, th, td, p", part) || part
    at.prepend(line, part.localName === "div" ? "" : " ")
  }
  if (line) { line.hidden = !words; if (words) line.textContent = `${words}:` }
  part.classList.toggle("settled", !words)
  if (!part.matches("div.if")) return
  if (words) { part.setAttribute("role", "group"); part.setAttribute("aria-label", words) }
  else { part.removeAttribute("role"); part.removeAttribute("aria-label") }
}

function fitText(sections) {
  for (const part of all("section[data-module]")) {
    const section = sections.get(part.dataset.module)
    show(part, Boolean(section))
    if (!section) continue
    const arms = guidegen.armsIn(section)
    for (const arm of all("[data-arm]", part)) {
      const mine_ = arm.dataset.arm.split(" ").map((place) => arms.get(place.split("+")[0]))
      const applies = mine_.every(Boolean)
      show(arm, applies)
      if (!applies) continue
      const leads = mine_.map((one_) => one_.lead).filter(Boolean)
      lead(arm, arm.localName === "div" ? leads[0]?.words : guidegen.joinedLeads(plan, leads))
      if (arm.localName === "div") arm.classList.toggle("otherwise", Boolean(leads[0]?.isOtherwise))
      // Neighbors that share a lead have it once.
      if (arm.localName === "div" && mine_[0].arms[0] !== arm.dataset.arm.split("+")[0]) one(":scope > .lead", arm)?.setAttribute("hidden", "")
    }
  }
  for (const group of all("[data-chapter] > div.group")) {
    const found = sections.get(one("section[data-module]", group).dataset.module)
    group.hidden = false
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
    if (!isInText) lead(item, guidegen.joinedLeads(plan, task.leads)) // there its text is under them
    const due = guidegen.dueWords(reader, task)
    const line = one(".due", item)
    if (line) line.hidden = !due // what is done is due no more
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

// A line that comes from data: its own condition is what is open of it.
function fitLine(line) {
  const applies = guidegen.truth(JSON.parse(line.dataset.open), reader.answers)
  show(line, applies !== false)
  if (applies === true) lead(line, "")
  else if (applies === null) { const words = one(".lead", line); if (words) words.hidden = false; line.classList.remove("settled") }
}

function fitValues(from = document) {
  for (const mark of all("[data-value]", from)) {
    try { mark.textContent = guidegen.valueText(reader, mark.dataset.value) } catch (error) {
      if (!(error instanceof guidegen.NoValue)) throw error
    }
  }
}

// What is left of a part may be its lead alone, once everything inside it is left out; lists follow.
function tidy() {
  for (const part of all("div[data-arm], div[data-open], div.group").reverse()) {
    if (!part.hidden && part.childElementCount && [...part.children].every((child) => child.hidden || child.matches(".lead"))) part.hidden = true
  }
  const isOut = (link) => Boolean(document.getElementById(link.hash.slice(1))?.closest("[hidden]"))
  const isEmpty = (group, items) => {
    group.hidden = false
    const found = all(items, group)
    return found.length > 0 && found.every((item) => item.closest("[hidden]"))
  }
  for (const group of all("section.month")) group.hidden = isEmpty(group, ".task")
  for (const group of all(".dates tbody")) group.hidden = isEmpty(group, "tr[data-date], tr[data-open]")
  for (const link of all('.toc a[href^="#"]')) link.parentElement.hidden = isOut(link)
  for (const back of all(".notes-list .back")) back.hidden = isOut(back)
  for (const note of all(".notes-list li")) note.hidden = isEmpty(note, ".back")
  for (const list of all(".notes-list")) list.hidden = isEmpty(list, "li")
}

// One line at the head of a page says what was left out, and that there is something to answer.
function tell(isAnswered) {
  const line = one(".fitted")
  if (!line || (!isAnswered && !one("[data-open], .lead"))) return
  const out = all("[data-out]").filter((part) => !part.parentElement.closest("[data-out]") && !part.matches("[data-listed], .my-list")).length
  const link = Object.assign(document.createElement("a"), { href: "index.html#mine", textContent: isAnswered ? "Change your answers" : "Answer a few questions" })
  if (!isAnswered) line.replaceChildren("Some of this is only for some readers and begins with “If”. ", link, " and it fits you.")
  else if (!out) line.replaceChildren("Fitted to your answers; nothing is left out here. ", link)
  else {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: showsEverything ? "Leave it out" : "Show everything" })
    button.addEventListener("click", () => { showsEverything = !showsEverything; fit(); one(".fitted button")?.focus() })
    line.replaceChildren(`Fitted to your answers: ${out} ${out === 1 ? "part of this page does" : "parts of this page do"} not apply to you. `, button, " ", link)
  }
  line.hidden = false
}

// A link may lead to what was left out: then everything is shown.
function showTarget() {
  const target = ledTo()
  if (!target?.closest("[data-out]")) return
  showsEverything = true
  fit()
  target.scrollIntoView()
}

addEventListener("answered", fit)
addEventListener("ticked", fit)
addEventListener("hashchange", showTarget)
