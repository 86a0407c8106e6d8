// The budget for another number of rotations. How each line's sum comes about stands in its row as data.

function showBudget() {
  const table = one(".costs")
  const slider = one(".slider input")
  const currency = table.dataset.currency
  const money = (amount) => `${currency}${amount.toLocaleString("en-US")}`
  const rows = all("tr[data-sum]", table).map((row) => ({ row, recipe: JSON.parse(row.dataset.sum) }))
  const { most, room, ample } = one("svg.budget").dataset

  const write = (row, sums) => all("td", row).forEach((cell, index) => {
    if (index < 3) cell.firstChild.textContent = money(sums[index])
  })
  const add = (sums, more) => sums.map((sum, index) => sum + more[index])

  // A line under a lead counts once the reader's answers (answers.js) say that it applies, and not before.
  const counts = ({ row, recipe }) => !row.hasAttribute("data-out") && (recipe.counted || (recipe.maybe && row.classList.contains("settled")))

  function lineSums(recipe, number) {
    return recipe.each ? recipe.each.map((price, index) => price * Math.max(0, recipe.per[index] * number + recipe.plus)) : recipe.total
  }

  function show() {
    const number = slider ? Number(slider.value) : 0
    let sum = [0, 0, 0]
    for (const line of rows) {
      line.sums = lineSums(line.recipe, number)
      if (!line.recipe.share && counts(line)) sum = add(sum, line.sums)
    }
    const plain = sum
    for (const line of rows) {
      if (line.recipe.share) {
        line.sums = plain.map((amount) => Math.floor(amount * line.recipe.share / 100 + 0.5))
        if (counts(line)) sum = add(sum, line.sums)
      }
      write(line.row, line.sums)
      line.row.classList.toggle("apart", !counts(line))
    }
    const groups = all("tr.group[data-group]", table).map((head) => {
      const mine = rows.filter(({ row }) => row.parentElement === head.parentElement)
      const total = mine.filter(counts).reduce((sums, line) => add(sums, line.sums), [0, 0, 0])
      write(head, total)
      return total
    })
    write(one("tr.total", table), sum)
    draw(groups, sum)
    if (slider) one(".slider output").textContent = String(number)
  }

  function draw(groups, sum) {
    const scale = Math.max(Number(most), sum[2])
    all(".bar").forEach((bar, index) => {
      let left = 0
      one(".sum", bar).textContent = money(sum[index])
      all(".part", bar).forEach((part, group) => {
        const width = groups[group][index] / scale * 100
        const [box, word] = [one("rect", part), one("text", part)]
        box.setAttribute("x", `${left}%`)
        box.setAttribute("width", `${width}%`)
        word.setAttribute("x", `${left + width / 2}%`)
        word.textContent = width > room ? String(group + 1) : ""
        part.dataset.room = width > ample ? "ample" : "some"
        left += width
      })
    })
  }

  if (slider) {
    slider.addEventListener("input", show)
    one(".slider").hidden = false
  }
  addEventListener("fitted", show)
  show()
}

showBudget()
