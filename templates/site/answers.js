// Make it mine: what the reader answers on the page hides what does not apply and drops the leads of what does.
// The conditions are in the page as data, and truth.js decides them. Answers stay in this browser.

const answersKey = `answers.${page.dataset.guide}`
const choices = JSON.parse(document.currentScript.dataset.choices)
const openParts = all("[data-open]").map((part) => ({ part, condition: JSON.parse(part.dataset.open), name: part.getAttribute("aria-label") }))
let showsEverything = false

// Only answers that this guide still asks for, as it asks for them: an old one must not hide anything.
function recallAnswers() {
  try { return Object.fromEntries(Object.entries(JSON.parse(recall(answersKey)) || {}).filter(([facet, answer]) => isAnswer(choices[facet], answer))) } catch { return {} }
}

function isAnswer(allowed, answer) {
  if (!allowed || !answer) return false
  if (allowed === "date") return /^\d{4}-\d\d-\d\d$/.test(answer.low) && answer.low === answer.high
  const given = Array.isArray(answer) ? answer : answer.several
  return Array.isArray(given) && given.every((value) => allowed.includes(value)) && (given.length === 1 || given === answer.several)
}

function fit() {
  const answers = recallAnswers()
  for (const { part, condition, name } of openParts) {
    const applies = truth(condition, answers)
    part.toggleAttribute("data-out", applies === false)
    part.hidden = applies === false && !showsEverything
    part.classList.toggle("settled", applies === true)
    const lead = one(":scope > .lead, :scope > :is(th, td, label, p) > .lead", part)
    if (lead) lead.hidden = applies === true
    if (name && applies === true) { part.removeAttribute("role"); part.removeAttribute("aria-label") }
    else if (name) { part.setAttribute("role", "group"); part.setAttribute("aria-label", name) }
  }
  // What is left of a part may be its lead alone, once everything inside it is left out.
  for (const { part } of [...openParts].reverse()) {
    if (part.localName === "div" && !part.hidden && part.childElementCount && [...part.children].every((child) => child.hidden || child.matches(".lead"))) part.hidden = true
  }
  const isOut = (link) => Boolean(document.getElementById(link.hash.slice(1))?.closest("[hidden]"))
  const isEmpty = (group, items) => {
    group.hidden = false
    const found = all(items, group)
    return found.length > 0 && found.every((item) => item.closest("[hidden]"))
  }
  for (const group of all("section.month")) group.hidden = isEmpty(group, ".task")
  for (const group of all(".dates tbody")) group.hidden = isEmpty(group, "tr[data-date], tr[data-open]")
  for (const fold of all(".changes")) fold.hidden = isEmpty(fold, "li")
  for (const link of all('.toc a[href^="#"]')) link.parentElement.hidden = isOut(link)
  for (const back of all(".notes-list .back")) back.hidden = isOut(back)
  for (const note of all(".notes-list li")) note.hidden = isEmpty(note, ".back")
  for (const list of all(".notes-list")) list.hidden = isEmpty(list, "li")
  tell(answers)
  dispatchEvent(new Event("fitted"))
}

// One line at the head of a page says what was left out, and that there is something to answer.
function tell(answers) {
  const line = one(".fitted")
  if (!line || !openParts.length) return
  const out = openParts.filter(({ part }) => part.hasAttribute("data-out") && !part.parentElement.closest("[data-out]")).length
  const link = Object.assign(document.createElement("a"), { href: "index.html#mine", textContent: Object.keys(answers).length ? "Change your answers" : "Answer a few questions" })
  if (!Object.keys(answers).length) line.replaceChildren("Some of this is only for some readers and begins with “If”. ", link, " and it fits you.")
  else if (!out) line.replaceChildren("Fitted to your answers; nothing is left out here. ", link)
  else {
    const all = Object.assign(document.createElement("button"), { type: "button", textContent: showsEverything ? "Leave it out" : "Show everything" })
    all.addEventListener("click", () => { showsEverything = !showsEverything; fit(); one(".fitted button")?.focus() })
    line.replaceChildren(`Fitted to your answers: ${out} ${out === 1 ? "part of this page does" : "parts of this page do"} not apply to you. `, all, " ", link)
  }
  line.hidden = false
}

// The questions themselves are on the plan.
function askMine() {
  const form = one(".questions")
  if (!form) return
  const fields = all("[data-facet]", form)
  const boxes = (field) => all("input", field)

  function read(field) {
    const { type, facet } = field.dataset
    if (type === "choices") {
      const ticked = boxes(field).filter((box) => box.checked).map((box) => box.value)
      return ticked.length ? [facet, { several: ticked.filter((value) => value) }] : null
    }
    if (!field.value) return null
    if (type === "date") return [facet, { low: field.value, high: field.value }]
    return [facet, [type === "integer" ? Number(field.value) : field.value]]
  }

  function write(answers) {
    for (const field of fields) {
      const answer = answers[field.dataset.facet]
      if (field.dataset.type === "choices") {
        for (const box of boxes(field)) box.checked = Boolean(answer) && (box.value ? answer.several.includes(box.value) : !answer.several.length)
      } else field.value = !answer ? "" : Array.isArray(answer) ? String(answer[0]) : answer.low
    }
  }

  function count(answers) {
    const given = Object.keys(answers).length
    one(".given").textContent = given ? `${given} of ${fields.length} answered.${refused.size ? " This browser keeps nothing: other pages will not know." : ""}` : ""
    one(".forget").hidden = !given
  }

  form.addEventListener("change", (event) => {
    const field = event.target.closest("[data-facet]")
    if (field.dataset.type === "choices" && event.target.checked) {
      for (const box of boxes(field)) if (Boolean(box.value) !== Boolean(event.target.value)) box.checked = false
    }
    const answers = Object.fromEntries(fields.map(read).filter(Boolean))
    remember(answersKey, JSON.stringify(answers))
    count(answers)
    fit()
  })
  one(".forget").addEventListener("click", () => {
    remember(answersKey, "{}")
    write({})
    count({})
    fit()
    fields[0].focus()
  })
  write(recallAnswers())
  count(recallAnswers())
  one(".mine").hidden = false
  addEventListener("storage", (event) => { if (event.key === kept(answersKey)) { write(recallAnswers()); count(recallAnswers()) } })
}

// A link may lead to what was left out: then everything is shown.
function showTarget() {
  const target = ledTo()
  if (!target?.closest("[data-out]")) return
  showsEverything = true
  fit()
  target.scrollIntoView()
}

addEventListener("storage", (event) => { if (event.key === kept(answersKey)) fit() })
addEventListener("hashchange", showTarget)
askMine()
fit()
showTarget()
