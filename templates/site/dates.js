// Today: pages hold no date of their own, so the browser draws it into the timeline and says which tasks and papers are late.

const today = isoDay(new Date())

const svg = (name, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== false) element.setAttribute(key, value)
  element.append(...children)
  return element
}

function drawToday() {
  const chart = one("svg.timeline")
  if (!chart) return
  const { first, last } = chart.dataset
  if (today < first || today >= last) return
  const [, , width, drawn] = chart.getAttribute("viewBox").split(" ").map(Number)
  const x = (Date.parse(today) - Date.parse(first)) / (Date.parse(last) - Date.parse(first)) * width
  // Next to the line where no year is: at its right, at its left, or below the chart, which grows by a line.
  const years = all(".axis", chart).filter((word) => Number(word.getAttribute("y")) < 20).map((word) => Number(word.getAttribute("x")))
  const isFree = (from, to) => from >= 0 && to <= width && years.every((year) => year > to || year + 45 < from)
  const [side, foot] = isFree(x, x + 60) ? [1, false] : isFree(x - 60, x) ? [-1, false] : [x > width - 60 ? -1 : 1, true]
  const height = drawn + (foot ? 20 : 0)
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`)
  chart.setAttribute("height", height)
  // Behind the names of the lanes and the marks.
  chart.insertBefore(svg("line", { class: "today-line", x1: x, x2: x, y1: 2, y2: height }), one(".rule", chart))
  chart.append(svg("text", { class: "today-word", x: x + 5 * side, y: foot ? height - 5 : 13, "text-anchor": side > 0 ? "start" : "end" }, "Today"))
}

// By the words of the engine, if it is there: those of the browser take long to come.
function todayWords() {
  return typeof plan !== "undefined" && plan ? guidegen.sayDay(plan, guidegen.todayOf()) : new Date().toLocaleDateString("en-US", { dateStyle: "long" })
}

function markPast() {
  for (const line of all("tr.today")) line.remove()
  const rows = all("tr[data-last]").filter((row) => !row.hidden)
  if (!rows.length) return
  for (const row of rows) row.classList.toggle("past", row.dataset.last < today)
  const next = rows.find((row) => row.dataset.date >= today)
  if (!next || next === rows[0]) return
  const line = made("tr", { className: "today" }, made("td", { colSpan: 2 }, `Today, ${todayWords()}`))
  const month = next.previousElementSibling?.classList.contains("month") ? next.previousElementSibling : next
  month.before(line)
}

// A task whose day is past is to be done now, a paper from the day on which to start on it.
function markLate() {
  for (const box of all("input[data-day]")) {
    const isPaper = box.closest(".papers")
    const { day } = box.dataset
    const isLate = Boolean(day) && !box.checked && (isPaper ? day <= today : day < today)
    let line = one(".due .when-late", box.parentElement)
    if (isLate && !line) {
      const word = made("span", { className: "late" }, isPaper ? "Start now. " : "Now")
      line = made("span", { className: "when-late" }, word, isPaper ? "" : "; it was due ")
      one(".due", box.parentElement).prepend(line)
    }
    if (line) line.hidden = !isLate
  }
}

drawToday()
addEventListener("drawn", drawToday)
if (!("fits" in page.dataset)) markPast()
markLate()
addEventListener("fitted", markPast)
addEventListener("counted", markLate)
