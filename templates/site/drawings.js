// The drawings of path and dates from the reader's answers and day: the engine says where everything is, as it does for the
// page of the persona (charts.html). planned.js comes first.

const SVG = "http://www.w3.org/2000/svg"

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== false) element.setAttribute(key, value)
  element.append(...children)
  return element
}

const shown_ = new WeakMap()

// Whether a drawing shows this already.
function isDrawn(chart, view) {
  const sign = JSON.stringify(view)
  if (shown_.get(chart) === sign) return true
  shown_.set(chart, sign)
  return false
}

// Replaces what a drawing shows but its title; the colors are those of the style.
function redraw(chart, view, ...parts) {
  chart.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`)
  chart.setAttribute("height", view.height)
  if (view.first !== undefined) Object.assign(chart.dataset, { first: guidegen.writeDay(view.first), last: guidegen.writeDay(view.last) })
  chart.replaceChildren(one("title", chart), ...parts.flat())
}

function monthParts({ months, width, height }, top) {
  return months.flatMap(({ x, label, year }) => [
    svg("line", { class: year ? "year" : "month", x1: x, x2: x, y1: year ? 4 : top, y2: height }),
    ...(year ? [svg("text", { class: "axis", x: x + 5, y: 14, "font-size": 13, "font-weight": 600 }, String(year))] : []),
    ...(label && x < width - 24 ? [svg("text", { class: "quiet-words", x: x + 5, y: 30, "font-size": 12 }, label)] : []),
  ])
}

const stepClass = ({ isTight, maybe }) => `step${isTight ? " tight" : ""}${maybe ? " maybe" : ""}`

function barParts({ bars, links, size }) {
  return [
    ...links.map(({ x, y1, y2, to, isTight }) => svg("path", { class: `link${isTight ? " tight" : ""}`, d: `M${x} ${y1}V${y2}H${to}`, fill: "none", "stroke-width": isTight ? 1.5 : 0.7 })),
    ...bars.map((bar) => svg("g", { class: stepClass(bar) },
      svg("rect", { class: "spare", x: bar.x, y: bar.y, width: bar.whole, height: bar.height, rx: 2, "stroke-width": 0.8, "stroke-dasharray": bar.maybe && "4 3" }),
      svg("rect", { class: "work", x: bar.x, y: bar.y, width: bar.work, height: bar.height, rx: 2 }),
      svg("text", { x: bar.textX, y: bar.base, "text-anchor": bar.anchor, "font-size": size, "font-weight": bar.isTight && 600 }, bar.words))),
  ]
}

function drawAcross(chart, lines) {
  const view = guidegen.acrossOf(reader, lines, Number(chart.getAttribute("width")))
  if (isDrawn(chart, view)) return
  const names = view.names.flatMap(({ x, y, label, textX, anchor }) => [
    svg("line", { class: "anchor", x1: x, x2: x, y1: y - 9, y2: view.height, "stroke-dasharray": "2 3" }),
    svg("text", { class: "quiet-words", x: textX, y, "text-anchor": anchor, "font-size": 12 }, label)])
  redraw(chart, view, monthParts(view, 24), names, barParts(view))
}

function drawDown(chart, lines) {
  const view = guidegen.downOf(plan, lines)
  if (isDrawn(chart, view)) return
  const months = view.months.flatMap(({ y, label }) => [
    svg("line", { class: "rule", x1: 0, x2: view.width, y1: y - 16, y2: y - 16 }),
    svg("text", { class: "axis", x: view.bars[0].textX, y, "font-size": 15, "font-weight": 600 }, label)])
  const bars = view.bars.map((bar) => svg("g", { class: stepClass(bar) },
    svg("line", { class: "month", x1: bar.x + bar.width, x2: bar.textX - 4, y1: bar.leader, y2: bar.leader }),
    svg("rect", { class: "spare", x: bar.x + 0.5, y: bar.y, width: bar.width - 1, height: bar.whole, rx: 2, "stroke-dasharray": (bar.goesOn || bar.maybe) && "3 3" }),
    svg("rect", { class: "work", x: bar.x, y: bar.y, width: bar.width, height: bar.work, rx: 2 }),
    ...bar.lines.map(({ y, words }) => svg("text", { x: bar.textX, y, "font-size": 15, "font-weight": bar.isTight && 600 }, words)),
    svg("text", { class: "quiet-words", x: bar.textX, y: bar.days.y, "font-size": 13.5 }, bar.days.words)))
  redraw(chart, view, months, bars)
}

// The shape says the kind, a broken line that it may not be for the reader.
function markPart({ kind, number, width, maybe }) {
  const dash = maybe && "4 3"
  const shape = kind === "window" ? svg("rect", { x: 2.75, y: 3, width: width - 2, height: 18, rx: 4, "stroke-width": 1.5, "stroke-dasharray": dash })
    : kind === "deadline" ? svg("rect", { x: 2.75, y: 2.75, width: 18.5, height: 18.5, rx: 2, "stroke-width": 1.5, "stroke-dasharray": dash })
      : svg("circle", { cx: 12, cy: 12, r: 9.25, "stroke-width": 1.5, "stroke-dasharray": dash })
  return svg("g", { class: `mark ${kind}${maybe ? " maybe" : ""}` }, shape, svg("text", { x: 12, y: 16, "text-anchor": "middle", "font-size": 11.5, "font-weight": 600 }, String(number)))
}

function laneHead({ top, label }, width, veil) {
  return [
    svg("line", { class: "rule", x1: 0, x2: width, y1: top + 1, y2: top + 1 }),
    svg("rect", { class: "veil", x: 0, y: top + 3, width: veil, height: 18 }),
    svg("text", { class: "axis", x: 2, y: top + 17, "font-size": 13, "font-weight": 600 }, label),
  ]
}

function drawDates(chart, lines) {
  const view = guidegen.chartOf(reader, guidegen.dateLines(reader), lines, Number(chart.getAttribute("width")))
  if (!view || isDrawn(chart, view)) return
  const lanes = view.lanes.flatMap((lane) => [...laneHead(lane, view.width, lane.label.length * 7.2 + 8), ...lane.marks.map((mark) => {
    const words = mark.words ? [svg("text", { class: "mark-words", x: mark.words.x + 2, y: 16, "text-anchor": mark.words.anchor, "font-size": 12 }, mark.words.text)] : []
    return svg("g", { transform: `translate(${mark.x} ${mark.y})` }, svg("a", { href: `#${mark.id}` }, markPart(mark), ...words))
  })])
  const chain = view.chain ? [...laneHead({ top: view.chain.top, label: "Your steps with the least to spare, numbered as in your path" }, view.width, 430), ...barParts(view.chain)] : []
  redraw(chart, view, monthParts(view, 35), lanes, chain)
  dispatchEvent(new Event("drawn"))
}

// Every drawing of this page with its steps. Those that are drawn for another width are not shown, and wait.
const drawings_ = [["svg.path.across", drawAcross], ["svg.path.down", drawDown], ["svg.timeline", drawDates]].flatMap(([selector, draw]) =>
  all(selector).map((chart) => ({ chart, draw, isShown: getComputedStyle(chart).display !== "none", lines: null })))

function drawNow(one_) {
  const { chart, draw, lines } = one_
  one_.lines = null
  if (lines && (lines.length || draw === drawDates)) draw(chart, lines)
}

function* drawAll(lines) {
  for (const one_ of drawings_) {
    one_.lines = lines
    if (one_.isShown) yield drawNow(one_)
  }
  if (drawings_.some((one_) => one_.lines)) later(() => drawings_.forEach(drawNow))
  for (const chart of all("figure.drawing:has(svg.path)")) hide(chart, !lines.length)
}

addEventListener("resize", () => { for (const one_ of drawings_) one_.isShown = getComputedStyle(one_.chart).display !== "none" })
addEventListener("beforeprint", () => drawings_.forEach(drawNow))
