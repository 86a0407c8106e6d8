// Mine: what the reader answered, once for the whole site, and what follows from it (engine.js, by the rules of plan.js).
// Answers are kept by question and ticks by step or task, so that they are still there in another guide. Nothing is sent.

const { narrow } = guidegen
const plan = window.guidegenPlan?.version === guidegen.VERSION ? guidegen.openPlan(window.guidegenPlan) : null
// A clock that is behind the guide itself is wrong: then the day it was last reviewed counts.
const today_ = plan ? Math.max(guidegen.todayOf(), plan.reviewed) : guidegen.todayOf()
const fixed = JSON.parse(engineScript.dataset.given) // what this guide is for
const carrying = engineScript.dataset.carry // a script
const ANSWERS = "answers"
const here_ = page.dataset.guide
const KEEPS_NOTHING = "This browser keeps nothing: other pages will not know."

const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1)

// Puts nodes into a place in this order, and moves few of them: what is moved is laid out again. What else is there stays.
function keepOrder(place, nodes) {
  const mine_ = new Set(nodes)
  const from = (node) => { while (node && !mine_.has(node)) node = node.nextElementSibling; return node }
  let at = from(place.firstElementChild)
  for (const node of nodes) {
    // The one before it is moved once it is its turn.
    if (at && at !== node && from(at.nextElementSibling) === node) at = node
    if (at === node) at = from(at.nextElementSibling)
    else place.insertBefore(node, at)
  }
}

// Only answers to questions that the project still asks, as it asks them: an old one must not hide anything.
function recallAnswers() {
  try { return Object.fromEntries(Object.entries(JSON.parse(recall(ANSWERS)) || {}).filter(([facet, answer]) => isAnswer(facet, answer))) } catch { return {} }
}

function isAnswer(name, answer) {
  const facet = Object.hasOwn(plan.facets, name) ? plan.facets[name] : null
  if (!facet || facet.derived) return false
  if (facet.type === "date") return isDay(answer)
  if (facet.type === "choices") return Array.isArray(answer) && answer.every((value) => facet.values.includes(value))
  return guidegen.everyValue(facet).includes(answer) || Boolean(facet.means && Object.hasOwn(facet.means, String(answer)))
}

function isDay(words) {
  return typeof words === "string" && /^(19|2[01])\d\d-\d\d-\d\d$/.test(words) && guidegen.writeDay(guidegen.readDay(words)) === words
}

// What is known of the reader here: what this guide is for, and of their own answers those that go together with it.
// The others are kept and count again where they fit: `lost` are not asked of this reader, `clash` cannot be together.
// `decided` are answers that follow from the others too.
function mine(own = recallAnswers()) {
  const key = JSON.stringify(own)
  if (known_.key !== key) known_ = { key, mine: found(own) }
  return known_.mine
}

let known_ = { key: "", mine: null }

function found(own) {
  const given = { ...fixed }
  const lost = []
  const decided = []
  let clash = null
  for (const name of Object.keys(plan.facets)) {
    if (own[name] === undefined || String(own[name]) === String(given[name])) continue
    const possible = narrow(given, plan, today_).answers[name]
    const meant = plan.facets[name].means?.[own[name]] ?? [own[name]]
    const isPossible = !Array.isArray(possible) || meant.every((value) => possible.includes(value))
    const isAsked = !Array.isArray(possible) || possible.length > 1
    const isUnasked = !isPossible && guidegen.isAbsent(possible)
    if (isPossible && !narrow({ ...given, [name]: own[name] }, plan, today_).broken) {
      given[name] = own[name]
      if (!isAsked) decided.push(name)
    } else if (name in fixed) continue // whose the guide is may differ from what the reader is
    else if (isUnasked) lost.push(name)
    else clash ??= guidegen.clashOf({ ...given, [name]: own[name] }, plan, today_)
  }
  const counted = Object.keys(own).filter((name) => !(name in fixed) && !decided.includes(name) && given[name] === own[name])
  return { given, lost, decided, clash, count: counted.length }
}

// The reader on a day: answers, plan and path. Null where the answers say too little for a sentence of the plan.
function* readerOn(today, given) {
  const ticks = Object.fromEntries(Object.entries(recallTicks()).map(([name, day]) => [name, guidegen.readDay(day)]))
  try {
    const reader = yield* guidegen.planning(plan, given, today, ticks)
    return reader.broken ? null : reader
  } catch (error) {
    if (error instanceof guidegen.NoValue) return null
    throw error
  }
}

// The questions are on the plan. What other answers decide is not asked.
function askMine() {
  const form = one(".questions")
  if (!form) return
  const fields = all("[data-facet]", form)
  const boxes = (field) => all("input", field)
  let matters = new Set()
  const settled = fields.filter((field) => field.dataset.settled)

  function read(field) {
    const { type, facet } = field.dataset
    if (type === "choices") {
      const ticked = boxes(field).filter((box) => box.checked).map((box) => box.value)
      return ticked.length ? [facet, ticked.filter((value) => value)] : null
    }
    if (!field.value || (type === "date" && !isDay(field.value))) return null
    return [facet, type === "integer" ? Number(field.value) : field.value]
  }

  function write(answers) {
    const { given } = mine(answers)
    for (const field of fields) {
      const answer = settled.includes(field) ? given[field.dataset.facet] : answers[field.dataset.facet]
      if (field.dataset.type === "choices") {
        for (const box of boxes(field)) box.checked = Boolean(answer) && (box.value ? answer.includes(box.value) : !answer.length)
      } else field.value = answer === undefined ? "" : String(answer)
    }
  }

  function show(answers) {
    const { given, lost, decided, count } = mine(answers)
    const state = guidegen.askInOrder(given, plan, today_).state
    for (const field of fields) {
      const facet = field.dataset.facet
      const isAsked = state[facet] === "asked" && (!("extra" in field.dataset) || matters.has(facet))
      const isOpen = !decided.includes(facet) && (isAsked || facet in given)
      ;(field.localName === "fieldset" ? field : field.parentElement).hidden = !isOpen
    }
    const open = fields.filter((field) => !field.closest("[hidden]")).length
    const words = count ? [`${count} of ${open - settled.length} answered.`] : []
    if (lost.length) words.push(`Not for this guide, and kept for others: ${lost.map((name) => plan.facets[name].label).join(", ")}.`)
    if (refused.size && count) words.push(KEEPS_NOTHING)
    one(".given").textContent = words.join(" ")
    one(".mine summary").textContent = `${open} questions`
    one(".forget").hidden = !Object.keys(answers).length
    dispatchEvent(new Event("asked"))
  }

  // Another answer to what this guide is for: the guide for it, or what an open answer of this one says in full.
  function settle(field) {
    const { facet } = field.dataset
    const answers = { ...recallAnswers(), [facet]: field.value }
    remember(ANSWERS, JSON.stringify(answers))
    if (moveFor({ ...fixed, [facet]: field.value }, "answer")) return
    load()
    dispatchEvent(new Event("answered"))
  }

  form.addEventListener("change", (event) => {
    const field = event.target.closest("[data-facet]")
    if (settled.includes(field)) { settle(field); return }
    if (field.dataset.type === "choices" && event.target.checked) {
      for (const box of boxes(field)) if (Boolean(box.value) !== Boolean(event.target.value)) box.checked = false
    }
    const answers = recallAnswers()
    const own = fields.filter((one_) => !settled.includes(one_))
    for (const one_ of own) if (!one_.closest("[hidden]")) delete answers[one_.dataset.facet]
    const given = { ...answers, ...Object.fromEntries(own.filter((one_) => !one_.closest("[hidden]")).map(read).filter(Boolean)) }
    remember(ANSWERS, JSON.stringify(given))
    show(given)
    dispatchEvent(new Event("answered"))
  })
  one(".forget").addEventListener("click", () => {
    remember(ANSWERS, "{}")
    write({})
    show({})
    dispatchEvent(new Event("answered"))
    one("[data-facet]:not([data-settled], [hidden])", form)?.focus()
  })
  // What is asked for the sake of text that is hidden so far.
  addEventListener("planned", () => {
    const found = guidegen.mattering(plan, reader.answers)
    if ([...found].sort().join() === [...matters].sort().join()) return
    matters = found
    show(recallAnswers())
  })
  const load = () => { write(recallAnswers()); show(recallAnswers()) }
  const before = [...early].map((field) => [field, field.checked, field.value])
  load()
  one(".mine").hidden = false
  for (const [field, checked, value] of before) {
    Object.assign(field, { checked, value })
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }
  addEventListener("storage", (event) => { if (event.key === kept(ANSWERS)) load() })
  addEventListener("carried", load)
}

// Data and script that do not belong together change nothing: the page is then that of its persona.
function tellVersion() {
  one(".wrong-version").hidden = false
  dispatchEvent(new Event("fitted"))
}

addEventListener("carried", () => dispatchEvent(new Event("answered")))
addEventListener("storage", (event) => { if (event.key === kept(ANSWERS)) dispatchEvent(new Event("answered")) })
if (!plan) tellVersion()
