// Today: pages hold no date of their own, so the browser draws it into the timeline and says which papers are late.

const today = (() => { const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-") })()

function drawToday() {
  const chart = one("svg.timeline")
  if (!chart) return
  const { first, last } = chart.dataset
  if (today < first || today >= last) return
  const [, , width, height] = chart.getAttribute("viewBox").split(" ").map(Number)
  const x = (Date.parse(today) - Date.parse(first)) / (Date.parse(last) - Date.parse(first)) * width
  const draw = (name, attributes, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.textContent = text
    chart.append(element)
  }
  draw("line", { class: "today-line", x1: x, x2: x, y1: 2, y2: height })
  draw("text", { class: "today-word", x: x > width - 60 ? x - 5 : x + 5, y: 12, "text-anchor": x > width - 60 ? "end" : "start" }, "Today")
}

function markPast() {
  const rows = all("tr[data-last]")
  if (!rows.length) return
  for (const row of rows) row.classList.toggle("past", row.dataset.last < today)
  const next = rows.find((row) => row.dataset.date >= today)
  if (!next || next === rows[0]) return
  const line = document.createElement("tr")
  line.className = "today"
  const cell = Object.assign(document.createElement("td"), { colSpan: 2, textContent: `Today, ${new Date().toLocaleDateString("en-US", { dateStyle: "long" })}` })
  line.append(cell)
  const month = next.previousElementSibling?.classList.contains("month") ? next.previousElementSibling : next
  month.before(line)
}

function markLate() {
  for (const item of all(".papers [data-date]")) {
    if (item.dataset.date > today) continue
    const word = Object.assign(document.createElement("span"), { className: "late", textContent: "Start now. " })
    one(".due", item).prepend(word)
    const box = one("input", item)
    const show = () => { word.hidden = box.checked }
    box.addEventListener("change", show)
    show()
  }
}

drawToday()
markPast()
markLate()
