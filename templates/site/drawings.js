// The drawings of path and dates from the reader's answers and day: the engine says where everything is, as it does for the
// page of the persona (charts.html). dates.js and fit.js come first.

const shown_ = new WeakMap()

// Replaces what a drawing shows but its title; the colors are those of the style. `partsIn` makes what is near some heights:
// all of it, or first only what is on the screen. Whether all of it is shown.
function redraw(chart, view, partsIn, isFirst) {
  const sign = JSON.stringify(view)
  if (shown_.get(chart) === sign) return true
  const { top, width } = chart.getBoundingClientRect()
  const [from, to] = [-top, innerHeight - top].map((at) => at * view.width / width)
  chart.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`)
  chart.setAttribute("height", view.height)
  if (view.first !== undefined) Object.assign(chart.dataset, { first: guidegen.writeDay(view.first), last: guidegen.writeDay(view.last) })
  chart.replaceChildren(one("title", chart), ...partsIn((y, height) => !isFirst || (y + height > from && y < to)).flat())
  if (isFirst) shown_.delete(chart)
  else shown_.set(chart, sign)
  if (chart.matches(".timeline")) dispatchEvent(new Event("drawn"))
  return !isFirst
}

function monthParts({ months, width, height }, top) {
  return months.flatMap(({ x, label, year }) => [
    svg("line", { class: year ? "year" : "month", x1: x, x2: x, y1: year ? 4 : top, y2: height }),
    ...(year ? [svg("text", { class: "axis", x: x + 5, y: 14, "font-size": 13, "font-weight": 600 }, String(year))] : []),
    ...(label && x < width - 24 ? [svg("text", { class: "quiet-words", x: x + 5, y: 30, "font-size": 12 }, label)] : []),
  ])
}

const stepClass = ({ isTight, maybe }) => `step${isTight ? " tight" : ""}${maybe ? " maybe" : ""}`

function barParts({ bars, links, size }, isNear) {
  return [
    ...links.filter(({ y1, y2 }) => isNear(y1, y2 - y1)).map(({ x, y1, y2, to, isTight }) => svg("path", { class: `link${isTight ? " tight" : ""}`, d: `M${x} ${y1}V${y2}H${to}`, fill: "none", "stroke-width": isTight ? 1.5 : 0.7 })),
    ...bars.filter(({ y, height }) => isNear(y, height)).map((bar) => svg("g", { class: stepClass(bar) },
      svg("rect", { class: "spare", x: bar.x, y: bar.y, width: bar.whole, height: bar.height, rx: 2, "stroke-width": 0.8, "stroke-dasharray": bar.maybe && "4 3" }),
      svg("rect", { class: "work", x: bar.x, y: bar.y, width: bar.work, height: bar.height, rx: 2 }),
      svg("text", { x: bar.textX, y: bar.base, "text-anchor": bar.anchor, "font-size": size, "font-weight": bar.isTight && 600 }, bar.words))),
  ]
}

function drawAcross(chart, lines, isFirst) {
  const view = guidegen.acrossOf(reader, lines, Number(chart.getAttribute("width")))
  const names = () => view.names.flatMap(({ x, y, label, textX, anchor }) => [
    svg("line", { class: "anchor", x1: x, x2: x, y1: y - 9, y2: view.height, "stroke-dasharray": "2 3" }),
    svg("text", { class: "quiet-words", x: textX, y, "text-anchor": anchor, "font-size": 12 }, label)])
  return redraw(chart, view, (isNear) => [monthParts(view, 24), names(), barParts(view, isNear)], isFirst)
}

function drawDown(chart, lines, isFirst) {
  const view = guidegen.downOf(plan, lines)
  const months = (isNear) => view.months.filter(({ y }) => isNear(y - 16, 16)).map(({ y, label }) => [
    svg("line", { class: "rule", x1: 0, x2: view.width, y1: y - 16, y2: y - 16 }),
    svg("text", { class: "axis", x: view.bars[0].textX, y, "font-size": 15, "font-weight": 600 }, label)])
  const bars = (isNear) => view.bars.filter(({ y, whole, days }) => isNear(y, Math.max(whole, days.y - y))).map((bar) => svg("g", { class: stepClass(bar) },
    svg("line", { class: "month", x1: bar.x + bar.width, x2: bar.textX - 4, y1: bar.leader, y2: bar.leader }),
    svg("rect", { class: "spare", x: bar.x + 0.5, y: bar.y, width: bar.width - 1, height: bar.whole, rx: 2, "stroke-dasharray": (bar.goesOn || bar.maybe) && "3 3" }),
    svg("rect", { class: "work", x: bar.x, y: bar.y, width: bar.width, height: bar.work, rx: 2 }),
    ...bar.lines.map(({ y, words }) => svg("text", { x: bar.textX, y, "font-size": 15, "font-weight": bar.isTight && 600 }, words)),
    svg("text", { class: "quiet-words", x: bar.textX, y: bar.days.y, "font-size": 13.5 }, bar.days.words)))
  return redraw(chart, view, (isNear) => [...months(isNear), bars(isNear)], isFirst)
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
  if (!view) return true
  const lanes = () => view.lanes.flatMap((lane) => [...laneHead(lane, view.width, lane.label.length * 7.2 + 8), ...lane.marks.map((mark) => {
    const words = mark.words ? [svg("text", { class: "mark-words", x: mark.words.x + 2, y: 16, "text-anchor": mark.words.anchor, "font-size": 12 }, mark.words.text)] : []
    return svg("g", { transform: `translate(${mark.x} ${mark.y})` }, svg("a", { href: `#${mark.id}` }, markPart(mark), ...words))
  })])
  const chain = () => view.chain ? [...laneHead({ top: view.chain.top, label: "Your steps with the least to spare, numbered as in your path" }, view.width, 430), ...barParts(view.chain, () => true)] : []
  return redraw(chart, view, () => [monthParts(view, 35), lanes(), chain()])
}

// Every drawing of this page with its steps. Those that are drawn for another width are not shown, and wait for that.
const drawings_ = [["svg.path.across", drawAcross], ["svg.path.down", drawDown], ["svg.timeline", drawDates]].flatMap(([selector, draw]) =>
  all(selector).map((chart) => ({ chart, draw, isShown: isShown_(chart), lines: null })))

function isShown_(chart) {
  return getComputedStyle(chart).display !== "none"
}

// With `rest`, which gathers what can wait, what is not on the screen does.
function drawNow(one_, rest) {
  const { chart, draw, lines } = one_
  if (!lines || (!lines.length && draw !== drawDates)) return
  if (draw(chart, lines, Boolean(rest))) one_.lines = null
  else rest.push(() => drawNow(one_))
}

function* drawAll(lines, rest) {
  for (const one_ of drawings_) {
    one_.lines = lines
    if (one_.isShown) yield drawNow(one_, rest)
  }
  for (const chart of all("figure.drawing:has(svg.path)")) hide(chart, !lines.length)
}

addEventListener("resize", () => {
  for (const one_ of drawings_) {
    one_.isShown = isShown_(one_.chart)
    if (one_.isShown) drawNow(one_)
  }
})
addEventListener("beforeprint", () => { for (const one_ of drawings_) drawNow(one_) })
