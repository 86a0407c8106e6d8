// The budget for another number. How each line's sum comes about is in its row as data.

function showBudget() {
  const table = one(".costs")
  const slider = one(".slider input")
  const currency = table.dataset.currency
  const money = (amount) => `${currency}${String(amount).replace(/\B(?=(\d{3})+$)/g, ",")}`
  const rows = all("tr[data-sum]", table).map((row) => { const made = JSON.parse(row.dataset.sum); return { row, made, recipe: made } })
  const { most, room, ample } = one("svg.budget").dataset
  let highest = Number(most) // the largest sum that the chart may have to show

  const write = (row, sums) => all("td", row).forEach((cell, index) => {
    if (index < 3) say(cell.firstChild, sums ? money(sums[index]) : "–")
  })
  const add = (sums, more) => sums.map((sum, index) => sum + more[index])

  // A line may be there for some numbers only. One under a lead counts once the reader's answers (fit.js) say that
  // it applies, and not before.
  const counts = ({ row, recipe, sums }) => sums && !row.hasAttribute("data-out") && (recipe.counted || (recipe.maybe && row.classList.contains("settled")))
  const sumsFor = (recipe, number) => recipe.by ? recipe.by[number] : recipe.total

  // Once the reader's plan is known, each line comes to what the engine says; one that it does not name is not for them.
  function follow() {
    if (typeof reader === "undefined" || !reader) return
    const budget = guidegen.budgetOf(reader)
    const lines = Object.fromEntries(budget.lines.map((line) => [line.id, { by: line.byNumber.length ? line.byNumber : undefined, total: line.total, counted: line.isCounted, maybe: line.isMaybe, lead: line.lead }]))
    for (const { id, byNumber, isCounted, lead } of budget.elsewhere) lines[id] = { by: byNumber, counted: isCounted, lead }
    for (const line of rows) {
      const mine_ = lines[line.row.id]
      line.row.toggleAttribute("data-out", !mine_)
      hide(line.row, !mine_ && !showsEverything)
      if (!mine_) continue
      line.recipe = { ...mine_, share: line.made.share }
      lead(line.row, mine_.lead ?? "")
    }
    order()
    highest = Math.max(1, ...Array.from({ length: (budget.number?.most ?? -1) + 1 }, (_, number) => highFor(number)))
    if (!slider || !budget.number) return
    const { value, most: max } = budget.number
    slider.max = String(max)
    if (slider.dataset.planned !== String(value)) slider.value = String(value)
    slider.dataset.planned = String(value)
    one(".slider .plan-says").textContent = String(value)
  }

  // The high sum of all that is counted for a number, with what comes on top of it in percent.
  function highFor(number) {
    const counted = rows.filter(({ row, recipe }) => recipe.counted && !row.hasAttribute("data-out")).map(({ recipe }) => recipe)
    const percent = counted.reduce((sum, { share = 0 }) => sum + share, 100)
    return Math.round(counted.reduce((sum, recipe) => sum + (recipe.share ? 0 : sumsFor(recipe, number)?.[2] ?? 0), 0) * percent / 100)
  }

  // Groups are in the order of their first line that is the reader's, as the engine has them; others come last.
  function order() {
    const written = Object.keys(plan.costs)
    const first = (group) => Math.min(...all("tr[data-sum]:not([data-out], [data-none])", group).map((row) => written.indexOf(row.id)), written.length)
    const groups = all("tr.group[data-group]", table).map((head) => head.parentElement)
    const wanted = [...groups].sort((one_, other) => first(one_) - first(other))
    if (wanted.every((group, at) => group === groups[at])) return // a table that is touched is laid out again
    const end = groups[groups.length - 1].nextSibling
    for (const group of wanted) table.insertBefore(group, end)
  }

  function show() {
    const number = slider ? Number(slider.value) : 0
    let sum = [0, 0, 0]
    for (const line of rows) {
      line.sums = sumsFor(line.recipe, number)
      if (line.recipe.by) line.row.toggleAttribute("data-none", !line.sums)
      if (!line.recipe.share && counts(line)) sum = add(sum, line.sums)
    }
    const plain = sum
    for (const line of rows) {
      if (line.recipe.share) {
        line.sums = plain.map((amount) => Math.floor(amount * line.recipe.share / 100 + 0.5))
        if (counts(line)) sum = add(sum, line.sums)
      }
      if (line.sums) write(line.row, line.sums)
      line.row.classList.toggle("apart", !counts(line))
    }
    const heads = all("tr.group[data-group]", table)
    const groups = heads.map((head) => {
      const mine = rows.filter(({ row }) => row.parentElement === head.parentElement)
      const counted = mine.filter(counts)
      const total = counted.reduce((sums, line) => add(sums, line.sums), [0, 0, 0])
      write(head, counted.length ? total : null)
      head.parentElement.toggleAttribute("data-none", mine.every(({ row }) => row.hidden || row.hasAttribute("data-none")))
      return total
    })
    let last = 0
    const numbers = heads.map((head) => (head.parentElement.hasAttribute("data-none") ? "" : String(last += 1)))
    heads.forEach((head, index) => { say(one(".number", head), numbers[index]) })
    write(one("tr.total", table), sum)
    for (const word of all("[data-sum-of]")) say(word, money(sum[word.dataset.sumOf]))
    tellMaybe()
    draw(groups, numbers, sum)
    if (slider) one(".slider output").textContent = String(number)
  }

  // What would come on top, should every line apply that is still under a lead.
  function tellMaybe() {
    const words = one(".also")
    if (!words) return
    const open = rows.filter((line) => line.recipe.maybe && line.sums && !counts(line) && !line.row.hasAttribute("data-out"))
    const sums = open.reduce((total, line) => add(total, line.sums), [0, 0, 0])
    for (const word of all("[data-maybe-of]")) say(word, money(sums[word.dataset.maybeOf]))
    hide(words, !sums.some((amount) => amount))
  }

  function draw(groups, numbers, sum) {
    const scale = Math.max(highest, sum[2])
    all(".bar").forEach((bar, index) => {
      let left = 0
      say(one(".sum", bar), money(sum[index]))
      all(".part", bar).forEach((part, group) => {
        const width = groups[group][index] / scale * 100
        const [box, word] = [one("rect", part), one("text", part)]
        box.setAttribute("x", `${left}%`)
        box.setAttribute("width", `${width}%`)
        word.setAttribute("x", `${left + width / 2}%`)
        say(word, width > room ? numbers[group] : "")
        part.dataset.room = width > ample ? "ample" : "some"
        left += width
      })
    })
  }

  if (slider) {
    slider.addEventListener("input", show)
    one(".slider").hidden = false
  }
  addEventListener("fitted", () => { follow(); show() })
  follow()
  show()
}

showBudget()
