// Singly: one of the questions that are asked (mine.js) at a time. All of them stay on the page, with what was entered, so
// that all at once is a choice of the style alone.

const WAY = "asking"

function askSingly() {
  const form = one(".questions")
  const line = one(".at")
  if (!line) return
  const singly = one(".asking [value=singly]")
  const turns = one(".turns", form)
  const fields = all("[data-facet]:not([data-settled])", form)
  const isOpen = (field) => !field.closest("[hidden]")
  const isAnswered = (field) => field.dataset.facet in recallAnswers()
  const partOf = (field) => field.closest("p, fieldset")
  const trail = [] // what was shown, in that order: Back and Next walk it
  let now = null // null once the last is behind

  // What was not shown yet: the next in order, then what an answer brought in before it.
  function fresh(field) {
    const left = fields.filter((one_) => isOpen(one_) && !trail.includes(one_))
    return left.find((one_) => fields.indexOf(one_) > fields.indexOf(field)) ?? left.find((one_) => !isAnswered(one_)) ?? null
  }

  const after = (field) => trail.slice(trail.indexOf(field) + 1).find(isOpen) ?? fresh(field)
  const before = (field) => [...fields.slice(0, fields.indexOf(trail[0])), ...trail.slice(0, field ? trail.indexOf(field) : undefined)].filter(isOpen).pop()

  function show() {
    form.classList.toggle("singly", singly.checked)
    line.hidden = turns.hidden = !singly.checked
    if (!singly.checked) return
    if (now && !isOpen(now)) now = after(now)
    if (now && !trail.includes(now)) trail.push(now)
    for (const field of fields) partOf(field).classList.toggle("now", field === now)
    const open = fields.filter(isOpen)
    const left = open.filter((field) => !isAnswered(field)).map(({ dataset }) => plan.facets[dataset.facet].label)
    const words = now ? line.dataset.at : left.length ? line.dataset.left : line.dataset.done
    say(line, words.replace("{at}", open.indexOf(now) + 1).replace("{all}", open.length).replace("{names}", left.join(", ")))
    for (const button of all("button", turns)) {
      const { turn } = button.dataset
      hide(button, turn === "back" ? !before(now) : turn === "all" ? Boolean(now) : !now)
    }
  }

  // Where somebody who was here before goes on: at the first that is open.
  function start() {
    trail.length = 0
    now = fields.find((field) => isOpen(field) && !isAnswered(field)) ?? fields.find(isOpen) ?? null
    show()
  }

  function go(field) {
    now = field
    show()
    if (!now) { one("[data-turn=all]", turns).focus(); return }
    const head = one("label, legend", partOf(now))
    head.tabIndex = -1
    head.focus()
  }

  function skip() {
    const from = now
    const entries = all("select, input", partOf(from))
    for (const entry of entries) {
      if (entry.type === "checkbox") entry.checked = false
      else entry.value = ""
    }
    if (isAnswered(from)) entries[0].dispatchEvent(new Event("change", { bubbles: true }))
    go(after(from))
  }

  function seeAll() {
    one(".asking input").click()
    one(".asking input").focus()
  }

  function back() {
    const to = before(now)
    if (!trail.includes(to)) trail.unshift(to)
    go(to)
  }

  const acts = { skip, back, all: seeAll }
  for (const button of all("[data-turn]", turns)) button.addEventListener("click", acts[button.dataset.turn])
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (singly.checked && now?.reportValidity()) go(after(now))
  })
  one(".asking").addEventListener("change", () => { remember(WAY, singly.checked ? "singly" : ""); start() })
  if (recall(WAY) === "singly") singly.checked = true
  // Once the questions are as the answers leave them; what forgets these comes before.
  addEventListener("asked", () => {
    start()
    addEventListener("asked", show)
    one(".forget").addEventListener("click", () => { start(); if (singly.checked) go(now) })
  }, { once: true })
}

if (plan) askSingly()
