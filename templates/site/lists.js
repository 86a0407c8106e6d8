// Lists: filter and sort the rows, and keep the reader's own list, which the checklist shows. Nothing is fetched.

const listKey = `lists.${page.dataset.guide}`
// What the page itself has ticked (an applicant's answers file) counts until the reader changes it.
const given = [...all("input[data-pick]").filter((box) => box.checked).map((box) => box.dataset.pick), ...all("[data-listed]:not([hidden])").map((line) => line.dataset.listed)]

function myList() {
  try { return new Set(JSON.parse(recall(listKey)) || given) } catch { return new Set(given) }
}

function showPicks() {
  const mine = myList()
  for (const box of all("input[data-pick]")) box.checked = mine.has(box.dataset.pick)
  const section = one(".my-list")
  if (section) {
    const lines = all("[data-listed]", section)
    for (const line of lines) {
      hide(line, !mine.has(line.dataset.listed))
      line.toggleAttribute("data-out", line.hidden)
    }
    hide(section, lines.every((line) => line.hidden))
    section.toggleAttribute("data-out", section.hidden)
    dispatchEvent(new Event("picked"))
  }
}

function keepPicks() {
  addEventListener("change", ({ target }) => {
    if (!target.matches("input[data-pick]")) return
    const mine = myList()
    if (target.checked) mine.add(target.dataset.pick)
    else mine.delete(target.dataset.pick)
    remember(listKey, JSON.stringify([...mine].sort()))
    dispatchEvent(new Event("picked"))
  })
  addEventListener("storage", (event) => { if (event.key === kept(listKey)) showPicks() })
  addEventListener("ranked", showPicks)
  showPicks()
}

function offerControls() {
  const form = one(".controls")
  if (!form) return
  let [rows, placed, order, texts] = [[], [], new Map(), new Map()]
  // Rows and what they say follow the reader's answers.
  const find = () => {
    rows = all("table.catalog tbody tr")
    placed = rows
    order = new Map(rows.map((row, place) => [row, place]))
    texts = new Map()
  }
  // Read once somebody looks for words.
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, plain(row.textContent))
    return texts.get(row)
  }
  const name = (row) => one(".name", row).textContent
  // What nobody knows comes last.
  const number = (row, column) => row.hasAttribute(`data-by-${column}`) ? Number(row.getAttribute(`data-by-${column}`)) : Infinity
  const compared = {
    "": (a, b) => order.get(a) - order.get(b),
    name: (a, b) => name(a).localeCompare(name(b)),
  }
  const by = (column) => compared[column] || ((a, b) => {
    const [first, second] = [number(a, column), number(b, column)]
    return first === second ? compared[""](a, b) : first - second
  })

  function filter() {
    const wanted = new FormData(form)
    const words = plain(String(wanted.get("words"))).split(/\s+/).filter(Boolean)
    const mine = wanted.get("mine") ? myList() : null
    const chosen = all("select", form).filter((field) => field.name !== "sort" && field.value)
    let shown = 0
    const sorted = [...rows].sort(by(wanted.get("sort")))
    if (sorted.some((row, at) => row !== placed[at])) for (const row of sorted) row.parentElement.append(row)
    placed = sorted
    for (const row of rows) {
      const values = (field) => (row.getAttribute(`data-${field.name}`) || "").split(" ").filter(Boolean)
      const fits = words.every((word) => textOf(row).includes(word)) && (!mine || mine.has(row.dataset.row))
        && chosen.every((field) => field.value === "?" ? !values(field).length : values(field).includes(field.value))
      row.toggleAttribute("data-none", !fits)
      if (fits && !row.hidden) shown += 1
    }
    hide(fold, !rows.length)
    for (const section of all(".rows")) hide(section, !one("tbody tr:not([data-none], [hidden])", section))
    say(one("[role=status]", form), `${shown} of ${rows.filter((row) => !row.hidden).length} shown`)
  }

  form.addEventListener("input", filter)
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("fitted", filter)
  addEventListener("picked", filter)
  addEventListener("ranked", () => { find(); filter() })
  const fold = form.parentElement
  fold.open = matchMedia("(min-width: 900px)").matches
  fold.classList.add("ready")
  find()
  filter()
}

keepPicks()
offerControls()
